package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import lab.obscura.platform.start.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aWorkerLooksNoFurtherWhereOthersCannotEnter() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path inside = Files.writeString(home.resolve("seen-by-the-service"), "");
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));

        PrivateFolder.entrance(home);
        String afterTheWorker = rights(inside);
        PrivateFolder.at(home);

        assertThat(afterTheWorker).isEqualTo("rw-r--r--");
        assertThat(rights(inside)).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx--x--x", "rwx---r--"})
    void aWorkerClosesAllWhereOthersCould(String open) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home/attempts"));
        Path inside = Files.writeString(home.resolve("encoder.obs"), "");
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder.resolve("home"), PosixFilePermissions.fromString(open));

        PrivateFolder.entrance(folder.resolve("home"));

        assertThat(rights(folder.resolve("home"))).isEqualTo("rwx------");
        assertThat(rights(inside)).isEqualTo("rw-------");
    }

    @Test
    void ofManyThatStartAtOnceEachFindsTheFolder() {
        Path home = folder.resolve("new/home");

        IntStream.range(0, 64).parallel().forEach(worker -> PrivateFolder.entrance(home));

        assertThat(home).isDirectory();
    }

    @Test
    void aFileInItsPlaceIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("home"), "");

        assertThatThrownBy(() -> PrivateFolder.entrance(file))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("The folder " + file + " cannot be made or read");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
