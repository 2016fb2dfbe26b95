package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.PixelHashes;
import lab.obscura.engine.data.images.Split;
import org.junit.jupiter.api.Test;

class SplitReviewTest {

    private static final List<String> CLASSES = List.of("cat", "dog", "owl");

    @Test
    void saysNothingWhereNothingIsToBeSaid() {
        var split = new Split(images(1, 2, 3), images(4, 5, 6));

        assertThat(notes(split)).isEmpty();
    }

    @Test
    void namesClassesWithoutImages() {
        var split = new Split(images(1, 2), images(4, 5, 6));

        assertThat(notes(split)).containsExactly("1 of 3 classes have no training images: owl");
    }

    @Test
    void countsCopiesInsideAndAcrossTheSplits() {
        var split = new Split(images(1, 2, 3, 1), images(4, 2, 6));

        assertThat(notes(split))
                .containsExactly(
                        "1 of 4 training images are exact copies of others of them",
                        "1 of 3 test images are exact copies of training images");
    }

    @Test
    void keepsWhatTheReaderSaid() {
        var split = new Split(images(1, 2, 3), images(4, 5, 6), List.of("val is left out"));

        assertThat(notes(split)).containsExactly("val is left out");
    }

    @Test
    void refusesATestSplitOfNothingButTrainingImages() {
        var split = new Split(images(1, 2, 3, 4), images(3, 2, 1));

        assertThatThrownBy(() -> notes(split))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Data set set must have test images")
                .hasMessageContaining("all 3 are exact copies of training images");
    }

    @Test
    void refusesASingleClass() {
        var shape = new ImageShape(1, 1, 1);
        var one = new LabeledImages(shape, new byte[] {1, 2}, new int[2], List.of("images"));

        assertThatThrownBy(() -> notes(new Split(one, one)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at least two classes, has one (images)")
                .hasMessageContaining("sort them into folders by class");
    }

    private static List<String> notes(Split split) {
        LabeledImages train = split.train();
        LabeledImages test = split.test();
        return new SplitReview("set", train.classNames(), train.labels(), test.labels())
                .notes(split.notes(), PixelHashes.of(train, 0, train.count()), PixelHashes.of(test, 0, test.count()));
    }

    /** Images of one pixel each; their classes take turns. */
    private static LabeledImages images(int... values) {
        byte[] pixels = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> pixels[i] = (byte) values[i]);
        int[] labels = IntStream.range(0, values.length).map(i -> i % 3).toArray();
        return new LabeledImages(new ImageShape(1, 1, 1), pixels, labels, CLASSES);
    }
}
