package lab.obscura.engine.leakage;

import java.util.Arrays;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * Trains a statistics network on pairs and reads the bound off pairs that it never saw.
 *
 * @param series name of the curve
 */
record MutualInformation(StatisticsNetwork network, Samples train, Samples test, Seeds seeds, String series) {

    /** Shufflings of the test pairs: the second term needs many to be exact. */
    private static final int SHUFFLES = 8;

    private static final int TEST_BATCH = 256;

    /** One epoch over all training pairs; returns the mean bound of its batches. */
    double epoch(int epoch, int batchSize, double rate, DonskerVaradhan bound, RunContext context) {
        int size = Math.min(batchSize, train.count());
        int batches = train.count() / size;
        RandomStream random = seeds.stream("epoch", epoch);
        int[] order = random.permutation(train.count());
        double sum = 0;
        for (int batch = 0; batch < batches; batch++) {
            context.checkStop();
            int[] places = Arrays.copyOfRange(order, batch * size, (batch + 1) * size);
            try (Batch x = train.inputs(places);
                    Batch z = train.features(places)) {
                var answer = network.forward(x, z, random.permutation(size));
                var step = bound.step(answer.joint(), answer.marginal());
                network.learn(step, rate);
                sum += step.value() / batches;
            }
        }
        if (!Double.isFinite(sum)) {
            throw new TrainingDivergedException("The bound on mutual information", epoch, epoch * batches, rate);
        }
        context.point(series, epoch, sum);
        return sum;
    }

    /** The bound on all test pairs, one logarithm for all shufflings. */
    double onTest() {
        int n = test.count();
        float[] joint = new float[n];
        float[] marginal = new float[SHUFFLES * n];
        RandomStream random = seeds.stream("test");
        int[] order = random.permutation(n);
        int done = 0;
        for (int from = 0; from < n; from += TEST_BATCH) {
            int[] places = Arrays.copyOfRange(order, from, Math.min(n, from + TEST_BATCH));
            try (Batch x = test.inputs(places);
                    Batch z = test.features(places)) {
                for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
                    var answer = network.forward(x, z, random.permutation(places.length));
                    System.arraycopy(answer.joint(), 0, joint, from, places.length);
                    System.arraycopy(answer.marginal(), 0, marginal, done, places.length);
                    done += places.length;
                }
            }
        }
        return DonskerVaradhan.value(joint, marginal);
    }

    /** The mean of the bounds of batches, as papers print it. */
    double meanOfBatches(int batchSize) {
        int n = test.count();
        RandomStream random = seeds.stream("test");
        int[] order = random.permutation(n);
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < n; from += batchSize) {
            int[] places = Arrays.copyOfRange(order, from, Math.min(n, from + batchSize));
            try (Batch x = test.inputs(places);
                    Batch z = test.features(places)) {
                var answer = network.forward(x, z, random.permutation(places.length));
                sum += DonskerVaradhan.value(answer.joint(), answer.marginal());
                batches++;
            }
        }
        return sum / batches;
    }
}
