package lab.obscura.engine.data;

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
final class ClassBalance {

    private ClassBalance() {}

    /** Places of at most {@code limit} images between {@code from} and {@code to}, in rising order. */
    static int[] choose(LabeledImages images, int from, int to, int limit) {
        List<List<Integer>> byClass = orderedByHash(images, from, to);
        int wanted = Math.min(limit, to - from);
        int[] chosen = new int[wanted];
        int filled = 0;
        for (int turn = 0; filled < wanted; turn++) {
            for (int c = 0; c < byClass.size() && filled < wanted; c++) {
                if (turn < byClass.get(c).size()) {
                    chosen[filled++] = byClass.get(c).get(turn);
                }
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }

    private static List<List<Integer>> orderedByHash(LabeledImages images, int from, int to) {
        long[] hashes = new long[to - from];
        var byClass = new ArrayList<List<Integer>>();
        IntStream.range(0, images.classes()).forEach(c -> byClass.add(new ArrayList<>()));
        for (int i = from; i < to; i++) {
            hashes[i - from] = hash(images, i);
            byClass.get(images.label(i)).add(i);
        }
        byClass.forEach(members -> members.sort(
                Comparator.<Integer>comparingLong(i -> hashes[i - from]).thenComparingInt(i -> i)));
        return byClass;
    }

    /** FNV-1a with 64 bits. */
    static long hash(LabeledImages images, int index) {
        long hash = 0xcbf29ce484222325L;
        int size = images.shape().size();
        for (int i = index * size; i < (index + 1) * size; i++) {
            hash = (hash ^ (images.pixels()[i] & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
