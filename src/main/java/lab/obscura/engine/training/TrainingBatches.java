package lab.obscura.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Augmentation.Variation;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/**
 * The batches of a training: reshuffled each epoch, augmented, full ones only (a short last batch is left out; the next epoch
 * shuffles it in). Any batch can be made at any time: its numbers depend on epoch and position alone.
 */
public final class TrainingBatches {

    private final LabeledImages images;
    private final Augmentation augmentation;
    private final int batchSize;
    private final Seeds seeds;
    private final Optional<KeptImages> kept;

    public TrainingBatches(LabeledImages images, Augmentation augmentation, int batchSize, Seeds seeds) {
        this(images, augmentation, Math.min(batchSize, images.count()), seeds, Optional.empty());
    }

    private TrainingBatches(
            LabeledImages images, Augmentation augmentation, int batchSize, Seeds seeds, Optional<KeptImages> kept) {
        this.images = images;
        this.augmentation = augmentation;
        this.batchSize = batchSize;
        this.seeds = seeds;
        this.kept = kept;
    }

    /** The same batches, made of images that an engine keeps where it has some. */
    TrainingBatches of(Optional<KeptImages> images) {
        return new TrainingBatches(this.images, augmentation, batchSize, seeds, images);
    }

    public int batchSize() {
        return batchSize;
    }

    public int perEpoch() {
        return images.count() / batchSize;
    }

    /** One epoch, batch by batch, under a name of its own: other names see other crops. */
    public Epoch epoch(String purpose, int epoch) {
        int[] order = seeds.stream(purpose + ".shuffle", epoch).permutation(images.count());
        return new Epoch(
                purpose,
                epoch,
                position -> Arrays.copyOfRange(order, position * batchSize, (position + 1) * batchSize));
    }

    /**
     * One epoch of batches into which each image comes by a draw of its own, with the probability that makes the batch size what is
     * expected: a batch may be of any size, also empty, and an image may come in several or in none.
     */
    Epoch drawnEpoch(String purpose, int epoch) {
        return new Epoch(purpose, epoch, position -> {
            RandomStream random = seeds.stream(purpose + ".draw", epoch, position);
            double share = (double) batchSize / images.count();
            return IntStream.range(0, images.count())
                    .filter(i -> random.nextDouble() < share)
                    .toArray();
        });
    }

    /** The order of one epoch. */
    public final class Epoch {

        private final String purpose;
        private final int epoch;
        private final IntFunction<int[]> order;

        private Epoch(String purpose, int epoch, IntFunction<int[]> order) {
            this.purpose = purpose;
            this.epoch = epoch;
            this.order = order;
        }

        /**
         * Its pixels are there when it is, unless an engine makes them.
         *
         * @param position counted from 0
         */
        LabeledBatch batch(int position) {
            int[] chosen = order.apply(position);
            List<Variation> variations = Arrays.stream(chosen)
                    .mapToObj(i -> augmentation.drawn(i, seeds.stream(purpose + ".augment", epoch, i)))
                    .toList();
            int[] labels = Arrays.stream(chosen).map(images::label).toArray();
            Attributes attributes = images.attributes().select(chosen);
            return kept.filter(there -> chosen.length > 0)
                    .map(there -> new LabeledBatch(
                            images.shape(),
                            () -> there.batch(variations),
                            () -> pixels(variations),
                            labels,
                            chosen,
                            attributes))
                    .orElseGet(() -> LabeledBatch.of(pixels(variations), images.shape(), labels, chosen, attributes));
        }

        private float[] pixels(List<Variation> variations) {
            int size = images.shape().size();
            float[] pixels = new float[variations.size() * size];
            for (int i = 0; i < variations.size(); i++) {
                Augmentation.write(images, variations.get(i), pixels, i * size);
            }
            return pixels;
        }
    }
}
