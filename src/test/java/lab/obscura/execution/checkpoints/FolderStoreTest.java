package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends CheckpointStoreContract {

    @TempDir
    Path shared;

    @Override
    CheckpointStore store() {
        return new FolderStore(shared.resolve("published"));
    }

    @Test
    void aSecondFileReplacesTheFirst() throws IOException {
        store().write("run/states/one", written("old and longer"));
        store().write("run/states/one", written("new"));

        store().fetch("run/states/one", here.resolve("fetched"));

        assertThat(here.resolve("fetched")).hasContent("new");
    }

    @Test
    void whoReadsAFileWhereItLiesKeepsIt() throws IOException {
        store().write("run/files/one", written("long"));

        StoredFile file = store().open("run/files/one").orElseThrow();
        try (InputStream content = file.content()) {
            store().delete("run/files/one");

            assertThat(content).hasContent("long");
            assertThat(file.bytes()).isEqualTo(4);
        }
        assertThat(store().open("run/files/one")).isEmpty();
    }

    @Test
    void nobodyElseMayReadWhatWasTrained() throws IOException {
        store().write("run/files/one", Files.writeString(here.resolve("file"), "secret"));

        assertThat(rights("published/run/files/one")).isEqualTo("rw-------");
        assertThat(rights("published/run")).isEqualTo("rwx------");
    }

    @Test
    void theFolderOfARunGoesWithItsLastFile() throws IOException {
        store().write("run/files/one", Files.writeString(here.resolve("file"), "a"));

        store().delete("run/files/one");

        assertThat(shared.resolve("published/run")).doesNotExist();
    }

    /** A worker was killed while it wrote. */
    @Test
    void whatWasLeftHalfWrittenGoesWithTheRun() throws IOException {
        store().write("run/files/one", Files.writeString(here.resolve("file"), "a"));
        Files.writeString(shared.resolve("published/run/files/two.7d1f.partial"), "half");

        store().deleteAll("run");

        assertThat(shared.resolve("published/run")).doesNotExist();
        assertThat(shared.resolve("published")).exists();
    }

    @Test
    void aFolderThatIsAwayIsSaidSo() throws IOException {
        Files.writeString(shared.resolve("published"), "a file where the folder should be");
        Path file = Files.writeString(here.resolve("file"), "a");

        assertThatThrownBy(() -> store().write("run/files/one", file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void ofAFolderThatIsAwayNoSizeIsKnown() {
        var away = new FolderStore(shared.resolve("not-mounted/published"));

        assertThatThrownBy(away::bytes).isInstanceOf(StoreException.class).hasMessageContaining("is not there");
    }

    @Test
    void aKeyStaysBelowTheFolder() {
        assertThatThrownBy(() -> store().list("../.."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must stay below the folder");
    }

    private String rights(String place) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve(place)));
    }
}
