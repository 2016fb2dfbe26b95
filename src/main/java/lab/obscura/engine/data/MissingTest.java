package lab.obscura.engine.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.DataException;

/** Makes a test split where the files have none: of each class the 5th, 10th, 15th … image. */
final class MissingTest {

    private MissingTest() {}

    /** Which images become test. */
    static boolean[] everyFifth(int[] labels) {
        int[] seen = new int[Arrays.stream(labels).max().orElse(0) + 1];
        boolean[] isTest = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            isTest[i] = ++seen[labels[i]] % 5 == 0;
        }
        int largest = IntStream.of(seen).max().orElse(0);
        if (largest < 5) {
            throw new DataException(
                    "A data set without a test split needs at least one class with 5 images, the largest has " + largest
                            + ". Add a test folder or more images");
        }
        return isTest;
    }
}
