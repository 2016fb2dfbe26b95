package lab.obscura.engine.leakage;

import java.util.Arrays;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The network of a {@link NormalGuess}, and how the estimator trains it and reads it off. */
record ClubGuess(Network network, double learningRate) {

    private static final int TEST_BATCH = 200;

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
                sum += NormalGuess.likelihood(HostArrays.values(output), HostArrays.values(x), channels, gradient)
                        / batches;
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

    /** The bound on pairs: the mean over all others is exact, through their first two moments. */
    double bound(Samples test) {
        int size = test.inputShape().size();
        int count = test.count();
        var moments = NormalGuess.Moments.of(test.x(), size);
        double sum = 0;
        for (int from = 0; from < count; from += TEST_BATCH) {
            int start = from;
            int[] places = new int[Math.min(TEST_BATCH, count - from)];
            Arrays.setAll(places, i -> start + i);
            float[] x = Arrays.copyOfRange(test.x(), from * size, (from + places.length) * size);
            try (INDArray z = test.features(places)) {
                float[] output = HostArrays.values(network.forward(z, Pass.eval()));
                sum += NormalGuess.contrast(
                        output, x, moments, test.inputShape().channels(), new float[output.length]);
            }
        }
        return sum / count;
    }
}
