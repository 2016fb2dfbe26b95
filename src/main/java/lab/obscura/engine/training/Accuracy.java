package lab.obscura.engine.training;

import java.util.stream.IntStream;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.seed.Seeds;

/**
 * How well the cloud classifies from what is sent, in EVAL mode, with the defense's randomness on.
 *
 * @param accuracy share of images classified rightly, in [0, 1]
 * @param loss mean cross entropy; NaN or infinite when the network has left the finite numbers
 */
public record Accuracy(double accuracy, double loss) {

    private static final int BATCH = 200;

    /** One draw of the defense's randomness per image. */
    public static Accuracy of(SplitNetwork network, LabeledImages images, Seeds seeds) {
        int correct = 0;
        double loss = 0;
        int size = images.shape().size();
        for (int from = 0; from < images.count(); from += BATCH) {
            int n = Math.min(BATCH, images.count() - from);
            float[] pixels = new float[n * size];
            for (int i = 0; i < n; i++) {
                images.copyTo(from + i, pixels, i * size);
            }
            float[] sent = network.sent(network.features(pixels, n), Moment.VALIDATION, seeds.family("accuracy", from));
            int start = from;
            int[] labels =
                    IntStream.range(0, n).map(i -> images.label(start + i)).toArray();
            var result = CrossEntropy.of(network.logits(sent, n), labels);
            correct += result.correct();
            loss += n * result.loss();
        }
        return new Accuracy((double) correct / images.count(), loss / images.count());
    }
}
