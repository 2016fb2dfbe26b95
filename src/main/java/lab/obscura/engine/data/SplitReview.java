package lab.obscura.engine.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Looks at what was read, whatever the format: refuses what cannot be learned or judged, and says what a reader of the numbers should
 * know. Copies are found by 64-bit hashes of their pixels.
 */
final class SplitReview {

    private static final int NAMED = 5;

    private final String id;
    private final Split split;

    SplitReview(String id, Split split) {
        this.id = id;
        this.split = split;
    }

    /**
     * What is to be said beside the data set; empty when there is nothing.
     *
     * @throws DataException when there is only one class, or nothing in the test split but training images
     */
    List<String> notes() {
        LabeledImages train = split.train();
        if (train.classes() < 2) {
            throw new DataException("Data set " + id + " must have at least two classes, has one ("
                    + train.classNames().get(0)
                    + "): there is nothing to tell apart. For pictures the class is the name "
                    + "of their folder, as in train/CLASS/file, and no table beside them is read; sort them into "
                    + "folders by class");
        }
        var notes = new ArrayList<>(split.notes());
        noteEmpty(notes, "training", train);
        noteEmpty(notes, "test", split.test());
        Set<Long> known = hashes(train);
        if (known.size() < train.count()) {
            notes.add(train.count() - known.size() + " of " + train.count()
                    + " training images are exact copies of others of them");
        }
        noteLeaks(notes, known);
        return notes;
    }

    private static void noteEmpty(List<String> notes, String part, LabeledImages images) {
        int[] counts = images.classCounts();
        int[] empty =
                IntStream.range(0, counts.length).filter(c -> counts[c] == 0).toArray();
        if (empty.length == 0) {
            return;
        }
        List<String> names = IntStream.of(empty)
                .limit(NAMED)
                .mapToObj(images.classNames()::get)
                .toList();
        notes.add(empty.length + " of " + counts.length + " classes have no " + part + " images: "
                + String.join(", ", names) + (empty.length > NAMED ? ", …" : ""));
    }

    private void noteLeaks(List<String> notes, Set<Long> known) {
        LabeledImages test = split.test();
        long leaked = IntStream.range(0, test.count())
                .filter(i -> known.contains(ClassBalance.hash(test, i)))
                .count();
        if (leaked > 0 && leaked == test.count()) {
            throw new DataException(
                    "Data set " + id + " must have test images that are not in its training split, but all "
                            + leaked
                            + " are exact copies of training images. Put other images into the test split, or leave it "
                            + "out: then every fifth training image becomes test");
        }
        if (leaked > 0) {
            notes.add(leaked + " of " + test.count() + " test images are exact copies of training images");
        }
    }

    private static Set<Long> hashes(LabeledImages images) {
        var hashes = new HashSet<Long>();
        for (int i = 0; i < images.count(); i++) {
            hashes.add(ClassBalance.hash(images, i));
        }
        return hashes;
    }
}
