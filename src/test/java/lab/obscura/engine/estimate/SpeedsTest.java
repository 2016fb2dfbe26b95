package lab.obscura.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import org.junit.jupiter.api.Test;

class SpeedsTest {

    private static final String DECODER = "attack decoder-conv-n0c16-train";
    private static final DatasetInfo INFO = new DatasetInfo(
            "shapes",
            "Shapes",
            "built-in",
            new ImageShape(32, 32, 3),
            List.of("a", "b"),
            1000,
            200,
            "0".repeat(64),
            true);

    @Test
    void withoutAnyRunItIsAssumedAndSaid() {
        var forecast = new Speeds(List.of()).forecast(definition("cnn-4", 1, "conv-n0c16"), work(70e9, 35e9));

        assertThat(forecast.seconds()).isCloseTo(8 + 2 + 1, within(1e-9));
        assertThat(forecast.basis()).isEqualTo("assumed for a machine with two cores: no run like it has finished yet");
    }

    @Test
    void aSingleRunLikeItIsHalfStartAtMost() {
        var done = run(definition("cnn-4", 1, "conv-n0c16"), 10e9, 5, 20e9, 2, 5 + 2 + 3);

        var forecast = new Speeds(List.of(done)).forecast(definition("cnn-4", 7, "conv-n0c16"), work(70e9, 40e9));

        assertThat(forecast.seconds()).isCloseTo((2.5 + 7 * 2.5) + (1 + 2 * 1) + 3, within(1e-9));
        assertThat(forecast.basis()).isEqualTo("measured on 1 finished run");
    }

    @Test
    void runsOfSeveralSizesTellTheStartFromTheSpeed() {
        List<FinishedRun> done = Stream.of(1.0, 2.0, 4.0)
                .map(size ->
                        run(definition("cnn-4", 1, "conv-n0c16"), size * 10e9, 4 + size, 10e9, 1, 4 + size + 1 + 2))
                .toList();

        var forecast = new Speeds(done).forecast(definition("cnn-4", 1, "conv-n0c16"), work(100e9, 10e9));

        assertThat(forecast.seconds()).isCloseTo((4 + 10) + 1 + 2, within(1e-9));
    }

    @Test
    void aRunOnABusyMachineDoesNotBendTheLine() {
        List<Line.Point> points = Stream.of(1.0, 2.0, 3.0, 4.0, 5.0)
                .map(work -> new Line.Point(work, 2 + work + (work == 3 ? 60 : 0)))
                .toList();

        assertThat(Line.through(points)).isEqualTo(new Line(2, 1));
    }

    @Test
    void theMedianOfSeveralCounts() {
        List<FinishedRun> done = Stream.of(1.0, 2.0, 50.0)
                .map(seconds -> run(definition("cnn-4", 1, "conv-n0c16"), 10e9, seconds, 10e9, 1, seconds + 1 + 4))
                .toList();

        var forecast = new Speeds(done).forecast(definition("cnn-4", 1, "conv-n0c16"), work(10e9, 10e9));

        assertThat(forecast.seconds()).isCloseTo(2 + 1 + 4, within(1e-9));
        assertThat(forecast.basis()).isEqualTo("measured on 3 finished runs");
    }

    @Test
    void aRunOfTheSameNetworkSaysMoreThanAnother() {
        var same = run(definition("cnn-4", 1, "conv-n0c16"), 10e9, 10, 10e9, 1, 12);
        var other = run(definition("vgg11-bn-sgm", 1, "conv-n0c16"), 10e9, 1, 10e9, 1, 3);

        var forecast =
                new Speeds(List.of(other, same)).forecast(definition("cnn-4", 1, "conv-n0c16"), work(10e9, 10e9));

        assertThat(forecast.seconds()).isCloseTo(10 + 1 + 1, within(1e-9));
    }

    @Test
    void anotherNetworkIsBetterThanAnAssumption() {
        var other = run(definition("vgg11-bn-sgm", 1, "conv-n0c16"), 10e9, 10, 10e9, 5, 16);

        var forecast = new Speeds(List.of(other)).forecast(definition("cnn-4", 1, "res-n0c16"), work(10e9, 10e9));

        assertThat(forecast.seconds()).isCloseTo(10 + 5 + 1, within(1e-9));
        assertThat(forecast.basis()).isEqualTo("measured on 1 finished run");
    }

    @Test
    void whatNoRunHasDoneIsNamed() {
        var json = json("cnn-4", 1, "conv-n0c16");
        json.put("attacks", List.of());
        var done = new FinishedRun(
                new DefinitionReader().read(json),
                new Workload(Map.of(Workload.TRAINING, 10e9)),
                Map.of(Workload.TRAINING, 10.0),
                11);

        var forecast = new Speeds(List.of(done)).forecast(definition("cnn-4", 1, "conv-n0c16"), work(10e9, 35e9));

        assertThat(forecast.seconds()).isCloseTo(10 + 1 + 1, within(1e-9));
        assertThat(forecast.basis()).isEqualTo("measured on 1 finished run, assumed for " + DECODER);
    }

    @Test
    void anotherEngineSaysNothing() {
        var json = json("cnn-4", 1, "conv-n0c16");
        json.put("engine", "torch");
        var done = run(new DefinitionReader().read(json), 10e9, 100, 10e9, 100, 300);

        var forecast = new Speeds(List.of(done)).forecast(definition("cnn-4", 1, "conv-n0c16"), work(35e9, 35e9));

        assertThat(forecast.seconds()).isCloseTo(8 + 2, within(1e-9));
    }

    @Test
    void theWorkGrowsWithTheEpochs() {
        Workload one = Workload.of(definition("cnn-4", 1, "conv-n0c16"), INFO);
        Workload three = Workload.of(definition("cnn-4", 3, "conv-n0c16"), INFO);

        assertThat(one.stages()).containsOnlyKeys(Workload.TRAINING, DECODER);
        assertThat(three.stages().get(Workload.TRAINING))
                .isCloseTo(3 * one.stages().get(Workload.TRAINING), within(1.0));
        assertThat(three.stages().get(DECODER)).isEqualTo(one.stages().get(DECODER));
    }

    private static FinishedRun run(
            ExperimentDefinition definition,
            double training,
            double trainingSeconds,
            double attack,
            double attackSeconds,
            double seconds) {
        return new FinishedRun(
                definition,
                work(training, attack),
                Map.of(Workload.TRAINING, trainingSeconds, DECODER, attackSeconds, "measures", 0.5),
                seconds);
    }

    private static Workload work(double training, double attack) {
        return new Workload(Map.of(Workload.TRAINING, training, DECODER, attack));
    }

    private static ExperimentDefinition definition(String backbone, int epochs, String decoder) {
        return new DefinitionReader().read(json(backbone, epochs, decoder));
    }

    private static LinkedHashMap<String, Object> json(String backbone, int epochs, String decoder) {
        var json = new LinkedHashMap<String, Object>();
        json.put("dataset", Map.of("id", "shapes"));
        json.put("network", Map.of("backbone", backbone));
        json.put("training", Map.of("epochs", epochs));
        json.put("attacks", List.of(Map.of("attack", "decoder", "decoder", decoder, "schedule", "fixed")));
        return json;
    }
}
