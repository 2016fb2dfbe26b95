package lab.obscura.engine.data.images;

import java.util.Arrays;

/**
 * Who may see which part of the test split. An attacker with knowledge {@code infer} trains on the first nine tenths and is
 * judged on the last tenth; the pictures that people look at come from the last tenth, where no attacker ever trains.
 */
public final class HeldOut {

    /** How many images a gallery has, when the test split is large enough. */
    public static final int GALLERY_SIZE = 16;

    private HeldOut() {}

    /** Where the last tenth of a test split begins: nine tenths of the count, rounded down. */
    public static int boundary(int count) {
        return (int) (count * 9L / 10);
    }

    /** What an attacker with knowledge {@code infer} may train on. */
    public static LabeledImages firstNineTenths(LabeledImages test) {
        return test.range(0, boundary(test.count()));
    }

    /** What no attacker trains on. */
    public static LabeledImages lastTenth(LabeledImages test) {
        return test.range(boundary(test.count()), test.count());
    }

    /**
     * Places of the gallery images in the test split, in rising order: 16 images of the last tenth (all of it when it is
     * smaller), classes taking turns. Whatever the limit on test images, the gallery stays the same as long as the last tenth
     * holds 16 images.
     */
    public static int[] gallery(LabeledImages test) {
        return ClassBalance.choose(test, boundary(test.count()), test.count(), GALLERY_SIZE);
    }

    /**
     * A smaller test split. Both parts shrink alike and none of the last tenth moves to the first nine, so that an attacker's
     * training images stay apart from the gallery at every limit.
     */
    public static LabeledImages limited(LabeledImages test, int limit) {
        if (limit == 0 || limit >= test.count()) {
            return test;
        }
        return test.select(limited(test.labels(), PixelHashes.of(test, 0, test.count()), test.classes(), limit));
    }

    /** Places of the images in such a split. */
    public static int[] limited(int[] labels, long[] hashes, int classes, int limit) {
        int boundary = boundary(labels.length);
        int[] first = ClassBalance.choose(
                Arrays.copyOf(labels, boundary), Arrays.copyOf(hashes, boundary), classes, boundary(limit));
        int[] last = ClassBalance.choose(
                Arrays.copyOfRange(labels, boundary, labels.length),
                Arrays.copyOfRange(hashes, boundary, labels.length),
                classes,
                limit - boundary(limit));
        int[] all = Arrays.copyOf(first, first.length + last.length);
        for (int i = 0; i < last.length; i++) {
            all[first.length + i] = boundary + last[i];
        }
        return all;
    }
}
