package lab.obscura.engine.attack.decoder;

import java.util.Arrays;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * A critic D that tells real images from drawn ones, with a gradient penalty (WGAN-GP): {@code mean D(drawn) − mean D(real) + weight · mean
 * (|∇D(x̂)| − 1)²} at random places x̂ between them. D of an image is the mean of its scores.
 *
 * <p>The penalty's gradient is that of {@code Σ 2 (|g| − 1) · v·∇D(x̂)} with {@code g = ∇D(x̂)} and its direction {@code v = g / |g|} held
 * constant. {@code v·∇D(x̂)} is taken as {@code (D(x̂ + h v) − D(x̂ − h v)) / 2h}, so that first derivatives are enough; between two kinks
 * of the network that is no approximation.
 */
record WassersteinCritic(Network network, double weight) {

    /** Half the length of the segment, in pixels of an image from 0 to 1: far above rounding, far below what an image is long. */
    private static final double REACH = 0.05;

    /**
     * One step.
     *
     * @return the loss before it
     */
    double step(float[] real, float[] drawn, RandomStream mixing, OptimizerStep how) {
        double loss = addGradient(real, drawn, mixing);
        network.update(how);
        return loss;
    }

    /** Adds the loss's gradient to the network's and returns the loss. */
    double addGradient(float[] real, float[] drawn, RandomStream mixing) {
        int count = real.length / network.input().size();
        double[] pull = new double[2 * count];
        for (int i = 0; i < pull.length; i++) {
            pull[i] = (i < count ? 1.0 : -1.0) / count;
        }
        double[] scores = pass(joined(drawn, real), pull, Wanted.PARAMETERS).scores();
        double loss = 0;
        for (int i = 0; i < pull.length; i++) {
            loss += pull[i] * scores[i];
        }
        return loss + addPenalty(between(real, drawn, mixing));
    }

    /** Adds the gradient of the penalty at these images and returns it. */
    double addPenalty(float[] images) {
        int size = network.input().size();
        int count = images.length / size;
        float[] gradients = imageGradients(images);
        float[] ends = joined(images, images);
        double[] pull = new double[2 * count];
        double penalty = 0;
        for (int i = 0; i < count; i++) {
            double norm = norm(gradients, i * size, size);
            penalty += weight * (norm - 1) * (norm - 1) / count;
            for (int j = 0; j < size && norm > 0; j++) {
                double away = REACH * gradients[i * size + j] / norm;
                ends[i * size + j] += (float) away;
                ends[(count + i) * size + j] -= (float) away;
            }
            pull[i] = 2 * weight * (norm - 1) / count / (2 * REACH);
            pull[count + i] = -pull[i];
        }
        pass(ends, pull, Wanted.PARAMETERS);
        return penalty;
    }

    /** The gradient of {@code −mean D} at drawn images: away from it they look more real. */
    float[] gradientAtDrawn(float[] drawn) {
        int count = drawn.length / network.input().size();
        float[] gradient = imageGradients(drawn);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= -count;
        }
        return gradient;
    }

    /** The gradient of each image's own score. */
    float[] imageGradients(float[] images) {
        double[] pull = new double[images.length / network.input().size()];
        Arrays.fill(pull, 1);
        return pass(images, pull, Wanted.INPUT).atImages();
    }

    /** What it thinks of images: the higher, the more real. */
    double[] scores(float[] images) {
        return pass(images, new double[images.length / network.input().size()], Wanted.INPUT)
                .scores();
    }

    /**
     * Forward and back.
     *
     * @param atImages empty unless wanted
     */
    private record Passed(double[] scores, float[] atImages) {}

    /** @param pull derivative of a loss by each image's score */
    private Passed pass(float[] images, double[] pull, Wanted wanted) {
        ImageShape shape = network.input();
        int each = network.output().size();
        try (Batch input = Batch.of(images, shape)) {
            Batch output = network.forward(input, Pass.train(new Seeds(0)));
            float[] windows = output.values();
            double[] scores = new double[pull.length];
            for (int i = 0; i < windows.length; i++) {
                scores[i / each] += (double) windows[i] / each;
                windows[i] = (float) (pull[i / each] / each);
            }
            try (Batch atScores = Batch.of(windows, output.shape())) {
                Batch atImages = network.backward(atScores, wanted);
                return new Passed(scores, wanted.input() ? atImages.values() : new float[0]);
            }
        }
    }

    /** Each at a random share of the way from a drawn to a real image. */
    private float[] between(float[] real, float[] drawn, RandomStream mixing) {
        int size = network.input().size();
        float[] mixed = new float[real.length];
        double share = 0;
        for (int i = 0; i < mixed.length; i++) {
            share = i % size == 0 ? mixing.nextDouble() : share;
            mixed[i] = (float) (share * real[i] + (1 - share) * drawn[i]);
        }
        return mixed;
    }

    private static double norm(float[] values, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }

    private static float[] joined(float[] first, float[] then) {
        float[] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }
}
