package lab.obscura.engine.data;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ClassOrder;
import lab.obscura.engine.data.sources.StoredImages;
import lab.obscura.engine.data.sources.StoredImages.Half;

/** Which of the stored images make up the training and the test split, and in which order. */
record Arrangement(Part train, Part test) {

    /**
     * One split.
     *
     * @param half where its images are stored
     * @param places of its images there, in the order of the split
     * @param labels of its images
     */
    record Part(Half half, int[] places, int[] labels) {

        private static Part mixed(Half half, int[] places, int[] allLabels) {
            int[] labels = labels(places, allLabels);
            int[] order =
                    IntStream.of(ClassOrder.mixed(labels)).map(i -> places[i]).toArray();
            return new Part(half, order, labels(order, allLabels));
        }

        private static int[] labels(int[] places, int[] allLabels) {
            return IntStream.of(places).map(place -> allLabels[place]).toArray();
        }

        int count() {
            return places.length;
        }

        /** Some of its images. */
        Part chosen(int[] indices) {
            return new Part(
                    half,
                    IntStream.of(indices).map(i -> places[i]).toArray(),
                    IntStream.of(indices).map(i -> labels[i]).toArray());
        }
    }

    /** Classes mixed where they lie in blocks; a test split made of every fifth image where there is none. */
    static Arrangement of(StoredImages images) {
        int[] train = images.labels(Half.TRAIN);
        int[] test = images.labels(Half.TEST);
        if (test.length > 0) {
            return new Arrangement(
                    Part.mixed(Half.TRAIN, all(train.length), train), Part.mixed(Half.TEST, all(test.length), test));
        }
        boolean[] isTest = MissingTest.everyFifth(train);
        int[] kept = IntStream.range(0, train.length).filter(i -> !isTest[i]).toArray();
        int[] taken = IntStream.range(0, train.length).filter(i -> isTest[i]).toArray();
        return new Arrangement(Part.mixed(Half.TRAIN, kept, train), Part.mixed(Half.TRAIN, taken, train));
    }

    private static int[] all(int count) {
        return IntStream.range(0, count).toArray();
    }
}
