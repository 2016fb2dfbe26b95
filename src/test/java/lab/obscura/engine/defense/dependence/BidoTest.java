package lab.obscura.engine.defense.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BidoTest {

    private static final int COUNT = 7;
    private static final int SIZE = 4;
    private static final int BLOCK = 6;
    private static final int PIXELS = 5;
    private static final int[] LABELS = {0, 1, 2, 1, 0, 2, 1};
    private static final double WIDTH = 1.2;

    private final float[] images = new RandomStream(3).gaussians(COUNT * PIXELS, 1);
    private final float[] features = new RandomStream(4).gaussians(COUNT * SIZE, 1);
    private final float[] block = new RandomStream(5).gaussians(COUNT * BLOCK, 1);

    @ParameterizedTest
    @ValueSource(strings = {"hsic", "coco"})
    void addsUpTheLayersWithBothWeights(String dependence) {
        PenaltyValue penalty = part(dependence, "blocks").at(batch(features), new PartState());

        double expected = plain(dependence, features) + plain(dependence, block);
        assertThat(penalty.value()).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hsic", "coco"})
    void pushesAtTheCutAndAtItsOwnTaps(String dependence) {
        PenaltyValue penalty = part(dependence, "blocks").at(batch(features), new PartState());

        assertThat(penalty.atTaps()).containsOnlyKeys("block 2");
        assertIsSlope(dependence, features, penalty.gradient());
        assertIsSlope(dependence, block, penalty.atTaps().get("block 2"));
    }

    @Test
    void looksAtTheCutOnlyWhenAskedTo() {
        Bido cut = part("hsic", "cut");

        PenaltyValue penalty = cut.at(batch(features), new PartState());

        assertThat(penalty.atTaps()).isEmpty();
        assertThat(penalty.value())
                .isCloseTo(plain("hsic", features), within(1e-8 * Math.abs(plain("hsic", features))));
        assertThat(cut.taps(network())).isEmpty();
    }

    @Test
    void looksBehindEveryBlockOfBothHalves() {
        assertThat(part("hsic", "blocks").taps(network()))
                .hasSizeGreaterThan(1)
                .allMatch(place -> place.startsWith("block "))
                .containsExactlyElementsOf(network().places().stream()
                        .filter(place -> place.startsWith("block "))
                        .toList());
    }

    @Test
    void showsBothDependencesAtTheCut() {
        Map<String, Double> curves = part("hsic", "blocks").learn(batch(features), new PartState());

        double value = 2 * curves.get("onImages") - 3 * curves.get("onLabels");
        assertThat(value).isCloseTo(plain("hsic", features), within(1e-8 * Math.abs(value)));
    }

    @Test
    void aBatchOfOneIsRefused() {
        var one = FeatureBatch.ofVectors(new float[] {1, 2}, new int[] {0}, 2, step());

        assertThatThrownBy(() -> part("hsic", "cut").at(one, new PartState()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("training.batchSize must be 2 or more with bido")
                .hasMessageContaining("was 1");
    }

    private void assertIsSlope(String dependence, float[] values, float[] gradient) {
        double[] at = DependenceTest.doubles(values);
        double[] slopes = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double here = at[i];
            at[i] = here + 1e-4;
            double above = plain(dependence, at);
            at[i] = here - 1e-4;
            double below = plain(dependence, at);
            at[i] = here;
            slopes[i] = (above - below) / 2e-4;
        }
        double largest = Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
        assertThat(largest).isGreaterThan(1e-4);
        assertThat(IntStream.range(0, at.length))
                .allSatisfy(i -> assertThat((double) gradient[i]).isCloseTo(slopes[i], within(1e-3 * largest)));
    }

    private double plain(String dependence, float[] values) {
        return plain(dependence, DependenceTest.doubles(values));
    }

    private double plain(String dependence, double[] values) {
        double[][] z = PlainDependence.gaussian(values, COUNT, WIDTH);
        double[][] x = PlainDependence.gaussian(DependenceTest.doubles(images), COUNT, WIDTH);
        double[][] y = PlainDependence.labels(LABELS, 3);
        return dependence.equals("hsic")
                ? 2 * PlainDependence.hsic(z, x) - 3 * PlainDependence.hsic(z, y)
                : 2 * PlainDependence.coco(z, x) - 3 * PlainDependence.coco(z, y);
    }

    private static Bido part(String dependence, String layers) {
        Map<String, Object> settings = Map.of(
                "imageWeight", 2, "labelWeight", 3, "dependence", dependence, "layers", layers, "kernelWidth", WIDTH);
        return new Bido(Bido.INFO.schema().read("", settings));
    }

    /** What somebody else looks at is none of this part's business. */
    private FeatureBatch batch(float[] clean) {
        return new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(1, 1, SIZE), clean, new float[clean.length]),
                LABELS,
                3,
                step(),
                new FeatureBatch.Images(new ImageShape(1, 1, PIXELS), new float[images.length], images),
                new Taps(Map.of(
                        "block 2", new Taps.Tap(new ImageShape(1, 1, BLOCK), block),
                        "logits", new Taps.Tap(new ImageShape(1, 1, 1), new float[COUNT]))));
    }

    private static StepContext step() {
        return new StepContext(2, 4, 0, 64, 0.01, 0, Seeds.of(1));
    }

    private static SplitSpec network() {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan = new Backbone.Plan(new ImageShape(16, 16, 3), 10, normalization, 0.1, 2, java.util.Optional.empty());
        return Backbones.find("cnn-4").orElseThrow().split(plan);
    }
}
