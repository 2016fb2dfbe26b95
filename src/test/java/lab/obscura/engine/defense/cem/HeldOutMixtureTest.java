package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.adversary.Likeness;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class HeldOutMixtureTest {

    private static final ImageShape FEATURE = new ImageShape(4, 4, 2);
    private static final ImageShape IMAGE = new ImageShape(8, 8, 1);
    private static final int COUNT = 24;

    private final FeatureBatch batch = batch(uniform(1, COUNT * FEATURE.size()));
    private final int[] held = IntStream.range(0, COUNT)
            .filter(place -> HeldOutMixture.isHeldOut(batch, place))
            .toArray();

    @Test
    void aboutOneImageInEightIsHeldOut() {
        long among = IntStream.range(0, 4000)
                .filter(place -> HeldOutMixture.isHeldOut(batch, place))
                .count();

        assertThat(among).isBetween(400L, 600L);
        assertThat(held).isNotEmpty();
    }

    /** The surrogate's error where the features have really been pushed, by two mixtures. */
    @Test
    void theDirectionIsThatInWhichAPushHurtsTheSurrogate() {
        float[] gated = new RandomStream(5).gaussians(COUNT * FEATURE.size(), 1);
        float[] slotted = new RandomStream(6).gaussians(COUNT * FEATURE.size(), 1);
        try (var state = new PartState(Dl4jEngine.create(), Seeds.of(1))) {
            HeldOutMixture.learn(batch, state, mixture -> mixed(gated, slotted, mixture));
            float[] gradient = judged(state, batch.clean()).gradient();
            float[] above = rows(mixed(gated, slotted, 0.75));
            float[] below = rows(mixed(gated, slotted, 0.25));

            // To either side, so that what is of second order falls away.
            double push = 1e-2;
            double there = judged(state, pushed(mixed(gated, slotted, 0.75), push))
                            .value()
                    - judged(state, pushed(mixed(gated, slotted, 0.25), push)).value();
            double back = judged(state, pushed(mixed(gated, slotted, 0.75), -push))
                            .value()
                    - judged(state, pushed(mixed(gated, slotted, 0.25), -push)).value();
            double slope = (there - back) / (2 * push);
            double norms = 0;
            double changes = 0;
            for (int i = 0; i < gradient.length; i++) {
                norms += gradient[i] * gradient[i];
                changes += Math.pow(above[i] - below[i], 2);
            }
            double cosine = slope / Math.sqrt(norms * changes);

            assertThat(Math.abs(cosine)).isGreaterThan(0.02);
            assertThat(HeldOutMixture.direction(gradient, above, below))
                    .isCloseTo(cosine, within(0.15 * Math.abs(cosine)));
        }
    }

    @Test
    void theMixtureGrowsWhileTheSlotsHurtTheSurrogateAndNotOtherwise() {
        assertThat(after(60, -1)).isGreaterThan(0.5);
        assertThat(after(60, 1)).isZero();
    }

    /** A penalty whose slots push each held image against, or along, the surrogate's gradient. */
    private double after(int steps, int sign) {
        try (var state = new PartState(Dl4jEngine.create(), Seeds.of(1))) {
            for (int step = 0; step < steps; step++) {
                DoubleFunction<float[]> penalty = mixture -> {
                    float[] all = new float[COUNT * FEATURE.size()];
                    float[] gradient = judged(state, batch.clean()).gradient();
                    for (int i = 0; i < gradient.length; i++) {
                        all[held[i / FEATURE.size()] * FEATURE.size() + i % FEATURE.size()] =
                                (float) (sign * mixture * gradient[i]);
                    }
                    return all;
                };
                HeldOutMixture.learn(batch, state, penalty);
            }
            return HeldOutMixture.in(state);
        }
    }

    private Likeness.Measured judged(PartState state, float[] clean) {
        return HeldOutMixture.surrogate(batch, state).judge(rows(clean), images(), Likeness.MSE);
    }

    private float[] images() {
        float[] pixels = new float[held.length * IMAGE.size()];
        for (int i = 0; i < held.length; i++) {
            System.arraycopy(batch.images().pixels(), held[i] * IMAGE.size(), pixels, i * IMAGE.size(), IMAGE.size());
        }
        return pixels;
    }

    private float[] rows(float[] all) {
        float[] rows = new float[held.length * FEATURE.size()];
        for (int i = 0; i < held.length; i++) {
            System.arraycopy(all, held[i] * FEATURE.size(), rows, i * FEATURE.size(), FEATURE.size());
        }
        return rows;
    }

    private float[] pushed(float[] gradient, double by) {
        float[] moved = batch.clean().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= (float) (by * gradient[i]);
        }
        return moved;
    }

    private static float[] mixed(float[] gated, float[] slotted, double mixture) {
        float[] mixed = new float[gated.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) ((1 - mixture) * gated[i] + mixture * slotted[i]);
        }
        return mixed;
    }

    private static float[] uniform(long seed, int count) {
        var random = new RandomStream(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static FeatureBatch batch(float[] features) {
        float[] pixels = uniform(2, COUNT * IMAGE.size());
        int[] places = new int[COUNT];
        Arrays.setAll(places, i -> i);
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, features, features),
                new int[COUNT],
                2,
                new StepContext(2, 10, 0, COUNT, 0.05, 0, Seeds.of(7)),
                new FeatureBatch.Images(IMAGE, pixels, pixels, places, Attributes.NONE));
    }
}
