package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptCheckpointsTest {

    private static final RunId RUN = RunId.random();

    @TempDir
    Path shared;

    @TempDir
    Path here;

    @TempDir
    Path elsewhere;

    private CheckpointStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(shared);
    }

    @Test
    void anAttemptOnAnotherHostFindsWhatTheOneBeforeHasPublished() throws IOException {
        attempt(1, here, "epoch-1.obs", "one").publish();

        attempt(2, elsewhere).begin();

        assertThat(elsewhere.resolve("epoch-1.obs")).hasContent("one");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.publish();
        write(here, "epoch-2.obs", "second");

        assertThat(first.publish()).isEqualTo("second".length());
        assertThat(first.publish()).isZero();
    }

    @Test
    void theNewestTwoStatesAreKeptAndTheFilesThatTheyName() throws IOException {
        var first = attempt(1, here);
        for (int epoch = 1; epoch <= 5; epoch++) {
            write(here, "epoch-" + epoch + ".obs", "state " + epoch);
            Files.deleteIfExists(here.resolve("epoch-" + (epoch - 2) + ".obs"));
            first.publish();
        }

        assertThat(store.list(RUN + "/states")).hasSize(2);
        assertThat(contents("files")).containsExactlyInAnyOrder("state 3", "state 4", "state 5");
    }

    @Test
    void aDamagedFileIsPassedOverForTheStateBefore() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.publish();
        write(here, "epoch-2.obs", "two");
        first.publish();
        Files.writeString(fileWith("two"), "tvo");

        attempt(2, elsewhere).begin();

        assertThat(elsewhere.resolve("epoch-1.obs")).hasContent("one");
        assertThat(elsewhere.resolve("epoch-2.obs")).doesNotExist();
    }

    @Test
    void aDescriptionThatWasAlteredIsPassedOver() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.publish();
        write(here, "epoch-2.obs", "two");
        first.publish();
        Path newest = shared.resolve(store.list(RUN + "/states").get(1));
        Files.writeString(newest, Files.readString(newest).replace("epoch-2", "epoch-9"));

        attempt(2, elsewhere).begin();

        assertThat(elsewhere.resolve("epoch-1.obs")).exists();
        assertThat(elsewhere.resolve("epoch-9.obs")).doesNotExist();
    }

    @Test
    void whereNoneIsWholeTheRunEndsWithTheWayOutAndARetryBeginsAnew() throws IOException {
        attempt(1, here, "epoch-1.obs", "one").publish();
        Files.writeString(fileWith("one"), "0ne");

        assertThatThrownBy(() -> attempt(2, elsewhere).begin())
                .isInstanceOf(DamagedCheckpointsException.class)
                .hasMessageContaining("of its 1 published checkpoints none is whole")
                .hasMessageContaining("a retry restarts it from scratch");
        attempt(3, elsewhere).begin();
        assertThat(elsewhere.resolve("epoch-1.obs")).doesNotExist();
    }

    @Test
    void anAttemptThatWasOvertakenPublishesNothingMore() throws IOException {
        var stale = attempt(1, here, "epoch-1.obs", "one");
        stale.publish();
        attempt(2, elsewhere).begin();
        List<String> before = store.list(RUN.toString());
        write(here, "epoch-2.obs", "stale");

        assertThat(stale.publish()).isZero();
        assertThat(store.list(RUN.toString())).isEqualTo(before);
    }

    @Test
    void whoResumesWhereTheAttemptBeforeRanKeepsWhatWasNotPublishedYet() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.begin();
        first.publish();
        write(here, "epoch-2.obs", "younger");

        attempt(2, here).begin();

        assertThat(here.resolve("epoch-2.obs")).hasContent("younger");
    }

    @Test
    void whatLiesHereFromLongAgoGivesWayToWhatOthersHavePublishedSince() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.begin();
        first.publish();
        var second = attempt(2, elsewhere);
        second.begin();
        write(elsewhere, "epoch-7.obs", "seven");
        second.publish();

        attempt(3, here).begin();

        assertThat(here.resolve("epoch-7.obs")).hasContent("seven");
    }

    @Test
    void aFileThatIsHalfWrittenStaysHere() throws IOException {
        attempt(1, here, "epoch-1.obs.partial", "hal").publish();

        assertThat(store.list(RUN.toString())).isEmpty();
    }

    @Test
    void aStoreThatFailsInBetweenLeavesTheStateBefore() throws IOException {
        var first = attempt(1, here, "epoch-1.obs", "one");
        first.publish();
        write(here, "epoch-2.obs", "two");
        var blocked = new AttemptCheckpoints(new FailingStore(store, "/states"), RUN, 1, here);

        assertThatThrownBy(blocked::publish).isInstanceOf(StoreException.class);

        attempt(2, elsewhere).begin();
        assertThat(elsewhere.resolve("epoch-1.obs")).exists();
        assertThat(elsewhere.resolve("epoch-2.obs")).doesNotExist();
    }

    @Test
    void aDescriptionCannotNameAPlaceOutsideItsFolder() throws IOException {
        Path payload = write(here, "payload", "evil");
        var file = new PublishedState.PublishedFile("../evil", 4, LocalFiles.sha256(payload));
        store.write(file.key(RUN), payload);
        Path description = here.resolve("description");
        store.write(new PublishedState(1, 0, List.of(file)).write(RUN, description), description);

        assertThatThrownBy(() -> attempt(2, elsewhere).begin()).isInstanceOf(DamagedCheckpointsException.class);
        assertThat(elsewhere.resolve("../evil")).doesNotExist();
    }

    /** The service's own worker publishes nothing, but another one has handed its checkpoints over. */
    @Test
    void whoPublishesNothingFindsWhatWasHandedOver() throws IOException {
        write(here, "epoch-1.obs", "one");
        attempt(1, here).beginUnpublished();
        attempt(2, elsewhere, "epoch-2.obs", "two").publish();

        attempt(3, here).beginUnpublished();

        assertThat(here.resolve("epoch-2.obs")).hasContent("two");
        assertThat(here.resolve("epoch-1.obs")).doesNotExist();
    }

    @Test
    void whoPublishesNothingKeepsWhatLiesHere() throws IOException {
        write(here, "epoch-1.obs", "one");
        attempt(2, here).beginUnpublished(); // of a version that left no word about the attempt

        attempt(3, here).beginUnpublished();

        assertThat(here.resolve("epoch-1.obs")).hasContent("one");
        assertThat(store.runs()).isEmpty();
    }

    /** A store that is lost at the writing of some keys. */
    private record FailingStore(CheckpointStore store, String where) implements CheckpointStore {

        @Override
        public List<String> list(String folder) {
            return store.list(folder);
        }

        @Override
        public Set<String> runs() {
            return store.runs();
        }

        @Override
        public long bytes() {
            return store.bytes();
        }

        @Override
        public boolean fetch(String key, Path target) {
            return store.fetch(key, target);
        }

        @Override
        public Optional<StoredFile> open(String key) {
            return store.open(key);
        }

        @Override
        public void write(String key, Path file) {
            if (key.contains(where)) {
                throw new StoreException("The store is away", new IOException("no route"));
            }
            store.write(key, file);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }
    }

    private AttemptCheckpoints attempt(int attempt, Path folder) {
        return new AttemptCheckpoints(store, RUN, attempt, folder);
    }

    private AttemptCheckpoints attempt(int attempt, Path folder, String name, String content) throws IOException {
        write(folder, name, content);
        return attempt(attempt, folder);
    }

    private static Path write(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Path fileWith(String content) throws IOException {
        for (String key : store.list(RUN + "/files")) {
            if (Files.readString(shared.resolve(key)).equals(content)) {
                return shared.resolve(key);
            }
        }
        throw new AssertionError("No published file has " + content);
    }

    private List<String> contents(String folder) throws IOException {
        try (Stream<Path> files = Files.list(shared.resolve(RUN + "/" + folder))) {
            return files.map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }
}
