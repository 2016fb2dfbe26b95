package lab.obscura.engine.data.sources;

import java.util.stream.IntStream;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.data.Split;

/** Makes a test split where the files have none: of each class the 5th, 10th, 15th … image. */
final class MissingTest {

    private MissingTest() {}

    static Split everyFifth(LabeledImages all) {
        int[] seen = new int[all.classes()];
        boolean[] isTest = new boolean[all.count()];
        for (int i = 0; i < all.count(); i++) {
            isTest[i] = ++seen[all.label(i)] % 5 == 0;
        }
        int[] test = IntStream.range(0, all.count()).filter(i -> isTest[i]).toArray();
        if (test.length == 0) {
            throw new DataException(
                    "A data set without a test split needs at least one class with 5 images, the largest has "
                            + IntStream.of(seen).max().orElse(0) + ". Add a test folder or more images");
        }
        int[] train = IntStream.range(0, all.count()).filter(i -> !isTest[i]).toArray();
        return new Split(all.select(train), all.select(test));
    }
}
