package lab.obscura.engine.attack.generative;

import java.util.Arrays;
import lab.obscura.engine.attack.QueriedEncoder;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.seed.Seeds;

/** {@code mean (f(u) − z)²} over a batch of images u, with its gradient at the images: computed or guessed. */
interface FeatureDistance {

    /**
     * @param images in [0, 1]
     * @param received a feature for each
     * @param iteration decides whatever is random
     */
    LossGradient at(float[] images, float[] received, int iteration);

    /** With the encoder's weights. */
    static FeatureDistance through(WhiteBoxEncoder encoder) {
        return (images, received, iteration) -> {
            int count = received.length / encoder.feature().size();
            float[] features = encoder.clean(images, count);
            float[] gradient = new float[features.length];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = 2 * (features[i] - received[i]) / features.length;
            }
            return new LossGradient(mean(each(features, received, count)), encoder.gradient(gradient));
        };
    }

    /** By queries: every one has the defense's randomness of its own, as the device has. */
    static FeatureDistance queried(QueriedEncoder device, RandomDirections directions, Seeds seeds) {
        return (images, received, iteration) -> {
            int count = received.length / device.feature().size();
            float[] gradient = directions.gradient(
                    images,
                    question -> at ->
                            each(device.sent(at, count, seeds.family("queries", iteration, question)), received, count),
                    seeds.stream("directions", iteration));
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= count;
            }
            float[] here = device.sent(images, count, seeds.family("queries.here", iteration));
            return new LossGradient(mean(each(here, received, count)), gradient);
        };
    }

    /** Image by image, in double precision: differences of close values are taken of it. */
    private static double[] each(float[] features, float[] received, int count) {
        double[] losses = new double[count];
        int size = features.length / count;
        for (int i = 0; i < features.length; i++) {
            double difference = (double) features[i] - received[i];
            losses[i / size] += difference * difference / size;
        }
        return losses;
    }

    private static double mean(double[] losses) {
        return Arrays.stream(losses).average().orElseThrow();
    }
}
