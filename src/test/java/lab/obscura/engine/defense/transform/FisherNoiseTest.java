package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FisherNoiseTest {

    private static final double TARGET = 0.05;

    /** The estimator asks the trained network on other images, so both find the same leakage only about. */
    @Test
    void theNoiseOfATrainedEncoderLeavesTheTarget(@TempDir Path folder) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 80, "testLimit", 80, "imageSize", 16),
                        "network",
                                Map.of(
                                        "backbone",
                                        "cnn-4",
                                        "width",
                                        0.1,
                                        "cutLayer",
                                        1,
                                        "bottleneck",
                                        Map.of("channels", 2)),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "defense", List.of(Map.of("part", "fisher-noise", "target", TARGET, "probes", 32)),
                        "attacks", List.of(),
                        "measures", List.of(Map.of("measure", "dfil", "images", 80, "probes", 32))));

        Map<String, Double> metrics = new Pipeline(SharedShapes.datasets())
                .run(definition, 7, new AttemptFolder(folder), RunContext.of(event -> {}, () -> false))
                .metrics();

        assertThat(1 / metrics.get("dfil")).isCloseTo(TARGET, within(0.3 * TARGET));
        assertThat(metrics.get("fisher-noise.standardDeviation")).isPositive().isNotEqualTo(0.025);
    }

    @Test
    void sendsWithTheChosenNoiseAndTrainsWithItsOwn() {
        var part = new FisherNoise(FisherNoise.INFO.schema().read("", Map.of("standardDeviation", 0.1)));
        var state = new PartState(Map.of("standardDeviation", new Tensor(new long[] {1}, new float[] {0.4f})));

        assertThat(deviation(part, Moment.TRAINING, state)).isCloseTo(0.1, within(0.01));
        assertThat(deviation(part, Moment.TRANSMISSION, state)).isCloseTo(0.4, within(0.04));
        assertThat(deviation(part, Moment.VALIDATION, new PartState())).isCloseTo(0.1, within(0.01));
        assertThat(part.noiseStandardDeviation(state)).isCloseTo(0.4, within(1e-6));
        assertThat(part.noiseStandardDeviation()).isEqualTo(0.1);
    }

    private static double deviation(FisherNoise part, Moment moment, PartState state) {
        int count = 10_000;
        var features = new Features(
                new ImageShape(1, 1, count), new float[count], new ImageShape(1, 1, 1), () -> new float[1]);
        double squares = 0;
        for (float value :
                part.apply(features, moment, new RandomStream(1), state).values()) {
            squares += value * value;
        }
        return Math.sqrt(squares / count);
    }
}
