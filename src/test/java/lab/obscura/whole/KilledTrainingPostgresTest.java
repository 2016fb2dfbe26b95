package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.data.DatasetListing;
import lab.obscura.engine.data.Datasets;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.result.Results;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real training whose worker is killed again and again ends with the very numbers of one that was left alone. */
class KilledTrainingPostgresTest {

    private static final Pattern GOES_ON = Pattern.compile("Training goes on after epoch (\\d+) of \\d+");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @TempDir
    Path home;

    private final QueueFixture queue = new QueueFixture();
    private final Results results = new Results(queue.jdbc);
    private final Random moments = new Random(2026);

    @Test
    void aTrainingWhoseWorkerIsKilledEndsWithTheNumbersOfAnUndisturbedOne() {
        survives(3, 8);
    }

    @Test
    @Tag("long")
    void aTrainingWhoseWorkerIsKilledTwentyTimesEndsWithTheNumbersOfAnUndisturbedOne() {
        survives(20, 48);
    }

    private void survives(int kills, int epochs) {
        RunId undisturbed = submit(epochs);
        whileAWorkerRuns(
                "calm",
                () -> Patience.until(
                        "the undisturbed run",
                        LONGEST,
                        () -> queue.state(undisturbed).isOver()));
        RunId killed = submit(epochs);
        for (int kill = 0; kill < kills; kill++) {
            int reached = newestCheckpoint(killed);
            int goal = Math.min(epochs - 1, reached + 1 + moments.nextInt(2));
            whileAWorkerRuns("victim" + kill, () -> {
                Patience.until("epoch " + goal, LONGEST, () -> newestCheckpoint(killed) >= goal);
                Patience.pause(Duration.ofMillis(moments.nextInt(400)));
            });
            int kept = newestCheckpoint(killed);
            assertThat(kept).isGreaterThanOrEqualTo(goal);
        }
        whileAWorkerRuns(
                "last",
                () -> Patience.until(
                        "the killed run", LONGEST, () -> queue.state(killed).isOver()));

        assertThat(queue.reason(killed)).isEqualTo("finished");
        assertThat(queue.state(killed)).isEqualTo(RunState.SUCCEEDED);
        assertThat(measured(killed)).isEqualTo(measured(undisturbed));
        assertThat(results.attacks(killed)).isEqualTo(results.attacks(undisturbed));
        assertThat(results.curves(killed)).isEqualTo(results.curves(undisturbed));
        assertThat(resumptions(killed)).isGreaterThanOrEqualTo(1);
        new Books(queue.jdbc).balance();
    }

    /** Everything but how long something took. */
    private Map<String, Double> measured(RunId run) {
        Map<String, Double> metrics = new HashMap<>(results.metrics(run));
        metrics.remove("edgeLatencyMicros");
        return metrics;
    }

    private long resumptions(RunId run) {
        return queue.journal.log(run).stream()
                .map(line -> GOES_ON.matcher(line.line()))
                .filter(Matcher::matches)
                .count();
    }

    private int newestCheckpoint(RunId run) {
        Path folder = home.resolve("checkpoints/" + run);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".obs"))
                    .mapToInt(name -> Integer.parseInt(name.replaceAll(".*-(\\d{6})\\.obs", "$1")))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the worker afterwards, whatever it is doing. */
    private void whileAWorkerRuns(String name, Runnable meanwhile) {
        WorkerProcess worker = WorkerProcess.start(queue.database, home, name, 1, WorkerProcess.REAL_CHILD);
        try {
            meanwhile.run();
        } finally {
            worker.kill();
        }
    }

    private RunId submit(int epochs) {
        return queue.submit("ada", 0, """
                {"name": "small", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 100},
                 "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
                 "defense": [{"part": "gaussian-noise", "standardDeviation": 0.025}, {"part": "conditional-entropy", "components": 2}],
                 "training": {"epochs": %d, "batchSize": 40},
                 "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 2, "batchSize": 40}],
                 "seeds": [125], "schemaVersion": 1}
                """.formatted(epochs), hashOfShapes());
    }

    private String hashOfShapes() {
        var datasets = new Datasets(home.resolve("data"), home.resolve("cache"));
        return ((DatasetListing.Usable) datasets.find("shapes").orElseThrow())
                .info()
                .contentHash();
    }
}
