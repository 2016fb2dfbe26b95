package lab.obscura.engine.training;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
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
     * @param places of these images among the training images; none where nobody knows
     * @param attributes of these images, where they have some
     */
    public record Batch(float[] pixels, int[] labels, int[] places, Attributes attributes) {

        /** Of images of which no more is known. */
        public Batch(float[] pixels, int[] labels) {
            this(pixels, labels, new int[0], Attributes.NONE);
        }

        public int count() {
            return labels.length;
        }

        /** One image of it. */
        Batch only(int image) {
            int size = pixels.length / labels.length;
            return new Batch(
                    Arrays.copyOfRange(pixels, image * size, (image + 1) * size),
                    new int[] {labels[image]},
                    places.length == 0 ? places : new int[] {places[image]},
                    attributes.select(new int[] {image}));
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

        /** @param position counted from 0 */
        public Batch batch(int position) {
            int[] chosen = order.apply(position);
            float[] pixels = new float[chosen.length * images.shape().size()];
            int[] labels = new int[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                RandomStream random = seeds.stream(purpose + ".augment", epoch, chosen[i]);
                augmentation.augment(
                        images, chosen[i], random, pixels, i * images.shape().size());
                labels[i] = images.label(chosen[i]);
            }
            return new Batch(pixels, labels, chosen, images.attributes().select(chosen));
        }
    }
}
