package lab.obscura.engine.leakage;

import java.util.Arrays;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The normal guess of CLUB: a network whose outputs are, for every pixel, first the means of its channels, then what becomes the
 * logarithms of their variances: {@code 10 tanh(o / 10)}, which leaves all but absurd values as they are. A narrower limit would make the
 * guess vaguer than what is known, and then the result is no upper bound any more.
 */
record ClubGuess(Network network, double learningRate) {

    private static final int TEST_BATCH = 200;

    /** No logarithm of a variance lies further from 0; a perfect guess would make it −∞. */
    private static final double FARTHEST = 10;

    /** One epoch of maximum likelihood: {@code mean_i,d ((μ − x)² / exp(v) + v)}. */
    double epoch(Samples train, int batchSize, Seeds seeds, int epoch, RunContext context) {
        int batches = train.count() / batchSize;
        int[] order = seeds.stream("shuffle").permutation(train.count());
        double sum = 0;
        for (int batch = 0; batch < batches; batch++) {
            context.checkStop();
            int[] places = Arrays.copyOfRange(order, batch * batchSize, (batch + 1) * batchSize);
            try (INDArray z = train.features(places);
                    INDArray x = train.inputs(places)) {
                INDArray output = network.forward(z, Pass.eval());
                float[] gradient = new float[(int) output.length()];
                int channels = train.inputShape().channels();
                sum += likelihood(HostArrays.values(output), HostArrays.values(x), channels, gradient) / batches;
                try (INDArray derivatives = HostArrays.array(gradient, output.shape())) {
                    network.backward(derivatives, Wanted.PARAMETERS);
                }
                network.update(OptimizerStep.Adam.of(learningRate, 0));
            }
        }
        if (!Double.isFinite(sum)) {
            throw new TrainingDivergedException("CLUB's likelihood", epoch, epoch * batches, learningRate);
        }
        return sum;
    }

    /** The loss, and its gradient at the network's outputs. */
    static double likelihood(float[] output, float[] x, int channels, float[] gradient) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            int mean = i / channels * 2 * channels + i % channels;
            double logVariance = logVariance(output[mean + channels]);
            double precision = Math.exp(-logVariance);
            double difference = output[mean] - x[i];
            sum += difference * difference * precision + logVariance;
            gradient[mean] = (float) (2 * difference * precision / x.length);
            double derivative = 1 - difference * difference * precision;
            gradient[mean + channels] = (float) (derivative * (1 - Math.pow(logVariance / FARTHEST, 2)) / x.length);
        }
        return sum / x.length;
    }

    private static double logVariance(double output) {
        return FARTHEST * Math.tanh(output / FARTHEST);
    }

    /** The bound on pairs: the mean over all others is exact, through their first two moments. */
    double bound(Samples test) {
        int size = test.inputShape().size();
        int channels = test.inputShape().channels();
        int count = test.count();
        double[] first = new double[size];
        double[] second = new double[size];
        for (int i = 0; i < test.x().length; i++) {
            first[i % size] += test.x()[i] / (double) count;
            second[i % size] += (double) test.x()[i] * test.x()[i] / count;
        }
        double sum = 0;
        for (int from = 0; from < count; from += TEST_BATCH) {
            int start = from;
            int[] places = new int[Math.min(TEST_BATCH, count - from)];
            Arrays.setAll(places, i -> start + i);
            try (INDArray z = test.features(places)) {
                float[] output = HostArrays.values(network.forward(z, Pass.eval()));
                for (int i = 0; i < places.length * size; i++) {
                    int place = i / channels * 2 * channels + i % channels;
                    double mean = output[place];
                    double right = mean - test.x()[from * size + i];
                    double others = mean * mean - 2 * mean * first[i % size] + second[i % size];
                    sum += (others - right * right) / (2 * Math.exp(logVariance(output[place + channels])));
                }
            }
        }
        return sum / count;
    }
}
