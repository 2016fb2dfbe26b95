package lab.obscura.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeCacheTest {

    private static final String HOME = "user.home";

    @TempDir
    Path folder;

    private final String home = System.getProperty(HOME);
    private final String place = System.getProperty(NativeCache.PLACE, "");

    @BeforeEach
    void nothingIsNamed() {
        System.clearProperty(NativeCache.PLACE);
    }

    @AfterEach
    void putBack() {
        System.setProperty(HOME, home);
        System.clearProperty(NativeCache.PLACE);
        if (!place.isEmpty()) {
            System.setProperty(NativeCache.PLACE, place);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "/nonexistent", "here"})
    void aUserWithoutAHomeUnpacksElsewhere(String none) {
        System.setProperty(HOME, none);

        NativeCache.choose(folder.resolve("javacpp"));

        assertThat(NativeCache.place()).isEqualTo(folder.resolve("javacpp"));
    }

    @Test
    void aUserWithAHomeUnpacksThere() {
        System.setProperty(HOME, folder.toString());

        NativeCache.choose(folder.resolve("javacpp"));

        assertThat(NativeCache.place()).isEqualTo(folder.resolve(".javacpp/cache"));
    }

    @Test
    void whatAnOperatorNamedIsTaken() {
        System.setProperty(HOME, "?");
        System.setProperty(NativeCache.PLACE, folder.resolve("mine").toString());

        NativeCache.choose(folder.resolve("javacpp"));

        assertThat(NativeCache.place()).isEqualTo(folder.resolve("mine"));
    }

    @Test
    void theFirstLoadIsAloneAndLeavesAMark() {
        System.setProperty(NativeCache.PLACE, folder.toString());
        List<Boolean> marked = new ArrayList<>();
        Runnable loading = () -> marked.add(Files.exists(folder.resolve("unpacked-some-1")));

        NativeCache.load("some-1", loading);
        NativeCache.load("some-1", loading);

        assertThat(marked).containsExactly(false, true);
    }
}
