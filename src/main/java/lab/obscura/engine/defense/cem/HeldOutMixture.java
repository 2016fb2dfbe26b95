package lab.obscura.engine.defense.cem;

import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.adversary.Likeness;
import lab.obscura.engine.defense.adversary.Surrogate;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * The mixture of a fusion, tanh κ or ρ, learned from a surrogate attacker: the way it has to move so that the penalty's next push on the
 * features makes the surrogate's images worse, on images from which the surrogate never learns.
 *
 * <p>Never from the penalty itself, which would choose whichever variance is smaller. A push of z by {@code −η G(m)} changes the
 * surrogate's error by {@code −η ⟨g, G(m)⟩}, so m moves along {@code −⟨g, ∂G/∂m⟩}; {@code
 * docs/methods/learned-surrogates.md#a-learned-mixture}.
 */
final class HeldOutMixture {

    private static final String NAME = "fusion.mixture";
    private static final String SURROGATE = "fusion-surrogate";
    private static final String DECODER = "conv-n0c16";
    private static final OptimizerStep STEP = OptimizerStep.Adam.of(1e-3, 0);

    /** One of so many training images is held out. */
    private static final int SHARE = 8;
    /** Half the distance over which the penalty's gradient is compared. */
    private static final double REACH = 0.05;
    /** A training that always says the same goes all the way in a tenth of its steps. */
    private static final double JOURNEYS = 10;

    private static final double FASTEST = 0.05;

    private HeldOutMixture() {}

    /** The surrogate's layers. */
    static NetworkSpec layers(ImageShape feature, ImageShape image) {
        return Surrogate.spec(DECODER, feature, image);
    }

    /** In [0, 1]; 0, the gate alone, at the start. */
    static double in(PartState state) {
        return state.find(NAME).map(tensor -> (double) tensor.values()[0]).orElse(0.0);
    }

    static Surrogate surrogate(FeatureBatch batch, PartState state) {
        return Surrogate.in(
                state, SURROGATE, DECODER, batch.feature(), batch.images().shape());
    }

    /** Whether the surrogate never learns from this training image. */
    static boolean isHeldOut(FeatureBatch batch, int place) {
        return Math.floorMod(batch.seeds().child("fusion.hold-out", place), SHARE) == 0;
    }

    /**
     * One step of the surrogate, and one of the mixture where some images of the batch are held out.
     *
     * @param gradientAt of the penalty at the clean features, by the mixture
     * @return the surrogate's error on the images that are held out, and how surely the mixture moves, in [−1, 1]
     */
    static Map<String, Double> learn(FeatureBatch batch, PartState state, DoubleFunction<float[]> gradientAt) {
        int[] places = batch.images().places();
        int[] held = rows(batch, places, true);
        int[] own = rows(batch, places, false);
        Surrogate surrogate = surrogate(batch, state);
        int feature = batch.size();
        int image = batch.images().shape().size();
        if (own.length > 0) {
            var dropout = batch.seeds().family("fusion.dropout", batch.step().iteration());
            surrogate.learn(
                    chosen(batch.clean(), own, feature),
                    chosen(batch.images().pixels(), own, image),
                    Likeness.MSE,
                    STEP,
                    dropout);
        }
        if (held.length == 0) {
            return Map.of();
        }
        float[] originals = chosen(batch.images().pixels(), held, image);
        Likeness.Measured measured = surrogate.judge(chosen(batch.clean(), held, feature), originals, Likeness.MSE);
        double before = in(state);
        double above = Math.min(1, before + REACH);
        double below = Math.max(0, before - REACH);
        float[] up = chosen(gradientAt.apply(above), held, feature);
        float[] down = chosen(gradientAt.apply(below), held, feature);
        double direction = direction(measured.gradient(), up, down);
        move(direction, batch, state);
        return Map.of("surrogateMse", measured.value(), "mixtureDirection", direction);
    }

    /** The cosine between the surrogate's gradient and how a larger mixture changes the push: in [−1, 1]; 0 where either is nothing. */
    static double direction(float[] ofSurrogate, float[] above, float[] below) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < ofSurrogate.length; i++) {
            double change = (double) above[i] - below[i];
            product -= ofSurrogate[i] * change;
            left += (double) ofSurrogate[i] * ofSurrogate[i];
            right += change * change;
        }
        return left == 0 || right == 0 ? 0 : product / Math.sqrt(left * right);
    }

    /** Adam on one number. */
    private static void move(double direction, FeatureBatch batch, PartState state) {
        float[] known = state.find(NAME).map(Tensor::values).orElseGet(() -> new float[4]);
        double first = 0.9 * known[1] + 0.1 * direction;
        double second = 0.999 * known[2] + 0.001 * direction * direction;
        double steps = known[3] + 1.0;
        double size = (first / (1 - Math.pow(0.9, steps))) / (Math.sqrt(second / (1 - Math.pow(0.999, steps))) + 1e-8);
        double rate = Math.min(FASTEST, JOURNEYS / Math.max(1, batch.steps()));
        double moved = Math.min(1, Math.max(0, known[0] + rate * size));
        float[] now = {(float) moved, (float) first, (float) second, (float) steps};
        state.put(NAME, new Tensor(new long[] {now.length}, now));
    }

    /** Rows of the batch whose images are held out, or of the others; where nobody knows the places every row is another. */
    private static int[] rows(FeatureBatch batch, int[] places, boolean heldOut) {
        return IntStream.range(0, batch.count())
                .filter(row -> (places.length > 0 && isHeldOut(batch, places[row])) == heldOut)
                .toArray();
    }

    private static float[] chosen(float[] values, int[] rows, int size) {
        float[] chosen = new float[rows.length * size];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * size, chosen, i * size, size);
        }
        return chosen;
    }
}
