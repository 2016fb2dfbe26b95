package lab.obscura.engine.defense.penalty;

import java.util.Arrays;
import java.util.Optional;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.ResidentBatch;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * Correlation between the channels of a feature: small when no channel can be told from another, so that redundancy, which helps a
 * decoder, is gone.
 *
 * <p>Cheap for few channels (their number squared times the feature's size). Every channel correlates with itself, so with C channels
 * the value cannot fall below about 1/C; a feature of one row and one column has nothing to correlate and is refused.
 *
 * <p>For each sample {@code r_ab = cov_ab / (s_a s_b + 1e-12)}, cov over the N places divided by N and s by N − 1, and the mean of
 * {@code r_ab²} over samples and all pairs, a = b included; {@code docs/methods/penalties.md#channel-correlation}. Paper: Liu et al.
 * (SiftFunnel), 2025.
 */
public final class ChannelCorrelation implements Penalty {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(0.6)
            .describedAs("Share of the penalty in the loss; SiftFunnel has 0.6");

    /** Line of the catalog. */
    public static final Info INFO = Info.of("channel-correlation", "Channel correlation (Pearson)")
            .describedAs("Makes the channels of a feature tell little about each other")
            .from("Liu et al., SiftFunnel, 2025")
            .with(WEIGHT);

    private static final double EPSILON = 1e-12;

    private final double weight;

    public ChannelCorrelation(SettingsReader settings) {
        this.weight = settings.get(WEIGHT);
    }

    @Override
    public Info info() {
        return INFO;
    }

    /** A mean over images, each of which stands for itself. */
    @Override
    public boolean keepsImagesApart() {
        return true;
    }

    @Override
    public Optional<String> objection(SplitSpec network) {
        boolean point = network.feature().height() * network.feature().width() == 1;
        return point
                ? Optional.of("each channel of the feature " + network.feature()
                        + " is one value, which correlates with nothing; choose an earlier cut layer or larger images")
                : Optional.empty();
    }

    @Override
    public PenaltyValue at(FeatureBatch batch, PartState state) {
        if (weight == 0) {
            return PenaltyValue.none();
        }
        int channels = batch.feature().channels();
        int places = batch.size() / channels;
        return ResidentBatch.of(batch, state)
                .map(there ->
                        there.penalty(weight, (constants, z) -> correlation(z.shaped(batch.count(), channels, places))))
                .orElseGet(() -> onHost(batch, channels, places));
    }

    /** As {@link Planes}: mean over samples × channels × channels of the squared correlations. */
    private static Quantity correlation(Quantity planes) {
        int places = (int) planes.shape()[2];
        Quantity y = planes.minus(planes.mean(2));
        Quantity variance = y.square().sum(2).times(1.0 / (places - 1));
        Quantity varies = variance.isPositive();
        // A channel that is constant has no direction in which it would correlate: the root is taken of 1 there.
        // Elsewhere 0 is added, and not −1 and then 1: that would round a small variance to 0.
        Quantity deviation = variance.plus(varies.times(-1).plus(1)).root().times(varies);
        Quantity scale = deviation.product(deviation.turned()).plus(EPSILON);
        return y.product(y.turned()).times(1.0 / places).over(scale).square().mean();
    }

    private PenaltyValue onHost(FeatureBatch batch, int channels, int places) {
        float[] gradient = new float[batch.clean().length];
        double sum = 0;
        for (int sample = 0; sample < batch.count(); sample++) {
            var planes = new Planes(batch.clean(), sample * batch.size(), channels, places);
            sum += planes.meanSquare();
            planes.addGradient(gradient, weight / batch.count());
        }
        return new PenaltyValue(sum / batch.count(), gradient);
    }

    /** The channels of one sample, each around its mean. */
    private static final class Planes {

        private final int from;
        private final int channels;
        private final int places;
        private final double[][] y;
        private final double[] deviation;
        private final double[][] covariance;

        Planes(float[] values, int from, int channels, int places) {
            this.from = from;
            this.channels = channels;
            this.places = places;
            this.y = new double[channels][places];
            this.deviation = new double[channels];
            this.covariance = new double[channels][channels];
            for (int a = 0; a < channels; a++) {
                center(values, a);
                for (int b = 0; b <= a; b++) {
                    double sum = 0;
                    for (int p = 0; p < places; p++) {
                        sum += y[a][p] * y[b][p];
                    }
                    covariance[a][b] = sum / places;
                    covariance[b][a] = covariance[a][b];
                }
                deviation[a] = Math.sqrt(covariance[a][a] * places / (places - 1));
            }
        }

        private void center(float[] values, int channel) {
            double mean = 0;
            for (int p = 0; p < places; p++) {
                y[channel][p] = values[from + p * channels + channel];
                mean += y[channel][p] / places;
            }
            for (int p = 0; p < places; p++) {
                y[channel][p] -= mean;
            }
        }

        private double scale(int a, int b) {
            return deviation[a] * deviation[b] + EPSILON;
        }

        double meanSquare() {
            double sum = 0;
            for (int a = 0; a < channels; a++) {
                for (int b = 0; b < channels; b++) {
                    double r = covariance[a][b] / scale(a, b);
                    sum += r * r;
                }
            }
            return sum / (channels * channels);
        }

        /**
         * Every pair counts twice, as (a, b) and as (b, a), and the pair (a, a) moves on both sides. A channel that is constant has no
         * direction in which it would correlate.
         */
        void addGradient(float[] gradient, double weight) {
            double[] step = new double[places];
            for (int a = 0; a < channels; a++) {
                Arrays.fill(step, 0);
                for (int b = 0; b < channels && deviation[a] > 0; b++) {
                    double scale = scale(a, b);
                    double r = covariance[a][b] / scale;
                    double factor = 4 * r / (channels * channels);
                    double ofOther = factor / (places * scale);
                    double ofOwn = factor * r * deviation[b] / (scale * (places - 1) * deviation[a]);
                    for (int p = 0; p < places; p++) {
                        step[p] += ofOther * y[b][p] - ofOwn * y[a][p];
                    }
                }
                for (int p = 0; p < places; p++) {
                    gradient[from + p * channels + a] += (float) (weight * step[p]);
                }
            }
        }
    }
}
