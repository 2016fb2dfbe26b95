package lab.obscura.engine.attack.generative;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import lab.obscura.engine.attack.QueriedEncoder;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.attack.inversion.GradientSearch.LossGradient;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.seed.Seeds;

/** {@code mean (f(u) − z)²} over a batch of images u, with its gradient at the images: computed or guessed. */
interface FeatureDistance {

    /**
     * @param images in [0, 1]
     * @param received a feature for each
     * @param iteration decides whatever is random
     */
    LossGradient at(float[] images, float[] received, int iteration);

    /**
     * The same where an engine keeps the images.
     *
     * @param received features on the host
     * @return the distance alone, with its gradient at the images, which the encoder keeps; empty where nobody knows the weights
     */
    default Optional<There> there(ResidentWork work, Batch images, float[] received) {
        return Optional.empty();
    }

    /** A distance, and its gradient at the images: valid until the encoder's next answer. */
    record There(DoubleSupplier distance, Batch gradient) {}

    /** With the encoder's weights. */
    static FeatureDistance through(WhiteBoxEncoder encoder) {
        return new FeatureDistance() {

            @Override
            public LossGradient at(float[] images, float[] received, int iteration) {
                return onHost(encoder, images, received);
            }

            @Override
            public Optional<There> there(ResidentWork work, Batch images, float[] received) {
                Batch features = encoder.clean(images);
                Derived distance = work.derive(
                        List.of(features),
                        (constants, at) -> List.of(at.get(0)
                                .minus(constants.of(received, features.shape()))
                                .square()
                                .mean()));
                try (Batch atFeatures = distance.gradient()) {
                    return Optional.of(new There(() -> distance.number(0), encoder.gradient(atFeatures)));
                }
            }
        };
    }

    private static LossGradient onHost(WhiteBoxEncoder encoder, float[] images, float[] received) {
        int count = received.length / encoder.feature().size();
        float[] features = encoder.clean(images, count);
        float[] gradient = new float[features.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = 2 * (features[i] - received[i]) / features.length;
        }
        return new LossGradient(mean(each(features, received, count)), encoder.gradient(gradient));
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
