package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.platform.process.BriefJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A whole small experiment with CEM: again in another process, and in the other engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatabilityTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> ENGINES = List.of("dl4j", "torch");
    private static final int EPOCHS = 6;
    private static final long SEED = 125;
    /** Loss of who guesses among ten classes. */
    private static final double GUESSING = Math.log(10);

    @TempDir
    static Path folder;

    private final Map<String, Run> undisturbed = new HashMap<>();

    /** What a run left. */
    private record Run(AttemptFolder folder, Outcome outcome, Map<String, List<Double>> curves) {}

    @BeforeAll
    void runUndisturbed() {
        for (String engine : ENGINES) {
            var attempt = new AttemptFolder(folder.resolve(engine));
            var events = new ArrayList<RunEvent>();
            Outcome outcome =
                    pipeline().run(definition(engine), SEED, attempt, RunContext.of(events::add, () -> false));
            undisturbed.put(engine, new Run(attempt, outcome, curves(events)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "torch"})
    void aRunThatGoesOnInANewProcessEndsAsIfNothingHadHappened(String engine) throws Exception {
        Run whole = undisturbed.get(engine);
        Path place = folder.resolve(engine + "-resumed");
        List<RunEvent> before = stopAfterHalf(engine, new AttemptFolder(place));

        goOnInANewProcess(engine, place);

        var resumed = new AttemptFolder(place);
        Map<String, List<Double>> curves = curves(before);
        assertThat(curves.get("training.loss")).hasSize(EPOCHS / 2);
        curvesOf(place)
                .forEach((series, values) -> curves.computeIfAbsent(series, missing -> new ArrayList<>())
                        .addAll(values));
        assertThat(curves.keySet()).isEqualTo(whole.curves().keySet());
        curves.forEach((series, values) -> close(series, values, whole.curves().get(series)));
        assertThat(comparable(resumed.readOutcome())).isEqualTo(comparable(whole.outcome()));
        CheckpointFile encoder = CheckpointFile.read(resumed.encoder());
        assertThat(encoder).isEqualTo(CheckpointFile.read(whole.folder().encoder()));
        String slug = whole.outcome().attacks().get(0).slug();
        assertThat(whole.outcome().gallery())
                .allSatisfy(image -> assertThat(Files.readAllBytes(resumed.reconstruction(slug, image.index())))
                        .isEqualTo(Files.readAllBytes(whole.folder().reconstruction(slug, image.index()))));
    }

    /**
     * They start from the same numbers and round differently, which a training that learns something makes larger: a thousandth of a
     * percent after the second epoch, a few tenths of a percent at the end, more where the variances of small classes are concerned.
     */
    @Test
    void bothEnginesLearnTheSameWay() {
        Map<String, List<Double>> a = undisturbed.get("dl4j").curves();
        Map<String, List<Double>> b = undisturbed.get("torch").curves();

        alike("training.loss", 0.01, a, b);
        alike("training.penalty", 0.05, a, b);
        alike("defense.conditional-entropy.meanVariance", 0.05, a, b);
        assertThat(List.of(a.get("training.loss"), b.get("training.loss"))).allSatisfy(loss -> {
            double end = loss.get(EPOCHS - 1);
            assertThat(end).isLessThan((1 - 5 * 0.01) * loss.get(0)).isLessThan((1 - 2 * 0.01) * GUESSING);
        });
    }

    /** Errors of the reconstruction differ by less than 2 %, the accuracy by at most four of forty images: it is near guessing. */
    @Test
    void bothEnginesEndAtTheSamePlace() {
        Outcome a = undisturbed.get("dl4j").outcome();
        Outcome b = undisturbed.get("torch").outcome();

        double error = a.attacks().get(0).means().get("mse");
        assertThat(b.attacks().get(0).means().get("mse")).isCloseTo(error, within(0.02 * error));
        assertThat(b.metrics().get("accuracy")).isCloseTo(a.metrics().get("accuracy"), within(4.0 / 40 + 1e-9));
    }

    private static void alike(
            String series, double tolerance, Map<String, List<Double>> a, Map<String, List<Double>> b) {
        assertThat(a.get(series)).as(series).hasSize(EPOCHS);
        assertThat(IntStream.range(0, EPOCHS)).allSatisfy(i -> {
            double value = a.get(series).get(i);
            assertThat(b.get(series).get(i)).as("%s[%d]", series, i).isCloseTo(value, within(tolerance * value));
        });
    }

    private static List<RunEvent> stopAfterHalf(String engine, AttemptFolder attempt) {
        var events = new ArrayList<RunEvent>();
        boolean[] reached = new boolean[1];
        var context = RunContext.of(
                event -> {
                    events.add(event);
                    reached[0] |= event instanceof RunEvent.Checkpointed saved && saved.epoch() == EPOCHS / 2;
                },
                () -> reached[0]);
        assertThatThrownBy(() -> pipeline().run(definition(engine), SEED, attempt, context))
                .isInstanceOf(CancelledException.class);
        return events;
    }

    private static void goOnInANewProcess(String engine, Path place) throws IOException, InterruptedException {
        Path file = folder.resolve(engine + ".json");
        Files.write(file, JSON.writeValueAsBytes(json(engine)));
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        BriefJvm.OPTIONS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "lab.obscura.Obscura",
                        "run",
                        file.toString(),
                        "--seed=" + SEED,
                        "--out=" + place,
                        "--data=" + folder.resolve("none"),
                        "--cache=" + SharedShapes.cache())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(engine + ".log").toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(folder.resolve(engine + ".log"))).isZero();
    }

    private static Map<String, List<Double>> curves(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.Point.class::isInstance)
                .map(RunEvent.Point.class::cast)
                .collect(Collectors.groupingBy(
                        RunEvent.Point::series,
                        Collectors.mapping(RunEvent.Point::value, Collectors.toCollection(ArrayList::new))));
    }

    /** From the table that the command leaves. */
    private static Map<String, List<Double>> curvesOf(Path place) throws IOException {
        return Files.readAllLines(place.resolve("curves.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.groupingBy(
                        point -> point[0], Collectors.mapping(point -> Double.valueOf(point[2]), Collectors.toList())));
    }

    private static void close(String series, List<Double> values, List<Double> expected) {
        assertThat(values).as(series).hasSameSizeAs(expected);
        assertThat(IntStream.range(0, expected.size()))
                .allSatisfy(i ->
                        assertThat(values.get(i)).as("%s[%d]", series, i).isCloseTo(expected.get(i), within(1e-6)));
    }

    /** Everything but times. */
    private static Map<String, Object> comparable(Outcome outcome) {
        var metrics = new HashMap<String, Object>(outcome.metrics());
        metrics.remove("edgeLatencyMicros");
        outcome.attacks().forEach(attack -> {
            metrics.put(attack.slug(), attack.means());
            metrics.put(attack.slug() + ".gallery", attack.galleryScores());
        });
        return metrics;
    }

    private static Pipeline pipeline() {
        return new Pipeline(SharedShapes.datasets());
    }

    private static Map<String, Object> json(String engine) {
        return Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", 400, "testLimit", 40),
                "network",
                        Map.of("backbone", "cnn-4", "width", 0.125, "cutLayer", 2, "bottleneck", Map.of("channels", 4)),
                "defense",
                        List.of(
                                Map.of("part", "gaussian-noise", "standardDeviation", 0.025),
                                Map.of("part", "conditional-entropy", "components", 2, "weight", 0.5)),
                "training", Map.of("epochs", EPOCHS, "batchSize", 20, "learningRate", 0.01, "schedule", "cosine"),
                "attacks", List.of(Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 1, "batchSize", 40)),
                "engine", engine);
    }

    private static ExperimentDefinition definition(String engine) {
        return new DefinitionReader().read(DefinitionReader.posted(json(engine)));
    }
}
