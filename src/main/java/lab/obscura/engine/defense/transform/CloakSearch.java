package lab.obscura.engine.defense.transform;

import java.util.Arrays;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.network.AdamMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.seed.Seeds;

/** The two searches of Cloak, with all weights frozen: how much noise each element bears, then what stands for those not sent. */
final class CloakSearch {

    /** tanh ρ at the start: noise of a tenth of the feature's standard deviation. */
    private static final double START = -0.9;

    /** How long and how fast is learned. */
    record Effort(int epochs, int batchSize, double learningRate) {}

    /** What a search does with one batch. */
    private interface Derivatives {

        double[] of(FeatureBatch batch, Seeds draw, double[] values);
    }

    private final TrainingAccess access;
    private final Effort effort;
    private final double amplitude;
    private final int size;
    private final double scale;
    private final double[] means;

    CloakSearch(TrainingAccess access, Effort effort, double amplitude) {
        this.access = access;
        this.effort = effort;
        this.amplitude = amplitude;
        this.size = access.feature().size();
        float[] first = batch("cloak.start", order("cloak.start", 1), 1, 0).sent();
        this.means = means(first);
        this.scale = deviation(first);
    }

    /** How much noise each element bears, in standard deviations of the feature: between 0 and 2. */
    double[] noise() {
        double[] rho = new double[size];
        Arrays.fill(rho, 0.5 * Math.log((1 + START) / (1 - START)));
        search("cloak.noise", rho, (batch, draw, at) -> {
            float[] noise = draw.stream("draw").gaussians(batch.sent().length, 1);
            float[] sent = batch.sent().clone();
            for (int i = 0; i < sent.length; i++) {
                sent[i] += (float) (scale * (1 + Math.tanh(at[i % size])) * noise[i]);
            }
            float[] gradient = access.judge(sent, batch.labels()).gradient();
            return noiseDerivatives(gradient, noise, at);
        });
        double[] sigma = new double[size];
        for (int d = 0; d < size; d++) {
            sigma[d] = 1 + Math.tanh(rho[d]);
        }
        return sigma;
    }

    /** Of {@code CE − l · mean log σ} by ρ: dσ/dρ = 1 − tanh², d log σ/dρ = 1 − tanh. */
    private double[] noiseDerivatives(float[] gradient, float[] noise, double[] rho) {
        double[] derivatives = new double[size];
        for (int i = 0; i < gradient.length; i++) {
            derivatives[i % size] += scale * gradient[i] * noise[i];
        }
        for (int d = 0; d < size; d++) {
            double tanh = Math.tanh(rho[d]);
            derivatives[d] = derivatives[d] * (1 - tanh * tanh) - amplitude * (1 - tanh) / size;
        }
        return derivatives;
    }

    /** Of the noise that elements bear, in the feature's own unit. */
    double[] scaled(double[] noise) {
        return Arrays.stream(noise).map(sigma -> scale * sigma).toArray();
    }

    /**
     * What best stands for the elements that are not sent; from the feature's means on.
     *
     * @param kept 1 for elements that are sent
     */
    double[] constants(double[] deviations, double[] kept) {
        double[] constants = means.clone();
        search("cloak.constants", constants, (batch, draw, at) -> {
            float[] sent = draw.stream("draw").gaussians(batch.sent().length, 1);
            for (int i = 0; i < sent.length; i++) {
                int d = i % size;
                sent[i] = (float) (kept[d] == 1 ? batch.sent()[i] + deviations[d] * sent[i] : at[d]);
            }
            float[] gradient = access.judge(sent, batch.labels()).gradient();
            double[] derivatives = new double[size];
            for (int i = 0; i < gradient.length; i++) {
                derivatives[i % size] += (1 - kept[i % size]) * gradient[i];
            }
            return derivatives;
        });
        return constants;
    }

    /** Adam on these values, which it changes. */
    private void search(String name, double[] values, Derivatives derivatives) {
        var how = OptimizerStep.Adam.of(effort.learningRate(), 0);
        var moments = new AdamMoments(size);
        long step = 0;
        for (int epoch = 1; epoch <= effort.epochs(); epoch++) {
            int[] order = order(name, epoch);
            for (int from = 0; from + batchSize() <= order.length; from += batchSize()) {
                access.checkStop();
                FeatureBatch batch = batch(name, order, epoch, from);
                step++;
                Seeds draw = access.seeds().family(name, epoch, from);
                double[] falls = moments.step(how, step, derivatives.of(batch, draw, values));
                for (int d = 0; d < size; d++) {
                    values[d] -= falls[d];
                }
            }
        }
    }

    private int batchSize() {
        return Math.min(effort.batchSize(), access.count(TrainingAccess.Source.TRAINING));
    }

    private int[] order(String name, int epoch) {
        return access.seeds().stream(name + ".shuffle", epoch)
                .permutation(access.count(TrainingAccess.Source.TRAINING));
    }

    private FeatureBatch batch(String name, int[] order, int epoch, int from) {
        int[] places = Arrays.copyOfRange(order, from, from + batchSize());
        return access.ask(TrainingAccess.Source.TRAINING, places, access.seeds().family(name + ".batch", epoch, from));
    }

    private double[] means(float[] features) {
        double[] sums = new double[size];
        for (int i = 0; i < features.length; i++) {
            sums[i % size] += features[i];
        }
        return Arrays.stream(sums).map(sum -> sum * size / features.length).toArray();
    }

    /** Of all values together; 1 when all are alike. */
    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        double variance = squares / values.length - mean * mean;
        return variance > 1e-12 ? Math.sqrt(variance) : 1;
    }
}
