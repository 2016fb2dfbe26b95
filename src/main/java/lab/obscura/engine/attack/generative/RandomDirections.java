package lab.obscura.engine.attack.generative;

import java.util.function.IntFunction;
import lab.obscura.engine.seed.RandomStream;

/**
 * A gradient from values alone, by steps in random directions: {@code 1/q · Σ_v (L(x + μv) − L(x − μv)) / 2μ · v} with normal v, for each
 * image its own. Right on average up to μ²; its spread falls as {@code sqrt(values / q)}.
 *
 * @param count q
 * @param distance μ
 */
record RandomDirections(int count, double distance) {

    /** Asks for the losses of images, one each. */
    interface Question {

        double[] losses(float[] images);
    }

    /**
     * The gradient at images.
     *
     * @param asked by the number of the question, from 0, so that each may have randomness of its own
     */
    float[] gradient(float[] images, IntFunction<Question> asked, RandomStream random) {
        float[] gradient = new float[images.length];
        for (int k = 0; k < count; k++) {
            float[] direction = random.gaussians(images.length, 1);
            double[] ahead = asked.apply(2 * k).losses(moved(images, direction, distance));
            double[] behind = asked.apply(2 * k + 1).losses(moved(images, direction, -distance));
            int size = images.length / ahead.length;
            for (int i = 0; i < images.length; i++) {
                double slope = (ahead[i / size] - behind[i / size]) / (2 * distance);
                gradient[i] += (float) (slope * direction[i] / count);
            }
        }
        return gradient;
    }

    private static float[] moved(float[] images, float[] direction, double by) {
        float[] moved = new float[images.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (images[i] + by * direction[i]);
        }
        return moved;
    }
}
