package lab.obscura.engine.leakage;

import java.util.Arrays;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;

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
            try (Batch z = train.features(places);
                    Batch x = train.inputs(places)) {
                Batch output = network.forward(z, Pass.eval());
                float[] gradient = new float[output.count() * output.shape().size()];
                int channels = train.inputShape().channels();
                sum += NormalGuess.likelihood(output.values(), x.values(), channels, gradient) / batches;
                try (Batch derivatives = Batch.of(gradient, output.shape())) {
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
            try (Batch z = test.features(places)) {
                float[] output = network.forward(z, Pass.eval()).values();
                sum += NormalGuess.contrast(
                        output, x, moments, test.inputShape().channels(), new float[output.length]);
            }
        }
        return sum / count;
    }
}
