package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lab.obscura.platform.CheckpointSettings;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store against a real server that checks signatures. */
class S3StoreTest extends CheckpointStoreContract {

    private static final String BUCKET = "lab";

    @TempDir
    static Path disk;

    private static S3Server server;
    private static S3Store store;

    @BeforeAll
    static void open() throws IOException {
        assumeThat(S3Server.program()).as(S3Server.MISSING).exists();
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        Files.createDirectories(disk.resolve("buckets").resolve(BUCKET));
        server = S3Server.start(disk.resolve("buckets"));
        store = store(BUCKET);
    }

    @AfterAll
    static void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (server != null) {
            store.close();
            server.close();
        }
    }

    private static S3Store store(String bucket) {
        return new S3Store(new CheckpointSettings.S3(server.endpoint(), "us-east-1", bucket, "obscura/checkpoints"));
    }

    @Override
    CheckpointStore store() {
        return store;
    }

    @Test
    void aSecondFileReplacesTheFirst() throws IOException {
        store.write("run/states/one", written("old and longer"));
        store.write("run/states/one", written("new"));

        store.fetch("run/states/one", here.resolve("fetched"));

        assertThat(here.resolve("fetched")).hasContent("new");
    }

    @Test
    void keysLieBelowThePrefix() throws IOException {
        store.write("run/files/one", Files.writeString(here.resolve("file"), "a"));

        assertThat(disk.resolve("buckets/lab/obscura/checkpoints/run/files/one"))
                .hasContent("a");
    }

    @Test
    void aRunIsResumedFromTheBucket(@TempDir Path there) throws IOException {
        RunId run = RunId.random();
        Files.writeString(here.resolve("epoch-1.obs"), "one");
        var first = new AttemptCheckpoints(store, run, 1, here);
        first.publish();
        Files.writeString(here.resolve("epoch-2.obs"), "two");
        first.publish();

        new AttemptCheckpoints(store, run, 2, there).begin();

        assertThat(there.resolve("epoch-1.obs")).hasContent("one");
        assertThat(there.resolve("epoch-2.obs")).hasContent("two");
        assertThat(new AttemptCheckpoints(store, run, 1, here).publish()).isZero();
    }

    @Test
    void aPilotWithTheWrongKeyHearsSoBeforeItClaims() {
        System.setProperty("aws.secretAccessKey", "another secret");
        try (var refused = store(BUCKET)) {
            assertThat(published(refused).problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .startsWith("checkpoints: The checkpoint check/")
                            .contains("in bucket lab cannot be written", "403")
                            .endsWith("or what this user may there"));
        } finally {
            System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        }
    }

    private static PublishedCheckpoints published(CheckpointStore store) {
        return new PublishedCheckpoints(store, true, Duration.ofMinutes(10), Clock.systemUTC());
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        try (var wrong = store("nobodys")) {
            assertThatThrownBy(() -> wrong.list("run"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in bucket nobodys cannot be listed");
        }
    }
}
