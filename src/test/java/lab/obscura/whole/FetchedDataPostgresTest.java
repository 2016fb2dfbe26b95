package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Workers that reach nothing but the service: no database, no shared folder, no data sets of their own. */
class FetchedDataPostgresTest {

    private static final Duration LONGEST = Duration.ofMinutes(4);

    @TempDir
    static Path disk;

    private static ConfigurableApplicationContext service;
    private static ApiClient api;
    private static int port;

    @BeforeAll
    static void startTheService() {
        FurnishedHome.at(disk.resolve("service"));
        service = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.home=" + disk.resolve("service"),
                "--obscura.data.directory=" + disk.resolve("data"),
                "--obscura.worker.enabled=false",
                "--obscura.worker.heartbeat=400ms",
                "--obscura.worker.lease=4s");
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
        api = new ApiClient(port);
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    void aRunIsComputedWithDataThatWasFetched() throws IOException {
        furnish("pebbles", 1);
        furnish("shells", 2);
        String run = submit("""
                {"name": "fetched", "dataset": {"id": "pebbles", "auxiliary": {"id": "shells", "sharedClasses": true}},
                 "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
                 "training": {"epochs": 1, "batchSize": 20},
                 "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 1, "batchSize": 20,
                              "knowledge": "auxiliary"}],
                 "floor": false, "seeds": [1]}
                """);

        try (RemoteProcess worker = worker("first")) {
            end(run, worker);

            assertThat(state(run)).as(said(run, worker)).isEqualTo("SUCCEEDED");
            assertThat(said(run, worker))
                    .contains("fetching data set pebbles from the service: 0.0 of 0.1 MB")
                    .contains("fetching data set shells from the service");
            assertThat(files(worker.home().resolve("fetched/files")))
                    .as("labels are the same in both sets")
                    .hasSize(6);
            Path published = disk.resolve("service/published").resolve(run);
            Patience.until("the removal of what it published", LONGEST, () -> !Files.exists(published));
            assertThat(files(worker.home().resolve("attempts"))).isEmpty();
        }
    }

    @Test
    void aRunResumesOnAnotherHostFromWhatTheServiceKeeps() throws IOException {
        String run = killedBehindAState(0);

        try (RemoteProcess second = worker("second")) {
            end(run, second);

            assertThat(state(run)).as(said(run, second)).isEqualTo("SUCCEEDED");
            assertThat(said(run, second)).contains("Training goes on");
        }
    }

    @Test
    void aRunWhoseDataHaveChangedFailsWithWords() throws IOException {
        furnish("twigs", 4);
        furnish("stems", 6);
        furnish("thorns", 7);
        String run = submit(training("twigs", 1));
        String beside = submit(training("stems", 1)
                .replace("\"stems\"", "\"stems\", \"auxiliary\": {\"id\": \"thorns\", \"sharedClasses\": true}"));
        furnish("twigs", 5);
        furnish("thorns", 8);

        try (RemoteProcess worker = worker("third")) {
            end(run, worker);

            assertThat(state(run)).isEqualTo("FAILED");
            assertThat(api.get("/api/v1/runs/" + run).at("/reason"))
                    .startsWith("dataset.dataHash must be ")
                    .contains("(what lies in twigs on the service now)")
                    .endsWith("put the old files back, or submit it again");
            end(beside, worker);
            assertThat(state(beside)).isEqualTo("FAILED");
            assertThat(api.get("/api/v1/runs/" + beside).at("/reason"))
                    .startsWith("dataset.otherDataHashes.thorns must be ")
                    .contains("(what lies in thorns on the service now)")
                    .endsWith("put the old files back, or submit it again");
            assertThat(worker.home().resolve("fetched/files")).doesNotExist();
        }
    }

    /** Where the machine stands still at the wrong moment the run has ended before: then the next one. */
    private static String killedBehindAState(int tries) throws IOException {
        furnish("leaves" + tries, 30 + tries);
        String run = submit(training("leaves" + tries, 60));
        try (RemoteProcess first = worker("killed" + tries)) {
            Path states = disk.resolve("service/published").resolve(run).resolve("states");
            Patience.until(
                    "a published state of " + first.home(), LONGEST, () -> Files.isDirectory(states) || isOver(run));
        }
        return isOver(run) ? killedBehindAState(tries + 1) : run;
    }

    private static String training(String dataset, int epochs) {
        return String.format(Locale.ROOT, """
                {"name": "small", "dataset": {"id": "%s"},
                 "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
                 "training": {"epochs": %d, "batchSize": 20}, "attacks": [], "floor": false, "seeds": [1]}
                """, dataset, epochs);
    }

    private static String submit(String definition) {
        var answer = api.post("/api/v1/experiments", definition);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/runs/0/id");
    }

    private static String state(String run) {
        return api.get("/api/v1/runs/" + run).at("/state");
    }

    private static void end(String run, RemoteProcess worker) {
        Patience.until("the end of the run", LONGEST, () -> isOver(run) || worker.hasEnded());
    }

    private static boolean isOver(String run) {
        return List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state(run));
    }

    private static String said(String run, RemoteProcess worker) {
        return api.get("/api/v1/runs/" + run + "/log").text() + worker.log();
    }

    private static RemoteProcess worker(String name) {
        return RemoteProcess.start(disk.resolve(name), port);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    /** A data set of two classes in IDX files. */
    private static void furnish(String id, long seed) throws IOException {
        Path folder = Files.createDirectories(disk.resolve("data").resolve(id));
        var pixels = new Random(seed);
        write(folder, "train", 80, pixels);
        write(folder, "t10k", 40, pixels);
    }

    private static void write(Path folder, String split, int count, Random pixels) {
        byte[] images = new byte[16 + count * 32 * 32];
        pixels.nextBytes(images);
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, (byte) count, 0, 0, 0, 32, 0, 0, 0, 32}, 0, images, 0, 16);
        byte[] labels = new byte[8 + count];
        System.arraycopy(new byte[] {0, 0, 8, 1, 0, 0, 0, (byte) count}, 0, labels, 0, 8);
        for (int i = 0; i < count; i++) {
            labels[8 + i] = (byte) (i % 2);
        }
        try {
            Files.write(folder.resolve(split + "-images-idx3-ubyte"), images);
            Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
