package lab.obscura.engine.attack.linear;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.EncoderOracle;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.batch.Batch;

/**
 * The attacker's images and what the device sends for them, each with one draw of the defense's randomness.
 *
 * @param order in which they are taken: the last tenth chooses the penalty
 * @param shown what becomes of received features
 * @param values of one feature then
 */
record OwnPairs(
        AttackerView view,
        LabeledImages auxiliary,
        EncoderOracle oracle,
        int[] order,
        UnaryOperator<double[]> shown,
        int values)
        implements LinearFit.Pairs {

    @Override
    public int count() {
        return order.length;
    }

    @Override
    public int pixels() {
        return view.image().size();
    }

    @Override
    public double[] features(int from, int to) {
        int[] chosen = Arrays.copyOfRange(order, from, to);
        try (Batch sent = oracle.transmitted(chosen, view.seeds().family("linear.noise", from))) {
            return shown.apply(LinearAttack.doubles(sent.values()));
        }
    }

    @Override
    public double[] images(int from, int to) {
        float[] pixels = new float[(to - from) * pixels()];
        for (int i = from; i < to; i++) {
            auxiliary.copyTo(order[i], pixels, (i - from) * pixels());
        }
        return LinearAttack.doubles(pixels);
    }
}
