package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of checkpoints does. */
abstract class CheckpointStoreContract {

    private static final int LARGE = 9 << 20;

    @TempDir
    Path here;

    abstract CheckpointStore store();

    @Test
    void whatWasWrittenIsFetchedByteByByte() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        store().write("run/files/large", Files.write(here.resolve("sent"), content));

        assertThat(store().fetch("run/files/large", here.resolve("fetched"))).isTrue();

        assertThat(here.resolve("fetched")).hasSameBinaryContentAs(here.resolve("sent"));
    }

    @Test
    void aSecondFileReplacesTheFirst() throws IOException {
        store().write("run/states/one", file("old and longer"));
        store().write("run/states/one", file("new"));

        store().fetch("run/states/one", file("what lay here before"));

        assertThat(here.resolve("file")).hasContent("new");
    }

    @Test
    void aFileThatIsNotThereIsNoError() {
        assertThat(store().fetch("run/files/none", here.resolve("none"))).isFalse();
        assertThatCode(() -> store().delete("run/files/none")).doesNotThrowAnyException();
    }

    @Test
    void keysAreListedInTheirOrderAndOnlyThoseBelowTheFolder() throws IOException {
        store().write("listed/states/000002", file("b"));
        store().write("listed/states/000001", file("a"));
        store().write("listed/states-of-another/000001", file("c"));

        assertThat(store().list("listed/states")).containsExactly("listed/states/000001", "listed/states/000002");
        assertThat(store().list("nobody")).isEmpty();
    }

    @Test
    void whatWasRemovedIsGone() throws IOException {
        store().write("removed/files/one", file("a"));
        store().write("removed/files/two", file("b"));

        store().delete("removed/files/one");

        assertThat(store().list("removed")).containsExactly("removed/files/two");
    }

    @Test
    void everyRunOfWhichSomethingIsKeptIsNamedOnce() throws IOException {
        store().write("named-1/files/one", file("a"));
        store().write("named-1/files/two", file("b"));
        store().write("named-2/states/one", file("c"));

        assertThat(store().runs()).contains("named-1", "named-2");
    }

    @Test
    void itsSizeIsThatOfAllFilesOfAllRuns() throws IOException {
        long before = store().bytes();
        store().write("sized-1/files/one", file("seven b"));
        store().write("sized-2/states/one", file("four"));
        long after = store().bytes();
        store().deleteAll("sized-1");

        assertThat(after - before).isEqualTo(11);
        assertThat(store().bytes() - before).isEqualTo(4);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(here.resolve("file"), content);
    }
}
