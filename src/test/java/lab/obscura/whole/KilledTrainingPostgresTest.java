package lab.obscura.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.queue.QueueFixture;
import lab.obscura.queue.RunId;
import lab.obscura.queue.RunState;
import lab.obscura.result.Results;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real run whose worker is killed again and again, the last time within its attack, ends with the very numbers of one that was left
 * alone. After every kill it goes on exactly where its newest checkpoint is.
 */
class KilledTrainingPostgresTest {

    private static final Pattern CHECKPOINT = Pattern.compile("([a-z]+)-[0-9a-f]+-(\\d{6})(?:_(\\d{9}))?\\.obs");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int ATTACK_EPOCHS = 12;

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

    /** @param kills within the training; one more hits the attack */
    private void survives(int kills, int epochs) {
        RunId undisturbed = submit(epochs);
        whileAWorkerRuns("calm", () -> awaitTheEnd(undisturbed));
        RunId killed = submit(epochs);
        List<String> promises = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            int goal = Math.min(epochs - 1, reached(killed, "epoch") + 1 + moments.nextInt(2));
            promises.add(kill("victim" + kill, killed, "epoch", goal, epochs));
        }
        promises.add(kill("victim of the attack", killed, "decoder", 1, epochs));
        List<String> said = said(killed);
        whileAWorkerRuns("last", () -> awaitTheEnd(killed));
        queue.journal.log(killed).forEach(line -> said.add(line.line()));

        assertThat(queue.reason(killed)).isEqualTo("finished");
        assertThat(queue.state(killed)).isEqualTo(RunState.SUCCEEDED);
        assertThat(measured(killed)).isEqualTo(measured(undisturbed));
        assertThat(results.attacks(killed)).isEqualTo(results.attacks(undisturbed));
        assertThat(results.curves(killed)).isEqualTo(results.curves(undisturbed));
        assertThat(promises)
                .allSatisfy(promise -> assertThat(said).as(promise).anyMatch(line -> line.endsWith(promise)));
        System.out.printf("a run killed %d times: %s%n", promises.size(), promises);
        new Books(queue.jdbc).balance();
    }

    private void awaitTheEnd(RunId run) {
        Patience.until("the end of the run", LONGEST, () -> queue.state(run).isOver());
    }

    /** Kills the worker when this loop has reached its goal, and tells how the next attempt must begin. */
    private String kill(String name, RunId run, String loop, int goal, int epochs) {
        whileAWorkerRuns(name, () -> {
            Patience.until(
                    loop + " " + goal,
                    LONGEST,
                    () -> reached(run, loop) >= goal || queue.state(run).isOver());
            Patience.pause(Duration.ofMillis(moments.nextInt(400)));
        });
        if (queue.state(run).isOver()) {
            return ""; // it was quicker, because the machine held up the test
        }
        if (!checkpoints(run, "finished").isEmpty()) {
            return "was finished by an earlier attempt, its results are kept";
        }
        return newest(run, "decoder")
                .map(at -> "decoder resumes " + at.inWords(ATTACK_EPOCHS))
                .orElseGet(() ->
                        "Training goes on " + newest(run, "epoch").orElseThrow().inWords(epochs));
    }

    /** Everything but how long something took. */
    private Map<String, Double> measured(RunId run) {
        Map<String, Double> metrics = new HashMap<>(results.metrics(run));
        metrics.remove("edgeLatencyMicros");
        return metrics;
    }

    /** What the attempts have said so far; the files are removed when the run has succeeded. */
    private List<String> said(RunId run) {
        List<String> lines = new ArrayList<>();
        Path folder = home.resolve("attempts/" + run);
        if (!Files.isDirectory(folder)) {
            return lines;
        }
        try (Stream<Path> attempts = Files.list(folder)) {
            for (Path events : attempts.map(attempt -> attempt.resolve("events.jsonl"))
                    .filter(Files::exists)
                    .toList()) {
                for (String line : Files.readAllLines(events)) {
                    lines.add(JSON.readTree(line).path("line").asString(""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** How many epochs of a loop are behind its newest checkpoint. */
    private int reached(RunId run, String loop) {
        return newest(run, loop).map(Position::epochs).orElse(0);
    }

    private Optional<Position> newest(RunId run, String loop) {
        return checkpoints(run, loop).stream()
                .max(Comparator.comparingInt(Position::epochs).thenComparingInt(Position::steps));
    }

    private List<Position> checkpoints(RunId run, String loop) {
        Path folder = home.resolve("checkpoints/" + run);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> CHECKPOINT.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches() && name.group(1).equals(loop))
                    .map(name -> new Position(
                            Integer.parseInt(name.group(2)),
                            name.group(3) == null ? 0 : Integer.parseInt(name.group(3))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the worker afterwards, whatever it is doing; its attempts end when they notice. */
    private void whileAWorkerRuns(String name, Runnable meanwhile) {
        WorkerProcess worker = WorkerProcess.start(queue.database, home, name, 1, WorkerProcess.REAL_CHILD);
        try {
            meanwhile.run();
        } finally {
            List<ProcessHandle> attempts = worker.children().toList();
            worker.kill();
            Patience.until(
                    "the end of the attempts", LONGEST, () -> attempts.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private RunId submit(int epochs) {
        return queue.submit("ada", 0, """
                {"name": "small", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 100},
                 "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
                 "defense": [{"part": "gaussian-noise", "standardDeviation": 0.025}, {"part": "conditional-entropy", "components": 2}],
                 "training": {"epochs": %d, "batchSize": 40},
                 "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": %d, "batchSize": 40}], "floor": false, "trainAnew": true,
                 "seeds": [125], "schemaVersion": 1}
                """.formatted(epochs, ATTACK_EPOCHS), hashOfShapes());
    }

    private String hashOfShapes() {
        SharedShapes.into(home.resolve("datasets"));
        return ((DatasetListing.Usable) SharedShapes.datasets().find("shapes").orElseThrow())
                .info()
                .contentHash();
    }
}
