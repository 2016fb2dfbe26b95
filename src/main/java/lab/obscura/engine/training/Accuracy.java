package lab.obscura.engine.training;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.KeptImages;
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

    /**
     * The same of images that an engine keeps: only what a defense reads comes to the host, and all losses in one copy.
     *
     * @param kept the same images; empty where the engine's memory is the host's
     */
    static Accuracy of(SplitNetwork network, LabeledImages images, Optional<KeptImages> kept, Seeds seeds) {
        return kept.map(there -> there(network, images, there, seeds)).orElseGet(() -> of(network, images, seeds));
    }

    private static Accuracy there(SplitNetwork network, LabeledImages images, KeptImages kept, Seeds seeds) {
        var losses = new ArrayList<BatchLoss>();
        for (int from = 0; from < images.count(); from += BATCH) {
            int to = Math.min(images.count(), from + BATCH);
            try (Batch input = kept.batch(
                    IntStream.range(from, to).mapToObj(Variation::none).toList())) {
                losses.add(loss(network, images, input, from, seeds.family("accuracy", from)));
            }
        }
        long correct = 0;
        double loss = 0;
        for (int batch = 0; batch < losses.size(); batch++) { // behind the last one: one look brings them all
            BatchLoss.Numbers numbers = losses.get(batch).numbers();
            correct += numbers.correct();
            loss += Math.min(BATCH, images.count() - batch * BATCH) * numbers.loss();
        }
        return new Accuracy((double) correct / images.count(), loss / images.count());
    }

    private static BatchLoss loss(SplitNetwork network, LabeledImages images, Batch input, int from, Seeds seeds) {
        int to = from + input.count();
        Batch feature = network.edge().forward(input, Pass.eval());
        var clean = new Features(
                network.feature(),
                input.count(),
                feature::values,
                network.spec().input(),
                () -> pixels(images, from, to));
        Sent sent = network.live().send(clean, Moment.VALIDATION, seeds);
        try (Sent.Way way = Passage.way(network, feature, sent)) {
            int[] labels = IntStream.range(from, to).map(images::label).toArray();
            BatchLoss loss = network.work().crossEntropy(network.tail().forward(way.sent(), Pass.eval()), labels, 0, 1);
            loss.gradient().close();
            return loss;
        }
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
        return network.features(pixels(images, from, to), to - from);
    }

    private static float[] pixels(LabeledImages images, int from, int to) {
        int size = images.shape().size();
        float[] pixels = new float[(to - from) * size];
        for (int i = from; i < to; i++) {
            images.copyTo(i, pixels, (i - from) * size);
        }
        return pixels;
    }
}
