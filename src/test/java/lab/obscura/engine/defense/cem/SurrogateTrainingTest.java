package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The surrogates in a training on drawn shapes. */
class SurrogateTrainingTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "conditional-entropy, meanVariance effectiveWeight variance.class-0",
        "gated-attention, variance attentionEntropy gateLoss effectiveWeight",
        "slot-attention, slotLoss gate effectiveShare starvedSlots logVarianceScatter correlationWithClusters",
        "fused-attention, gate.variance slots.variance mixture effectiveWeight",
    })
    void theCurvesHoldTheDiagnosticsOfEachEpoch(String part, String names) {
        List<RunEvent.Point> points = train(200, 3, 40, Map.of("part", part));

        assertThat(names.split(" "))
                .allSatisfy(name -> assertThat(series(points, part + "." + name))
                        .as(name)
                        .hasSize(3)
                        .allMatch(Double::isFinite));
        assertThat(points)
                .filteredOn(point -> point.series().equals("training.penalty"))
                .hasSize(3);
    }

    @Test
    void aHeavyGatedPenaltyShrinksTheSpreadOfTheClasses() {
        double free = last(variances(200, 6, 40, 0.001));
        double heavy = last(variances(200, 6, 40, 100));

        assertThat(heavy).isLessThan(0.2 * free);
    }

    /** An extreme weight on few images pulls each class below the constant γ of the penalty. */
    @Test
    @Tag("long")
    void aWeightOfAHundredPullsTheVarianceBelowGammaWithinTwentyEpochs() {
        List<Double> free = variances(1000, 20, 50, 0.001);
        List<Double> heavy = variances(1000, 20, 50, 100);

        assertThat(last(free)).isGreaterThan(LogExcess.GAMMA);
        assertThat(last(heavy)).isLessThan(LogExcess.GAMMA);
    }

    private List<Double> variances(int images, int epochs, int batchSize, double weight) {
        Map<String, Object> part = Map.of("part", "gated-attention", "weight", weight, "schedule", "constant");
        return series(train(images, epochs, batchSize, part), "gated-attention.variance");
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private List<RunEvent.Point> train(int images, int epochs, int batchSize, Map<String, Object> part) {
        Map<String, Object> definition = Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", images, "testLimit", 40),
                "network",
                        Map.of("backbone", "cnn-4", "width", 0.25, "cutLayer", 2, "bottleneck", Map.of("channels", 4)),
                "defense", List.of(Map.of("part", "gaussian-noise", "standardDeviation", 0.025), part),
                "training", Map.of("epochs", epochs, "batchSize", batchSize, "schedule", "constant"));
        var points = new ArrayList<RunEvent.Point>();
        var listening = RunContext.of(
                event -> {
                    if (event instanceof RunEvent.Point point) {
                        points.add(point);
                    }
                },
                () -> false);
        Path attempt = folder.resolve("attempt-" + part.hashCode());
        new Pipeline(SharedShapes.datasets())
                .run(new DefinitionReader().read(definition), 7, new AttemptFolder(attempt), listening);
        return points;
    }

    private static List<Double> series(List<RunEvent.Point> points, String name) {
        return points.stream()
                .filter(point -> point.series().equals("defense." + name))
                .map(RunEvent.Point::value)
                .toList();
    }
}
