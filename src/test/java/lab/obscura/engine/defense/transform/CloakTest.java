package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Cloak before a cloud that is a formula: with n images its loss is {@code mean (z₀ − x₀)² + 0.05 (z₂ − 3)²}. Noise of deviation σ adds σ²
 * and 0.05 σ² to it and earns {@code l/3 · log σ}, so the best σ is {@code sqrt(l/6)} for the first element, {@code sqrt(l/0.3)} for the
 * third, and as much as there is for the second, at which nobody looks.
 */
class CloakTest {

    private static final ImageShape FEATURE = new ImageShape(1, 1, 3);
    private static final int IMAGES = 64;
    private static final double AMPLITUDE = 0.6;

    private final PartState state = new PartState();

    @Test
    void keepsWhatTheCloudNeedsAndLearnsTheRest() {
        Cloak cloak = cloak(AMPLITUDE, 1);
        cloak.afterTraining(new Formula(), state);

        float[] deviations = state.find("deviations").orElseThrow().values();
        assertThat(deviations[0]).isCloseTo((float) Math.sqrt(AMPLITUDE / 6), within(0.08f));
        assertThat(deviations[1]).isGreaterThan(1.7f);
        assertThat(deviations[2]).isCloseTo((float) Math.sqrt(AMPLITUDE / 0.3), within(0.25f));
        assertThat(state.find("kept").orElseThrow().values()).containsExactly(1, 0, 0);
        float[] constants = state.find("constants").orElseThrow().values();
        assertThat(constants[1]).isCloseTo(0, within(0.4f)); // its mean
        assertThat(constants[2]).isCloseTo(3, within(0.2f));
        assertThat(cloak.metrics(new Defense(List.of(cloak)), state)).containsEntry("sentShare", 1 / 3.0);
        assertThat(cloak.warnings(state)).isEmpty();
    }

    @Test
    void constantsAreSentInThePlaceOfWhatIsNotNeeded() {
        Cloak cloak = cloak(AMPLITUDE, 1);
        cloak.afterTraining(new Formula(), state);
        float[] constants = state.find("constants").orElseThrow().values();

        var features = new Features(FEATURE, new float[] {1, 2, 3, 4, 5, 6}, FEATURE, () -> new float[6]);
        float[] sent = cloak.apply(features, Moment.TRANSMISSION, new RandomStream(1), state)
                .values();
        float[] again = cloak.apply(features, Moment.TRANSMISSION, new RandomStream(2), state)
                .values();

        assertThat(List.of(sent[1], sent[4])).containsOnly(constants[1]);
        assertThat(List.of(sent[2], sent[5])).containsOnly(constants[2]);
        assertThat(sent[0]).isNotEqualTo(again[0]);
        assertThat(sent[0]).isCloseTo(1, within(2f));
    }

    @Test
    void saysWhenItChoseNothing() {
        Cloak all = cloak(AMPLITUDE, 2);
        all.afterTraining(new Formula(), state);
        assertThat(all.warnings(state)).singleElement().asString().contains("so all are sent");

        Cloak none = cloak(AMPLITUDE, 0);
        none.afterTraining(new Formula(), state);
        assertThat(none.warnings(state)).singleElement().asString().contains("only constants are sent");
    }

    private static Cloak cloak(double amplitude, double threshold) {
        return new Cloak(Cloak.INFO
                .schema()
                .read(
                        "",
                        Map.of(
                                "amplitude",
                                amplitude,
                                "threshold",
                                threshold,
                                "epochs",
                                150,
                                "batchSize",
                                16,
                                "learningRate",
                                0.02)));
    }

    /** Features are standard normal; the first one of each image is what the loss compares with. */
    private static final class Formula implements TrainingAccess {

        private final float[] features = new RandomStream(4).gaussians(IMAGES * 3, 1);
        private int[] asked = {};

        @Override
        public int count(Source source) {
            return IMAGES;
        }

        @Override
        public ImageShape image() {
            return FEATURE;
        }

        @Override
        public ImageShape feature() {
            return FEATURE;
        }

        @Override
        public FeatureBatch ask(Source source, int[] places, Seeds seeds) {
            asked = places;
            float[] values = new float[places.length * 3];
            for (int i = 0; i < places.length; i++) {
                System.arraycopy(features, places[i] * 3, values, i * 3, 3);
            }
            return new FeatureBatch(
                    new FeatureBatch.Values(FEATURE, values, values),
                    new int[places.length],
                    2,
                    new StepContext(1, 1, 0, IMAGES, 0, 0, seeds),
                    new FeatureBatch.Images(FEATURE, values, values));
        }

        /** Features are the images. */
        @Override
        public float[] pixelGradient(Source source, int[] places, float[] atFeatures) {
            return atFeatures;
        }

        @Override
        public Judgement judge(float[] sent, int[] labels) {
            float[] gradient = new float[sent.length];
            double loss = 0;
            for (int i = 0; i < labels.length; i++) {
                double first = sent[3 * i] - features[asked[i] * 3];
                double third = sent[3 * i + 2] - 3;
                loss += (first * first + 0.05 * third * third) / labels.length;
                gradient[3 * i] = (float) (2 * first / labels.length);
                gradient[3 * i + 2] = (float) (0.1 * third / labels.length);
            }
            return new Judgement(loss, gradient);
        }

        @Override
        public Seeds seeds() {
            return Seeds.of(5);
        }

        @Override
        public void checkStop() {}
    }
}
