package lab.obscura.engine.data;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Mixes classes where the source has them in blocks (folders, some IDX files): otherwise the last tenth of a test split would
 * hold the last classes only. Every prefix then has about the shares of the whole; sources in mixed order keep theirs.
 */
final class ClassOrder {

    private ClassOrder() {}

    static Split mixed(Split split) {
        return new Split(mixed(split.train()), mixed(split.test()), split.notes());
    }

    static LabeledImages mixed(LabeledImages images) {
        if (!isInBlocks(images)) {
            return images;
        }
        int[] counts = images.classCounts();
        int[] seen = new int[images.classes()];
        double[] position = new double[images.count()];
        for (int i = 0; i < images.count(); i++) {
            int label = images.label(i);
            position[i] = (seen[label]++ + 0.5) / counts[label];
        }
        return images.select(IntStream.range(0, images.count())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> position[i]))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** Each class in one piece. */
    private static boolean isInBlocks(LabeledImages images) {
        boolean[] ended = new boolean[images.classes()];
        for (int i = 1; i < images.count(); i++) {
            if (images.label(i) != images.label(i - 1)) {
                ended[images.label(i - 1)] = true;
                if (ended[images.label(i)]) {
                    return false;
                }
            }
        }
        return true;
    }
}
