package lab.obscura.engine.training;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.seed.Seeds;

/**
 * How well the cloud classifies from what is sent, in EVAL mode, with the defense's randomness on.
 *
 * @param accuracy share of images classified rightly, in [0, 1]
 * @param loss mean cross entropy; NaN or infinite when the network has left the finite numbers
 */
public record Accuracy(double accuracy, double loss) {

    private static final int BATCH = 200;

    /** Features before any transform of the images from {@code from} (inclusive) to {@code to} (exclusive). */
    public interface CleanFeatures {

        Features of(int from, int to);
    }

    /** One draw of the defense's randomness per image. */
    public static Accuracy of(SplitNetwork network, LabeledImages images, Seeds seeds) {
        return of(network, images, (from, to) -> features(network, images, from, to), seeds);
    }

    /** The same when the edge was asked before: only the defense draws again, and the cloud answers. */
    public static Accuracy of(SplitNetwork network, LabeledImages images, CleanFeatures clean, Seeds seeds) {
        int correct = 0;
        double loss = 0;
        for (int from = 0; from < images.count(); from += BATCH) {
            int n = Math.min(BATCH, images.count() - from);
            float[] sent = network.sent(clean.of(from, from + n), Moment.VALIDATION, seeds.family("accuracy", from));
            int[] labels = IntStream.range(from, from + n).map(images::label).toArray();
            var result = CrossEntropy.of(network.logits(sent, n), labels);
            correct += result.correct();
            loss += n * result.loss();
        }
        return new Accuracy((double) correct / images.count(), loss / images.count());
    }

    private static Features features(SplitNetwork network, LabeledImages images, int from, int to) {
        int size = images.shape().size();
        float[] pixels = new float[(to - from) * size];
        for (int i = from; i < to; i++) {
            images.copyTo(i, pixels, (i - from) * size);
        }
        return network.features(pixels, to - from);
    }
}
