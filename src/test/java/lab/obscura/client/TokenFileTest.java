package lab.obscura.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    private static final String LAB = "https://obscura.lab";
    private static final String LAPTOP = "http://localhost:8080";

    @TempDir
    Path folder;

    @Test
    void eachServiceHasItsOwnTokenAndGetsNoOther() throws Exception {
        TokenFile file = TokenFile.of(Map.of("XDG_CONFIG_HOME", folder.toString()));

        file.put(LAB, "obs_lab");
        file.put(LAPTOP, "obs_laptop");
        file.put(LAB, "obs_new");

        assertThat(file.token(LAB)).hasValue("obs_new");
        assertThat(file.token(LAPTOP)).hasValue("obs_laptop");
        assertThat(file.token("https://obscura.lab.evil.example")).isEmpty();
        assertThat(file.token("https://obscura")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("obscura/tokens"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatOthersCanReadIsNotUsed() throws Exception {
        Path path = Files.writeString(folder.resolve("tokens"), LAB + " obs_lab\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new TokenFile(path).token(LAB))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("chmod 600");
    }
}
