package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    @TempDir
    Path folder;

    @Test
    void aNewFolderIsItsOwnersAlone() throws IOException {
        Path home = folder.resolve("deep/home");

        PrivateFolder.at(home);

        assertThat(rights(home)).isEqualTo("rwx------");
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsClosed() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/attempts"));
        Path model = Files.writeString(home.resolve("encoder.obs"), "");
        Path program = Files.writeString(home.resolve("postgres"), "");
        Files.setPosixFilePermissions(model, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));

        PrivateFolder.at(folder.resolve("home"));

        assertThat(rights(home)).isEqualTo("rwx------");
        assertThat(rights(model)).isEqualTo("rw-------");
        assertThat(rights(program)).isEqualTo("rwx------");
    }

    @Test
    void whatALinkPointsToIsNotTouched() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createSymbolicLink(home.resolve("link"), outside);
        Files.createSymbolicLink(home.resolve("dangling"), folder.resolve("nothing"));

        PrivateFolder.at(home);

        assertThat(rights(outside)).isEqualTo("rw-r--r--");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
