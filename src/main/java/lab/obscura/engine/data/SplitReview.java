package lab.obscura.engine.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lab.obscura.engine.data.images.DataException;

/**
 * Looks at what was read, whatever the format: refuses what cannot be learned or judged, and says what a reader of the numbers should
 * know. Copies are found by 64-bit hashes of their pixels.
 */
final class SplitReview {

    private static final int NAMED = 5;

    private final String id;
    private final List<String> classNames;
    private final int[] train;
    private final int[] test;

    /**
     * @param train labels of the training images
     * @param test labels of the test images
     * @throws DataException when there is only one class
     */
    SplitReview(String id, List<String> classNames, int[] train, int[] test) {
        this.id = id;
        this.classNames = classNames;
        this.train = train;
        this.test = test;
        if (classNames.size() < 2) {
            throw new DataException("Data set " + id + " must have at least two classes, has one ("
                    + classNames.get(0)
                    + "): there is nothing to tell apart. For pictures the class is the name "
                    + "of their folder, as in train/CLASS/file, and no table beside them is read; sort them into "
                    + "folders by class");
        }
    }

    /**
     * What is to be said beside the data set; empty when there is nothing.
     *
     * @param said by whoever read it
     * @param trainHashes of the pixels of each training image
     * @param testHashes of the pixels of each test image
     * @throws DataException when there is nothing in the test split but training images
     */
    List<String> notes(List<String> said, long[] trainHashes, long[] testHashes) {
        var notes = new ArrayList<>(said);
        noteEmpty(notes, "training", train);
        noteEmpty(notes, "test", test);
        long[] known = LongStream.of(trainHashes).sorted().distinct().toArray();
        if (known.length < train.length) {
            notes.add(train.length - known.length + " of " + train.length
                    + " training images are exact copies of others of them");
        }
        noteLeaks(notes, known, testHashes);
        return notes;
    }

    private void noteEmpty(List<String> notes, String part, int[] labels) {
        int[] counts = new int[classNames.size()];
        IntStream.of(labels).forEach(label -> counts[label]++);
        int[] empty =
                IntStream.range(0, counts.length).filter(c -> counts[c] == 0).toArray();
        if (empty.length == 0) {
            return;
        }
        List<String> names =
                IntStream.of(empty).limit(NAMED).mapToObj(classNames::get).toList();
        notes.add(empty.length + " of " + counts.length + " classes have no " + part + " images: "
                + String.join(", ", names) + (empty.length > NAMED ? ", …" : ""));
    }

    private void noteLeaks(List<String> notes, long[] known, long[] testHashes) {
        long leaked = LongStream.of(testHashes)
                .filter(hash -> Arrays.binarySearch(known, hash) >= 0)
                .count();
        if (leaked > 0 && leaked == test.length) {
            throw new DataException(
                    "Data set " + id + " must have test images that are not in its training split, but all "
                            + leaked
                            + " are exact copies of training images. Put other images into the test split, or leave it "
                            + "out: then every fifth training image becomes test");
        }
        if (leaked > 0) {
            notes.add(leaked + " of " + test.length + " test images are exact copies of training images");
        }
    }
}
