package lab.obscura.engine.data.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses images evenly over the classes, the same for every seed, so that runs with different seeds see the same images.
 *
 * <p>Within a class images are ordered by a hash of their pixels (an arbitrary but fixed order that does not depend on where the
 * image lies); then classes take turns in label order. A smaller choice is always part of a larger one, a class that runs out
 * leaves its turns to the others, and the chosen images keep the order they had.
 */
public final class ClassBalance {

    private ClassBalance() {}

    /** Places of at most {@code limit} images between {@code from} and {@code to}, in rising order. */
    public static int[] choose(LabeledImages images, int from, int to, int limit) {
        int[] labels = Arrays.copyOfRange(images.labels(), from, to);
        int[] chosen = choose(labels, PixelHashes.of(images, from, to), images.classes(), limit);
        return IntStream.of(chosen).map(place -> from + place).toArray();
    }

    /**
     * Places of at most {@code limit} images, in rising order.
     *
     * @param labels the class of each image
     * @param hashes of their pixels
     */
    public static int[] choose(int[] labels, long[] hashes, int classes, int limit) {
        List<List<Integer>> byClass = orderedByHash(labels, hashes, classes);
        int[] chosen = new int[Math.min(limit, labels.length)];
        int filled = 0;
        for (int turn = 0; filled < chosen.length; turn++) {
            for (int c = 0; c < classes && filled < chosen.length; c++) {
                if (turn < byClass.get(c).size()) {
                    chosen[filled++] = byClass.get(c).get(turn);
                }
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private static List<List<Integer>> orderedByHash(int[] labels, long[] hashes, int classes) {
        var byClass = new ArrayList<List<Integer>>();
        IntStream.range(0, classes).forEach(c -> byClass.add(new ArrayList<>()));
        for (int i = 0; i < labels.length; i++) {
            byClass.get(labels[i]).add(i);
        }
        byClass.forEach(members ->
                members.sort(Comparator.<Integer>comparingLong(i -> hashes[i]).thenComparingInt(i -> i)));
        return byClass;
    }
}
