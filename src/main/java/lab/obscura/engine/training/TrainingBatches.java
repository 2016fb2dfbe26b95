package lab.obscura.engine.training;

import java.util.Arrays;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.LabeledImages;
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

    public TrainingBatches(LabeledImages images, Augmentation augmentation, int batchSize, Seeds seeds) {
        this.images = images;
        this.augmentation = augmentation;
        this.batchSize = Math.min(batchSize, images.count());
        this.seeds = seeds;
    }

    /**
     * One batch.
     *
     * @param pixels in [0, 1], image after image
     */
    public record Batch(float[] pixels, int[] labels) {

        public int count() {
            return labels.length;
        }
    }

    public int batchSize() {
        return batchSize;
    }

    public int perEpoch() {
        return images.count() / batchSize;
    }

    /** One epoch, batch by batch, under a name of its own: other names see other crops. */
    public Epoch epoch(String purpose, int epoch) {
        return new Epoch(
                purpose, epoch, seeds.stream(purpose + ".shuffle", epoch).permutation(images.count()));
    }

    /** The order of one epoch. */
    public final class Epoch {

        private final String purpose;
        private final int epoch;
        private final int[] order;

        private Epoch(String purpose, int epoch, int[] order) {
            this.purpose = purpose;
            this.epoch = epoch;
            this.order = order;
        }

        /** @param position counted from 0 */
        public Batch batch(int position) {
            int[] chosen = Arrays.copyOfRange(order, position * batchSize, (position + 1) * batchSize);
            float[] pixels = new float[batchSize * images.shape().size()];
            int[] labels = new int[batchSize];
            for (int i = 0; i < batchSize; i++) {
                RandomStream random = seeds.stream(purpose + ".augment", epoch, chosen[i]);
                augmentation.augment(
                        images, chosen[i], random, pixels, i * images.shape().size());
                labels[i] = images.label(chosen[i]);
            }
            return new Batch(pixels, labels);
        }
    }
}
