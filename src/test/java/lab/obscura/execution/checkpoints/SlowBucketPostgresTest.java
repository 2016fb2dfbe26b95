package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lab.obscura.platform.CheckpointSettings;
import lab.obscura.platform.TestPostgres;
import lab.obscura.queue.RunId;
import lab.obscura.remote.RemoteService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker fetches checkpoints through the service from a bucket behind a slow line. */
@Timeout(300)
class SlowBucketPostgresTest {

    private static final String BUCKET = "lab";
    private static final String PREFIX = "slowly";
    private static final int BYTES = 5 << 20;
    private static final int AT_ONCE = 1 << 20;

    @TempDir
    static Path disk;

    private static S3Server server;
    private static SlowLine line;
    private static RemoteService service;
    private static volatile SlowLine.Pace pace = passed -> {};

    @TempDir
    Path here;

    private Path sent;
    private String key;

    @BeforeAll
    static void open() throws IOException {
        assumeThat(S3Server.program()).as(S3Server.MISSING).exists();
        System.setProperty("aws.accessKeyId", S3Server.KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        Files.createDirectories(disk.resolve("buckets").resolve(BUCKET));
        server = S3Server.start(disk.resolve("buckets"));
        line = SlowLine.to(server.endpoint(), passed -> pace.await(passed));
        service = RemoteService.on(
                TestPostgres.database(),
                disk.resolve("home"),
                "--obscura.checkpoint.store=s3",
                "--obscura.checkpoint.s3.endpoint=" + line.endpoint(),
                "--obscura.checkpoint.s3.region=us-east-1",
                "--obscura.checkpoint.s3.bucket=" + BUCKET,
                "--obscura.checkpoint.s3.prefix=" + PREFIX);
    }

    @AfterAll
    static void close() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        if (server != null) {
            service.close();
            line.close();
            server.close();
        }
    }

    @BeforeEach
    void aCheckpointInTheBucket() throws IOException {
        byte[] content = new byte[BYTES];
        new Random(1).nextBytes(content);
        sent = Files.write(here.resolve("sent"), content);
        key = CheckpointStoreContract.file(RunId.random(), sent);
        try (var store = new S3Store(new CheckpointSettings.S3(server.endpoint(), "us-east-1", BUCKET, PREFIX))) {
            store.write(key, sent);
        }
    }

    @AfterEach
    void freely() {
        pace = passed -> {};
    }

    private CompletableFuture<Boolean> fetching() {
        var worker = new RemoteStore(service.client());
        return CompletableFuture.supplyAsync(() -> worker.fetch(key, target()));
    }

    private Path target() {
        return here.resolve("fetched");
    }

    private void awaitAtWorker(long bytes, CompletableFuture<Boolean> fetching) throws InterruptedException {
        while (arrived() < bytes && !fetching.isDone()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long arrived() {
        try {
            return Files.exists(target()) ? Files.size(target()) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long copies() throws IOException {
        Path underWay = disk.resolve("home/under-way");
        if (Files.notExists(underWay)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(underWay)) {
            return files.count();
        }
    }

    @Test
    void whatTheBucketHasGivenIsAtTheWorkerBeforeTheRestHasCome() throws Exception {
        var rest = new CountDownLatch(1);
        pace = passed -> {
            if (passed > AT_ONCE) {
                rest.await();
            }
        };

        CompletableFuture<Boolean> fetched = fetching();
        awaitAtWorker(AT_ONCE / 2, fetched);
        long copies = copies();
        long before = arrived();
        rest.countDown();

        assertThat(fetched.get()).isTrue();
        assertThat(before).isLessThan(BYTES);
        assertThat(copies).isZero();
        assertThat(target()).hasSameBinaryContentAs(sent);
    }

    @Test
    void aBucketThatEndsInTheMiddleGivesNoFile() throws Exception {
        var never = new CountDownLatch(1);
        pace = passed -> {
            if (passed > AT_ONCE) {
                never.await();
            }
        };

        CompletableFuture<Boolean> fetched = fetching();
        awaitAtWorker(AT_ONCE / 2, fetched);
        line.cut();

        assertThatThrownBy(fetched::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be fetched through the service");
        never.countDown();
    }

    @Test
    void whatIsNotInTheBucketIsNoError() {
        key = CheckpointStoreContract.file(RunId.random(), sent);

        assertThat(fetching().join()).isFalse();
    }

    /** Half a minute is the patience for an answer and for a silence. */
    @Test
    @Tag("long")
    void howLongTheWholeTakesDoesNotMatter() {
        long begun = System.nanoTime();
        pace = passed -> TimeUnit.MILLISECONDS.sleep(1000);

        assertThat(fetching().join()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofSeconds(35));
        assertThat(target()).hasSameBinaryContentAs(sent);
    }
}
