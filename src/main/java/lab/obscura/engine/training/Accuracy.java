package lab.obscura.engine.training;

import java.util.stream.IntStream;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.seed.Seeds;

/** Share of images that the cloud classifies rightly from what is sent, in EVAL mode, with the defense's randomness on. */
public final class Accuracy {

    private static final int BATCH = 200;

    private Accuracy() {}

    /** In [0, 1]; one draw of the defense's randomness per image. */
    public static double of(SplitNetwork network, LabeledImages images, Seeds seeds) {
        int correct = 0;
        int size = images.shape().size();
        for (int from = 0; from < images.count(); from += BATCH) {
            int n = Math.min(BATCH, images.count() - from);
            float[] pixels = new float[n * size];
            for (int i = 0; i < n; i++) {
                images.copyTo(from + i, pixels, i * size);
            }
            float[] sent = network.sent(network.cleanFeatures(pixels, n), n, seeds.family("accuracy", from));
            int start = from;
            int[] labels =
                    IntStream.range(0, n).map(i -> images.label(start + i)).toArray();
            correct += CrossEntropy.of(network.logits(sent, n), labels).correct();
        }
        return (double) correct / images.count();
    }
}
