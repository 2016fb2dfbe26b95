package lab.obscura.engine.data.images;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Mixes classes where the source has them in blocks (folders, some IDX files): otherwise the last tenth of a test split would
 * hold the last classes only. Every prefix then has about the shares of the whole; sources in mixed order keep theirs.
 */
public final class ClassOrder {

    /** The next image of a class: where it stands within its class, from 0 to 1, and where among all. */
    private record Next(double position, int place) {}

    private ClassOrder() {}

    /** The places of all images in the order in which they are taken. */
    public static int[] mixed(int[] labels) {
        if (!isInBlocks(labels)) {
            return IntStream.range(0, labels.length).toArray();
        }
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        int[] counts = new int[classes];
        int[] starts = new int[classes];
        for (int i = labels.length - 1; i >= 0; i--) {
            counts[labels[i]]++;
            starts[labels[i]] = i;
        }
        var queue = new PriorityQueue<Next>(
                Comparator.comparingDouble(Next::position).thenComparingInt(Next::place));
        IntStream.range(0, classes).filter(c -> counts[c] > 0).forEach(c -> queue.add(next(0, counts[c], starts[c])));
        int[] order = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            Next taken = queue.remove();
            order[i] = taken.place();
            int label = labels[taken.place()];
            int seen = taken.place() + 1 - starts[label];
            if (seen < counts[label]) {
                queue.add(next(seen, counts[label], starts[label]));
            }
        }
        return order;
    }

    private static Next next(int seen, int count, int start) {
        return new Next((seen + 0.5) / count, start + seen);
    }

    /** Each class in one piece. */
    private static boolean isInBlocks(int[] labels) {
        boolean[] ended = new boolean[Arrays.stream(labels).max().orElse(0) + 1];
        for (int i = 1; i < labels.length; i++) {
            if (labels[i] != labels[i - 1]) {
                ended[labels[i - 1]] = true;
                if (ended[labels[i]]) {
                    return false;
                }
            }
        }
        return true;
    }
}
