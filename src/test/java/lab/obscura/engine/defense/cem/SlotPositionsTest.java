package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.autograd.HostNode;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.attention.Slots;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** Slots that compete for the positions of each feature map: see {@code docs/methods/learned-surrogates.md#slots-over-positions}. */
class SlotPositionsTest {

    private static final int SLOTS = 2;
    private static final int POSITIONS = 6;
    private static final int CHANNELS = 3;
    /** The last class has one image and is left out. */
    private static final int[] LABELS = {0, 1, 0, 1, 0, 2};

    private final PartState state = new PartState();
    private final SlotAttention part = SlotAttentionTest.part(Map.of("slots", SLOTS, "axis", "positions"));

    @Test
    void valueAndGradientEqualThePlainComputation() {
        part.learn(batch(1), state);
        FeatureBatch batch = batch(2);

        PenaltyValue value = part.at(batch, state);

        double[][][] held = responsibilities(batch);
        double[] features = new double[batch.clean().length];
        for (int i = 0; i < features.length; i++) {
            features[i] = batch.clean()[i];
        }
        assertThat(value.value()).isPositive().isCloseTo(penalty(features, held), within(1e-7));
        assertThat(IntStream.range(0, features.length)).allSatisfy(i -> {
            double kept = features[i];
            features[i] = kept + 1e-5;
            double above = penalty(features, held);
            features[i] = kept - 1e-5;
            double derivative = 16 * (above - penalty(features, held)) / 2e-5;
            features[i] = kept;
            assertThat((double) value.gradient()[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-6));
        });
    }

    @Test
    void theSlotsLearnAndReport() {
        Map<String, Double> first = part.learn(batch(1), state);
        for (int step = 0; step < 150; step++) {
            part.learn(batch(1), state);
        }

        Map<String, Double> last = part.learn(batch(1), state);

        assertThat(last.get("slotLoss")).isLessThan(0.8 * first.get("slotLoss"));
        assertThat(last.get("effectiveShare")).isBetween(1.0 / 3, 1.0); // three images of a class, at most
        assertThat(part.looksAtEpochs()).isFalse();
    }

    @Test
    void nothingIsRemembered() {
        part.learn(batch(1), state);

        assertThat(state.tensors().keySet()).isNotEmpty().noneMatch(name -> name.startsWith("bank/"));
    }

    @Test
    void aBatchOfStrangersHasNoPenalty() {
        int[] labels = {0, 1, 2};
        FeatureBatch strangers = batch(1, labels);
        part.learn(strangers, state);

        PenaltyValue value = part.at(strangers, state);

        assertThat(value.value()).isZero();
        assertThat(value.gradient()).hasSize(strangers.clean().length).containsOnly(0f);
    }

    private static FeatureBatch batch(long seed) {
        return batch(seed, LABELS);
    }

    private static FeatureBatch batch(long seed, int[] labels) {
        int size = POSITIONS * CHANNELS;
        var random = new RandomStream(seed);
        float[] clean = new float[labels.length * size];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) (0.4 * (i % CHANNELS) + 0.8 * random.nextDouble());
        }
        var nothing =
                new FeatureBatch.Images(new ImageShape(1, 1, 1), new float[labels.length], new float[labels.length]);
        return new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(2, 3, CHANNELS), clean, clean),
                labels,
                Batches.CLASSES,
                new StepContext(2, 10, 0, 1000, 1e-4, Batches.NOISE, Seeds.of(4)),
                nothing);
    }

    /** Image, position, slot; as the part reads them in this step. */
    private double[][][] responsibilities(FeatureBatch batch) {
        SlotLearning learning = part.learning(batch);
        var noise = Optional.of(batch.seeds().stream("slots.noise", 1));
        List<Slots.Reading> readings = learning.slots()
                .read(
                        BagSamples.of(learning.parameters(batch.seeds(), state), Bags.ofPositions(batch)),
                        new Slots.Conditions(noise, List.of()));
        double[][][] held = new double[LABELS.length][POSITIONS][SLOTS];
        for (int image = 0; image < LABELS.length; image++) {
            Matrix read = HostNode.of(readings.get(image).responsibilities()).value();
            for (int p = 0; p < POSITIONS; p++) {
                for (int k = 0; k < SLOTS; k++) {
                    held[image][p][k] = read.at(p, k);
                }
            }
        }
        return held;
    }

    /** The formula of the page, with plain loops: two classes with images 0, 2, 4 and 1, 3. */
    private static double penalty(double[] features, double[][][] held) {
        double sum = 0;
        for (int[] images : new int[][] {{0, 2, 4}, {1, 3}}) {
            for (int k = 0; k < SLOTS; k++) {
                double[][] vectors = new double[images.length][CHANNELS];
                double[] shares = new double[images.length];
                double all = 0;
                for (int i = 0; i < images.length; i++) {
                    double mass = 0;
                    for (int p = 0; p < POSITIONS; p++) {
                        mass += held[images[i]][p][k];
                        for (int c = 0; c < CHANNELS; c++) {
                            vectors[i][c] +=
                                    held[images[i]][p][k] * features[(images[i] * POSITIONS + p) * CHANNELS + c];
                        }
                    }
                    for (int c = 0; c < CHANNELS; c++) {
                        vectors[i][c] /= mass;
                    }
                    shares[i] = mass / POSITIONS;
                    all += shares[i];
                }
                double variance = 0;
                for (int c = 0; c < CHANNELS; c++) {
                    double mean = 0;
                    for (int i = 0; i < images.length; i++) {
                        mean += shares[i] / all * vectors[i][c];
                    }
                    for (int i = 0; i < images.length; i++) {
                        variance += shares[i] / all * (vectors[i][c] - mean) * (vectors[i][c] - mean) / CHANNELS;
                    }
                }
                double counted = all < 1 ? 0 : Batches.excess(variance);
                sum += all / images.length * counted / 2;
            }
        }
        return sum;
    }
}
