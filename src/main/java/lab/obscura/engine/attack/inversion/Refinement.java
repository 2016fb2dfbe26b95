package lab.obscura.engine.attack.inversion;

import java.util.Arrays;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * Moves images that somebody guessed until their features are nearer to the received ones: {@code min_u weight · mean |f(u) − z|}, the
 * gradient scaled, by a few large steps of Adam from the guess with normal noise on it.
 *
 * @param noise its standard deviation
 * @param scale of the gradient; matters beside the optimizer's epsilon alone
 */
public record Refinement(OptimizerStep optimizer, int steps, double noise, double weight, double scale) {

    /** Adam's epsilon makes the size of a gradient matter, and the published mean is one over a batch of so many images. */
    private static final int PUBLISHED_BATCH = 256;

    /**
     * Refines images batch by batch. One whose feature came no nearer stays as it was guessed.
     *
     * @param guessed in [0, 1], one after the other
     * @param received a feature for each
     * @param curve gets the mean distance of the features, step by step
     */
    public float[] run(
            WhiteBoxEncoder encoder,
            float[] guessed,
            float[] received,
            int batch,
            Seeds seeds,
            Curve curve,
            RunContext context) {
        int size = encoder.feature().size();
        int count = received.length / size;
        int pixels = guessed.length / count;
        float[] refined = new float[guessed.length];
        double[] distances = new double[steps];
        for (int from = 0; from < count; from += batch) {
            int to = Math.min(count, from + batch);
            float[] start = Arrays.copyOfRange(guessed, from * pixels, to * pixels);
            float[] wanted = Arrays.copyOfRange(received, from * size, to * size);
            RunContext share = context.share((double) from / count, (double) to / count);
            var random = seeds.stream("refinement.noise", from);
            float[] moved = moved(encoder, start, wanted, random, distances, share);
            System.arraycopy(better(encoder, start, moved, wanted), 0, refined, from * pixels, moved.length);
        }
        for (int step = 1; step <= steps; step++) {
            curve.tell(step, distances[step - 1] / received.length);
        }
        return refined;
    }

    private float[] moved(
            WhiteBoxEncoder encoder,
            float[] start,
            float[] wanted,
            RandomStream random,
            double[] distances,
            RunContext context) {
        float[] images = start.clone();
        for (int i = 0; i < images.length; i++) {
            images[i] += (float) (noise * random.nextGaussian());
        }
        var moments = new PixelOptimizer(optimizer, images.length);
        for (int step = 0; step < steps; step++) {
            context.checkStop();
            float[] gradient = new float[wanted.length];
            distances[step] += gradient(encoder.clean(images, count(encoder, wanted)), wanted, encoder, gradient);
            moments.step(images, encoder.gradient(gradient));
            context.progress((step + 1.0) / steps);
        }
        for (int i = 0; i < images.length; i++) {
            images[i] = Math.max(0, Math.min(1, images[i]));
        }
        return images;
    }

    /** Fills in the gradient at the features, and returns the sum of their distances. */
    private double gradient(float[] features, float[] wanted, WhiteBoxEncoder encoder, float[] gradient) {
        double share = weight * scale / PUBLISHED_BATCH / encoder.feature().size();
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            double difference = (double) features[i] - wanted[i];
            gradient[i] = (float) (share * Math.signum(difference));
            sum += Math.abs(difference);
        }
        return sum;
    }

    private static float[] better(WhiteBoxEncoder encoder, float[] start, float[] moved, float[] wanted) {
        int count = count(encoder, wanted);
        double[] before = distances(encoder.clean(start, count), wanted, count);
        double[] after = distances(encoder.clean(moved, count), wanted, count);
        float[] better = moved.clone();
        int pixels = moved.length / count;
        for (int i = 0; i < count; i++) {
            if (!(after[i] < before[i])) {
                System.arraycopy(start, i * pixels, better, i * pixels, pixels);
            }
        }
        return better;
    }

    private static double[] distances(float[] features, float[] wanted, int count) {
        double[] distances = new double[count];
        int size = wanted.length / count;
        for (int i = 0; i < features.length; i++) {
            distances[i / size] += Math.abs((double) features[i] - wanted[i]);
        }
        return distances;
    }

    private static int count(WhiteBoxEncoder encoder, float[] wanted) {
        return wanted.length / encoder.feature().size();
    }
}
