package lab.obscura.engine.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFilesTest {

    @TempDir
    private Path directory;

    private SourceFolder folder;

    @BeforeEach
    void anEmptyFolder() {
        folder = new SourceFolder(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "t10k", "val"})
    void readsPlainAndGzipUnderTheUsualNames(String testName) throws IOException {
        Split split = withTraining()
                .with(testName + "-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(1, 2, 3)))
                .with(testName + "-labels-idx1-ubyte.gz", DataFiles.gzip(DataFiles.idxLabels(1)))
                .read();

        assertThat(folder.format()).isEqualTo("idx");
        assertThat(split.train().shape()).hasToString("2x3x1");
        assertThat(split.train().bytes(1)).containsExactly(6, 7, 8, 9, 10, 11);
        assertThat(split.train().classNames()).containsExactly("0", "1");
        assertThat(split.test().label(0)).isEqualTo(1);
    }

    @Test
    void prefersTheTestSplitToTheValidationSplit() throws IOException {
        Split split = withTraining()
                .with("val-images-idx3-ubyte", DataFiles.idxImages(2, 2, 3))
                .with("val-labels-idx1-ubyte", DataFiles.idxLabels(0, 0))
                .with("test-images-idx3-ubyte", DataFiles.idxImages(1, 2, 3))
                .with("test-labels-idx1-ubyte", DataFiles.idxLabels(1))
                .read();

        assertThat(split.test().count()).isEqualTo(1);
        assertThat(split.notes()).containsExactly("val-images are left out, because test-images are the test split");
    }

    @Test
    void knowsGzipByItsBytesAndNamesInCapitals() throws IOException {
        Split split = folder.with("TRAIN-IMAGES.IDX3-UBYTE", DataFiles.gzip(DataFiles.idxImages(2, 2, 3)))
                .with("train-labels-idx1-ubyte.gz", DataFiles.idxLabels(0, 1))
                .with("t10k-images-idx3-ubyte", DataFiles.idxImages(1, 2, 3))
                .with("t10k-labels-idx1-ubyte", DataFiles.gzip(DataFiles.idxLabels(1)))
                .read();

        assertThat(split.train().count()).isEqualTo(2);
        assertThat(split.test().label(0)).isEqualTo(1);
    }

    @Test
    void takesAFileBesideItsPackedFormOnce() throws IOException {
        withTraining().with("train-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(2, 2, 3)));
        folder.with("test-images-idx3-ubyte", DataFiles.idxImages(1, 2, 3))
                .with("test-labels-idx1-ubyte", DataFiles.idxLabels(1));
        assertThat(folder.read().train().count()).isEqualTo(2);

        folder.with("train-images-idx3-ubyte.gz", DataFiles.gzip(DataFiles.idxImages(1, 2, 3)));
        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("are two different files for one purpose");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusesLabelsWithAGap(int first) throws IOException {
        folder.with("train-images-idx3-ubyte", DataFiles.idxImages(2, 2, 3))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(first, 3));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no training image is of class 0");
    }

    @Test
    void namesOtherKindsOfIdx() throws IOException {
        byte[] floats = DataFiles.idxImages(2, 2, 3);
        floats[2] = 0x0d;
        folder.with("train-images-idx3-ubyte", floats).with("train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it holds floats in 3 dimensions");
    }

    @Test
    void refusesLabelsThatDoNotBelongToTheImages() throws IOException {
        folder.with("train-images-idx3-ubyte", DataFiles.idxImages(2, 2, 3))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1, 0));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessage("set/train-labels-idx1-ubyte must have one label per image, has 3 labels, while "
                        + "set/train-images-idx3-ubyte has 2 images. The files do not belong together");
    }

    @Test
    void refusesImagesWithoutLabels() throws IOException {
        folder.with("train-images-idx3-ubyte", DataFiles.idxImages(2, 2, 3));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("needs train-labels-idx1-ubyte");
    }

    @Test
    void refusesAFileThatEndsEarly() throws IOException {
        byte[] whole = DataFiles.idxImages(2, 2, 3);
        folder.with("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 1))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must hold 12 bytes after its header, holds only 11");
    }

    @Test
    void refusesAGzipThatHoldsMoreThanItAnnounces() throws IOException {
        folder.with("train-images-idx3-ubyte.gz", DataFiles.gzip(Arrays.copyOf(DataFiles.idxImages(1, 2, 3), 1 << 20)))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0));

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining("holds more");
    }

    @Test
    void refusesADamagedGzip() throws IOException {
        byte[] whole = DataFiles.gzip(DataFiles.idxImages(9, 9, 9));
        folder.with("train-images-idx3-ubyte.gz", Arrays.copyOf(whole, whole.length / 2))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1, 0, 1, 0, 1, 0, 1, 0));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train-images-idx3-ubyte.gz must be a whole IDX file, plain or in gzip");
    }

    @Test
    void refusesAnotherFormatUnderTheName() throws IOException {
        folder.with("train-images-idx3-ubyte", "<html>not found</html>".getBytes())
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must begin with the IDX number 0x00000803, begins with 0x3c68746d");
    }

    @ParameterizedTest
    @CsvSource({
        "100,     100, must hold 1000000 bytes after its header; holds only 1",
        "4096,   4096, must hold at most 4 GiB of images; announces 1000 of 4096x4096x1",
        "4096,  70000, announces a size of 70000; must be between 1 and 4096"
    })
    void refusesWhatTheHeadAnnouncesAndTheFileCannotHold(int height, int width, String message) throws IOException {
        byte[] header = DataFiles.idxImages(1, 1, 1);
        ByteBuffer.wrap(header)
                .putInt(4, height == 100 ? 100 : 1000)
                .putInt(8, height)
                .putInt(12, width);
        folder.with("train-images-idx3-ubyte", header).with("train-labels-idx1-ubyte", DataFiles.idxLabels(0));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message.split("; ")[0])
                .hasMessageContaining(message.split("; ")[1]);
    }

    @Test
    void refusesMoreImagesThanNumbersCanBeKeptOf() throws IOException {
        byte[] header = DataFiles.idxImages(1, 1, 1);
        ByteBuffer.wrap(header).putInt(4, 1_000_001);
        folder.with("train-images-idx3-ubyte.gz", DataFiles.gzip(header))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a split must have at most 1000000 images, has 1000001");
    }

    @Test
    void handsOutImagesInAnyOrderWhetherPackedOrNot() throws IOException {
        byte[] images = DataFiles.idxImages(5, 1, 2);
        byte[] labels = DataFiles.idxLabels(0, 1, 0, 1, 0);
        folder.with("train-images-idx3-ubyte", images).with("train-labels-idx1-ubyte", labels);
        var packed = new SourceFolder(directory.resolve("packed"))
                .with("train-images-idx3-ubyte.gz", DataFiles.gzip(images))
                .with("train-labels-idx1-ubyte.gz", DataFiles.gzip(labels));

        assertThat(pixels(folder, 3, 0, 4)).containsExactly(6, 7, 0, 1, 8, 9);
        assertThat(pixels(packed, 3, 0, 4)).containsExactly(6, 7, 0, 1, 8, 9);
        assertThat(pixels(packed, 1, 4)).containsExactly(2, 3, 8, 9);
    }

    private static byte[] pixels(SourceFolder folder, int... places) {
        var out = new ByteArrayOutputStream();
        SafeFiles files = folder.files();
        try (StoredImages images = new IdxFiles().open(files, Reading.PLAIN)) {
            images.read(StoredImages.Half.TRAIN, places, out::write);
        }
        return out.toByteArray();
    }

    private SourceFolder withTraining() throws IOException {
        return folder.with("train-images-idx3-ubyte", DataFiles.idxImages(2, 2, 3))
                .with("train-labels-idx1-ubyte", DataFiles.idxLabels(0, 1));
    }
}
