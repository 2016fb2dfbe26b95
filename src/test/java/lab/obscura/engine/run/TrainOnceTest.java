package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is trained once, whatever is done to it afterwards, and wherever it is cut. */
class TrainOnceTest {

    private static final Map<String, Object> LINEAR = Map.of("attack", "linear");

    @TempDir
    Path folder;

    private Run first;

    /** What a run left. */
    private record Run(Outcome outcome, List<RunEvent.Point> points, AttemptFolder folder) {

        String facts(String name) {
            return outcome.provenance().get(name);
        }

        List<String> stages() {
            return List.copyOf(outcome.timings().keySet());
        }

        List<RunEvent.Point> training() {
            return points.stream()
                    .filter(point -> !point.series().startsWith("attack"))
                    .toList();
        }
    }

    @BeforeEach
    void trainTheFirst() {
        first = run("first", Map.of());
    }

    @Test
    void anotherAttackFindsTheNetworkWithItsNumbersAndCurves() throws IOException {
        Run second =
                run("second", Map.of("attacks", List.of(LINEAR, Map.of("attack", "linear", "knowledge", "infer"))));

        assertThat(first.stages()).contains("training").doesNotContain("taking over the network");
        assertThat(second.stages()).contains("taking over the network").doesNotContain("training");
        assertThat(List.of(first.facts("networkTakenOver"), second.facts("networkTakenOver")))
                .containsExactly("false", "true");
        assertThat(second.training()).isNotEmpty().isEqualTo(first.training());
        assertThat(withoutTimes(second)).isEqualTo(withoutTimes(first));
        assertThat(second.outcome().attacks().get(0).means())
                .isEqualTo(first.outcome().attacks().get(0).means());
        assertThat(CheckpointFile.read(second.folder().encoder()))
                .isEqualTo(CheckpointFile.read(first.folder().encoder()));
    }

    @Test
    void whoeverAsksForItTrainsAnew() {
        Run second = run("second", Map.of("trainAnew", true));

        assertThat(second.stages()).contains("training");
        assertThat(second.facts("networkTakenOver")).isEqualTo("false");
    }

    @Test
    void theSameNetworkIsFoundWhereverItIsCut() {
        Run shallow = run("shallow", cut(1));
        Run deep = run("deep", cut(3));

        assertThat(List.of(shallow.facts("trainingHash"), deep.facts("trainingHash")))
                .containsOnly(first.facts("trainingHash"));
        assertThat(Stream.of(first, shallow, deep)
                        .map(run -> run.facts("attackHash"))
                        .distinct())
                .hasSize(3);
        assertThat(List.of(shallow.facts("networkTakenOver"), deep.facts("networkTakenOver")))
                .containsOnly("true");
        // One class of forty images may change where two values are equal but for rounding.
        assertThat(Stream.of(shallow, deep).map(run -> run.outcome().metrics().get("accuracy")))
                .allSatisfy(accuracy -> assertThat(accuracy)
                        .isCloseTo(first.outcome().metrics().get("accuracy"), within(1.0 / 40 + 1e-9)));
        assertThat(Stream.of(shallow, first, deep)
                        .map(run -> run.outcome().metrics().get("edgeParameters"))
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aDamagedFileIsTrainedAnewAndReplaced() throws IOException {
        Path file = folder.resolve("trained/" + first.facts("trainingHash") + ".obs");
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);

        Run second = run("second", Map.of());

        assertThat(second.stages()).contains("training");
        assertThat(run("third", Map.of()).facts("networkTakenOver")).isEqualTo("true");
    }

    @Test
    void beyondTheLimitTheOldestGo() throws IOException {
        long one = Files.size(folder.resolve("trained/" + first.facts("trainingHash") + ".obs"));
        Path halfWritten = Files.write(folder.resolve("trained/killed.obs.partial"), new byte[(int) one]);
        Files.setLastModifiedTime(halfWritten, FileTime.fromMillis(0));

        run("second", Map.of("training", Map.of("epochs", 1, "batchSize", 10)), one + one / 2);

        try (Stream<Path> files = Files.list(folder.resolve("trained"))) {
            assertThat(files).hasSize(1).noneMatch(file -> file.toString().contains(first.facts("trainingHash")));
        }
    }

    @Test
    void withoutRoomThereIsNoFolder() {
        var nothing = new TrainedNetworks(Optional.of(folder), 0, Clock.systemUTC());

        assertThat(nothing.folder()).isEmpty();
    }

    private static Map<String, Object> cut(int layer) {
        return Map.of("network", Map.of("backbone", "cnn-4", "width", 0.125, "cutLayer", layer, "trainingCutLayer", 2));
    }

    private Run run(String name, Map<String, Object> changes) {
        return run(name, changes, 1 << 30);
    }

    private Run run(String name, Map<String, Object> changes, long limit) {
        var json = new LinkedHashMap<String, Object>(Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", 40, "testLimit", 40, "imageSize", 16),
                "network", Map.of("backbone", "cnn-4", "width", 0.125, "cutLayer", 2),
                "training", Map.of("epochs", 2, "batchSize", 10),
                "attacks", List.of(LINEAR)));
        json.putAll(changes);
        var datasets = new Datasets(folder.resolve("none"), folder.resolve("cache"));
        var attempt = new AttemptFolder(folder.resolve(name));
        var heard = new ArrayList<RunEvent.Point>();
        RunContext context = RunContext.of(
                event -> {
                    if (event instanceof RunEvent.Point point) {
                        heard.add(point);
                    }
                },
                () -> false);
        var kept = new TrainedNetworks(Optional.of(folder.resolve("trained")), limit, Clock.systemUTC());
        Outcome outcome = new Pipeline(datasets, kept).run(new DefinitionReader().read(json), 7, attempt, context);
        return new Run(outcome, heard, attempt);
    }

    private static Map<String, Double> withoutTimes(Run run) {
        var metrics = new HashMap<>(run.outcome().metrics());
        metrics.remove("edgeLatencyMicros");
        metrics.keySet().removeIf(name -> name.startsWith("worstCase"));
        return metrics;
    }
}
