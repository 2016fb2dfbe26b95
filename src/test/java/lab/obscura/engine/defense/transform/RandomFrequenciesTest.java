package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

/** Which frequencies are sent, by sums over cosines. */
class RandomFrequenciesTest {

    private static final ImageShape FEATURE = new ImageShape(8, 8, 2);
    private static final int IMAGES = 30;

    private final float[] values = new RandomStream(1).gaussians(IMAGES * FEATURE.size(), 1);

    @Test
    void nineOfTheThirtySixHighFrequenciesOfEachImageAreSentAsTheyAre() {
        float[] sent = send(Map.of(), values, 5).values();

        int[] chosen = new int[64];
        assertThat(IntStream.range(0, IMAGES)).allSatisfy(image -> {
            double[] before = spectrum(values, image);
            double[] after = spectrum(sent, image);
            int[] kept = IntStream.range(0, 64)
                    .filter(i -> Math.abs(after[2 * i]) > 1e-5)
                    .toArray();
            Arrays.stream(kept).forEach(i -> chosen[i]++);

            assertThat(Arrays.stream(kept)).hasSize(9).allMatch(i -> i / 8 + i % 8 >= 7);
            assertThat(IntStream.range(0, 128)).allSatisfy(i -> {
                boolean isKept = Arrays.stream(kept).anyMatch(k -> k == i / 2);
                assertThat(after[i]).isCloseTo(isKept ? before[i] : 0, within(1e-4));
            });
        });
        assertThat(IntStream.range(0, 64).filter(i -> i / 8 + i % 8 >= 7).map(i -> chosen[i]))
                .allMatch(times -> times >= 1 && times <= 20);
    }

    @Test
    void anotherQueryGetsOthers() {
        assertThat(send(Map.of(), values, 5).values())
                .isEqualTo(send(Map.of(), values, 5).values())
                .isNotEqualTo(send(Map.of(), values, 6).values());
    }

    @Test
    void withoutPruningAndWithAllOfThemTheFeatureStays() {
        float[] sent = send(Map.of("pruned", 0, "share", 1), values, 5).values();

        assertThat(sent).containsExactly(values, within(1e-5f));
    }

    @Test
    void itsGradientIsItsTranspose() {
        float[] other = new RandomStream(2).gaussians(values.length, 1);
        Sent sent = send(Map.of(), values, 5);
        float[] back = sent.backward().apply(other);

        double there = 0;
        double here = 0;
        for (int i = 0; i < values.length; i++) {
            there += (double) other[i] * sent.values()[i];
            here += (double) back[i] * values[i];
        }
        assertThat(there).isCloseTo(here, within(1e-3));
    }

    private static Sent send(Map<String, Object> settings, float[] values, long seed) {
        var part = new RandomFrequencies(RandomFrequencies.INFO.schema().read("", settings));
        var features = new Features(FEATURE, values, new ImageShape(1, 1, 1), () -> new float[IMAGES]);
        return part.apply(features, Moment.TRANSMISSION, new RandomStream(seed), new PartState());
    }

    /** Of both channels in turn, row by row. */
    private static double[] spectrum(float[] values, int image) {
        return IntStream.range(0, 128)
                .mapToDouble(i -> coefficient(values, image, i % 2, i / 16, i / 2 % 8))
                .toArray();
    }

    private static double coefficient(float[] values, int image, int channel, int u, int v) {
        double sum = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                sum += values[image * FEATURE.size() + (8 * y + x) * 2 + channel]
                        * Math.cos(Math.PI * (2 * y + 1) * u / 16)
                        * Math.cos(Math.PI * (2 * x + 1) * v / 16);
            }
        }
        return sum * (u == 0 ? Math.sqrt(0.125) : 0.5) * (v == 0 ? Math.sqrt(0.125) : 0.5);
    }
}
