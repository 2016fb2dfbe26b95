package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which program shows a page. */
class BrowserTest {

    private static final String ADDRESS = "http://localhost:8080/runs/latest";

    @TempDir
    Path folder;

    private void program(String name, int code) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name),
                "#!/bin/sh\necho \"$@\" > '" + folder.resolve("asked") + "'\nexit " + code + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aDesktopOpensIt() throws Exception {
        program("xdg-open", 0);

        boolean shown = Browser.of(Map.of("PATH", "/nowhere:" + folder, "DISPLAY", ":0"), "Linux")
                .shows(ADDRESS);

        assertThat(shown).isTrue();
        assertThat(folder.resolve("asked")).hasContent(ADDRESS);
    }

    @Test
    void macOsHasAProgramOfItsOwn() throws Exception {
        program("open", 0);

        assertThat(Browser.of(Map.of("PATH", folder.toString()), "Mac OS X").shows(ADDRESS))
                .isTrue();
    }

    @Test
    void withoutADesktopNothingIsStarted() throws Exception {
        program("xdg-open", 0);

        assertThat(Browser.of(Map.of("PATH", folder.toString()), "Linux").shows(ADDRESS))
                .isFalse();
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void whatIsMissingOrFailsHasShownNothing() throws Exception {
        assertThat(Browser.of(Map.of("PATH", folder.toString(), "DISPLAY", ":0"), "Linux")
                        .shows(ADDRESS))
                .isFalse();
        program("xdg-open", 3);
        assertThat(Browser.of(Map.of("PATH", folder.toString(), "DISPLAY", ":0"), "Linux")
                        .shows(ADDRESS))
                .isFalse();
    }
}
