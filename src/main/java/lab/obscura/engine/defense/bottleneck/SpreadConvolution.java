package lab.obscura.engine.defense.bottleneck;

import java.util.Map;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.LearnedParameters;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.autograd.StoredAdam;

/**
 * A 1×1 convolution from means to spreads, {@code s = W μ + b} at every place. It lies in the state of its part; before anything is
 * learned it is zero.
 *
 * @param weight out × in
 * @param bias 1 × out
 */
record SpreadConvolution(Matrix weight, Matrix bias) {

    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    static SpreadConvolution in(PartState state, int channels) {
        return new SpreadConvolution(
                state.find(WEIGHT).map(Matrix::of).orElseGet(() -> Matrix.zeros(channels, channels)),
                state.find(BIAS).map(Matrix::of).orElseGet(() -> Matrix.zeros(1, channels)));
    }

    /** What derivatives at the spreads mean for what the convolution is made of, added up over places. */
    record Slopes(Matrix weight, Matrix bias) {

        static Slopes none(int channels) {
            return new Slopes(Matrix.zeros(channels, channels), Matrix.zeros(1, channels));
        }

        /** These and others times a factor. */
        Slopes plus(Slopes other, double factor) {
            return new Slopes(sum(weight, other.weight, factor), sum(bias, other.bias, factor));
        }

        private static Matrix sum(Matrix a, Matrix b, double factor) {
            double[] values = a.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += factor * b.values()[i];
            }
            return new Matrix(a.rows(), a.columns(), values);
        }
    }

    private int channels() {
        return bias.columns();
    }

    /** @param means place after place */
    double[] of(float[] means) {
        int channels = channels();
        double[] spreads = new double[means.length];
        for (int place = 0; place < means.length; place += channels) {
            for (int out = 0; out < channels; out++) {
                double sum = bias.values()[out];
                for (int in = 0; in < channels; in++) {
                    sum += weight.values()[out * channels + in] * means[place + in];
                }
                spreads[place + out] = sum;
            }
        }
        return spreads;
    }

    /** The gradient at the means, from the one at the spreads. */
    double[] atMeans(double[] atSpreads) {
        int channels = channels();
        double[] gradient = new double[atSpreads.length];
        for (int place = 0; place < atSpreads.length; place += channels) {
            for (int out = 0; out < channels; out++) {
                for (int in = 0; in < channels; in++) {
                    gradient[place + in] += weight.values()[out * channels + in] * atSpreads[place + out];
                }
            }
        }
        return gradient;
    }

    /** The gradient of weight and bias, from the one at the spreads of these means. */
    Slopes slopes(float[] means, double[] atSpreads) {
        int channels = channels();
        Slopes slopes = Slopes.none(channels);
        for (int place = 0; place < means.length; place += channels) {
            for (int out = 0; out < channels; out++) {
                slopes.bias.values()[out] += atSpreads[place + out];
                for (int in = 0; in < channels; in++) {
                    slopes.weight.values()[out * channels + in] += atSpreads[place + out] * means[place + in];
                }
            }
        }
        return slopes;
    }

    /** One step of Adam; what is learned replaces this in the state. */
    void step(Slopes slopes, double rate, PartState state) {
        StoredAdam.of("", rate)
                .step(
                        new LearnedParameters(Map.of(WEIGHT, weight, BIAS, bias)),
                        Map.of(WEIGHT, slopes.weight, BIAS, slopes.bias),
                        state);
    }
}
