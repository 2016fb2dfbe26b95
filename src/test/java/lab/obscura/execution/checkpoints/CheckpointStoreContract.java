package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store of checkpoints does. */
abstract class CheckpointStoreContract {

    private static final int LARGE = 9 << 20;

    @TempDir
    Path here;

    abstract CheckpointStore store();

    /** A run for which the store takes files. */
    RunId run() {
        return RunId.random();
    }

    @Test
    void whatWasWrittenIsFetchedByteByByte() throws IOException {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        Path sent = Files.write(here.resolve("sent"), content);
        String key = file(run(), sent);
        store().write(key, sent);

        assertThat(store().fetch(key, here.resolve("fetched"))).isTrue();

        assertThat(here.resolve("fetched")).hasSameBinaryContentAs(sent);
    }

    @Test
    void whatIsWrittenAgainIsThereOnceAndReplacesWhatLayHere() throws IOException {
        RunId run = run();
        String key = state(run, 1, written("a state"));
        store().write(key, written("a state"));
        store().write(key, written("a state"));

        store().fetch(key, written("what lay here before, and was longer"));

        assertThat(here.resolve("file")).hasContent("a state");
        assertThat(store().list(run + "/states")).containsExactly(key);
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        String key = file(run(), written(""));
        store().write(key, written(""));

        assertThat(store().fetch(key, here.resolve("fetched"))).isTrue();
        assertThat(here.resolve("fetched")).isEmptyFile();
    }

    @Test
    void aFileThatIsNotThereIsNoError() throws IOException {
        String key = file(run(), written("never written"));

        assertThat(store().fetch(key, here.resolve("none"))).isFalse();
        assertThatCode(() -> store().delete(key)).doesNotThrowAnyException();
    }

    @Test
    void keysAreListedInTheirOrderAndOnlyThoseBelowTheFolder() throws IOException {
        RunId run = run();
        String second = state(run, 2, written("b"));
        store().write(second, written("b"));
        String first = state(run, 1, written("a"));
        store().write(first, written("a"));
        String file = file(run, written("c"));
        store().write(file, written("c"));

        assertThat(store().list(run + "/states")).containsExactly(first, second);
        assertThat(store().list(run.toString())).containsExactly(file, first, second);
        assertThat(store().list(RunId.random().toString())).isEmpty();
    }

    @Test
    void whatWasRemovedIsGone() throws IOException {
        RunId run = run();
        String one = file(run, written("a"));
        store().write(one, written("a"));
        String two = file(run, written("b"));
        store().write(two, written("b"));

        store().delete(one);

        assertThat(store().list(run.toString())).containsExactly(two);
    }

    @Test
    void everyRunOfWhichSomethingIsKeptIsNamedOnce() throws IOException {
        RunId run = run();
        store().write(file(run, written("a")), written("a"));
        store().write(file(run, written("b")), written("b"));
        RunId other = run();
        store().write(state(other, 1, written("c")), written("c"));

        assertThat(store().runs()).contains(run.toString(), other.toString());
    }

    @Test
    void allOfARunGoesAtOnce() throws IOException {
        RunId run = run();
        store().write(file(run, written("a")), written("a"));
        store().write(state(run, 1, written("b")), written("b"));

        store().deleteAll(run.toString());

        assertThat(store().list(run.toString())).isEmpty();
    }

    @Test
    void whoMayWriteHasNoProblem() {
        assertThatCode(() -> store().probe()).doesNotThrowAnyException();
        assertThat(store().runs()).doesNotContain("check");
    }

    @Test
    void itsSizeIsThatOfAllFilesOfAllRuns() throws IOException {
        RunId first = run();
        RunId second = run();
        long before = store().bytes();
        store().write(file(first, written("seven b")), written("seven b"));
        store().write(state(second, 1, written("four")), written("four"));
        long after = store().bytes();
        store().deleteAll(first.toString());

        assertThat(after - before).isEqualTo(11);
        assertThat(store().bytes() - before).isEqualTo(4);
    }

    /** The key of a file as a run has it. */
    static String file(RunId run, Path content) {
        return run + "/files/" + LocalFiles.sha256(content);
    }

    static String state(RunId run, int attempt, Path content) {
        return String.format(
                java.util.Locale.ROOT, "%s/states/%06d-000000-%s.json", run, attempt, LocalFiles.sha256(content));
    }

    final Path written(String content) throws IOException {
        return Files.writeString(here.resolve("file"), content);
    }
}
