package lab.obscura.engine.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CifarBinaryTest {

    @TempDir
    private Path directory;

    private SourceFolder folder;

    @BeforeEach
    void anEmptyFolder() {
        folder = new SourceFolder(directory);
    }

    @Test
    void readsAnyNumberOfRecordsInTheOrderOfTheFiles() throws IOException {
        Split split = folder.with("data_batch_2.bin", DataFiles.cifar(1, 4))
                .with("data_batch_1.bin", DataFiles.cifar(1, 7, 9))
                .with("test_batch.bin", DataFiles.cifar(1, 3))
                .read();

        assertThat(folder.format()).isEqualTo("cifar10-binary");
        assertThat(labels(split)).containsExactly(7, 9, 4);
        assertThat(split.test().label(0)).isEqualTo(3);
        assertThat(split.train().classNames()).startsWith("airplane").hasSize(10);
    }

    @Test
    void turnsPlanesIntoPixels() throws IOException {
        byte[] image = folder.with("data_batch_1.bin", DataFiles.cifar(1, 2))
                .with("test_batch.bin", DataFiles.cifar(1, 3))
                .read()
                .train()
                .bytes(0);

        assertThat(Arrays.copyOf(image, 6)).containsExactly(20, 21, 22, 20, 21, 22);
    }

    @Test
    void findsFilesInAFolderBelow() throws IOException {
        Split split = folder.with("cifar-10-batches-bin/data_batch_1.bin", DataFiles.cifar(1, 1))
                .with("cifar-10-batches-bin/test_batch.bin", DataFiles.cifar(1, 2))
                .read();

        assertThat(split.train().count()).isEqualTo(1);
    }

    @Test
    void takesEveryFifthImageOfAClassWhenThereIsNoTestFile() throws IOException {
        Split split = folder.with("data_batch_1.bin", DataFiles.cifar(1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0))
                .read();

        assertThat(split.train().classCounts()).startsWith(5, 4);
        assertThat(split.test().classCounts()).startsWith(1, 1);
    }

    @Test
    void readsTheFineLabelsOfCifar100() throws IOException {
        String names = IntStream.range(0, 100).mapToObj(i -> "thing " + i).collect(Collectors.joining("\n"));
        Split split = folder.with("train.bin", DataFiles.cifar(2, 99, 5))
                .with("test.bin", DataFiles.cifar(2, 50))
                .with("fine_label_names.txt", names.getBytes(StandardCharsets.UTF_8))
                .read();

        assertThat(folder.format()).isEqualTo("cifar100-binary");
        assertThat(labels(split)).containsExactly(99, 5);
        assertThat(split.train().classNames().get(99)).isEqualTo("thing 99");
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        byte[] whole = DataFiles.cifar(1, 1, 2);
        folder.with("data_batch_1.bin", Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessage("set/data_batch_1.bin must be a whole number of records of 3073 bytes (cifar10-binary), "
                        + "has 6145 bytes: it was cut short or is another format; fetch it again");
    }

    @Test
    void findsFilesInCapitals() throws IOException {
        Split split = folder.with("DATA_BATCH_1.BIN", DataFiles.cifar(1, 1))
                .with("TEST_BATCH.BIN", DataFiles.cifar(1, 2))
                .read();

        assertThat(split.test().label(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "data_batch_1 (1).bin,     1, have one name but for the marks of a copy",
        "data_batch_1 - Copy.bin,  2, have one name but for the marks of a copy",
        "other/DATA_BATCH_1.bin,   2, have one name but for the marks of a copy",
        "data_batch_2.bin,         1, are the same file",
        "test_batch.bin,           1, are the same file"
    })
    void refusesBatchesThatWouldCountTwice(String name, int label, String cause) throws IOException {
        folder.with("data_batch_1.bin", DataFiles.cifar(1, 1)).with(name, DataFiles.cifar(1, label));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/data_batch_1.bin")
                .hasMessageContaining("set/" + name)
                .hasMessageContaining(cause);
    }

    @Test
    void namesTheFormatOfAFileThatIsNone() throws IOException {
        folder.with("data_batch_1.bin", DataFiles.gzip(DataFiles.cifar(1, 1)));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is a gzip file. Unpack it");
    }

    @Test
    void refusesFilesOfTwoFormats() throws IOException {
        folder.with("data_batch_1.bin", DataFiles.cifar(1, 1)).with("train.bin", DataFiles.cifar(2, 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cifar10-binary, cifar100-binary");
    }

    @Test
    void refusesTwoClassesOfOneName() throws IOException {
        folder.with("data_batch_1.bin", DataFiles.cifar(1, 1))
                .with("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\na\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("gives the name a to two classes");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        folder.with("data_batch_1.bin", new byte[0]);

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining("has 0 bytes");
    }

    @Test
    void refusesALabelOutsideTheClasses() throws IOException {
        folder.with("data_batch_1.bin", DataFiles.cifar(1, 1, 10));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/data_batch_1.bin, record 1: the label must be between 0 and 9, was 10");
    }

    @Test
    void refusesAWrongNumberOfClassNames() throws IOException {
        folder.with("data_batch_1.bin", DataFiles.cifar(1, 1))
                .with("batches.meta.txt", "cat\ndog\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/batches.meta.txt must name 10 classes, one per line, names 2");
    }

    @Test
    void refusesATestFileAlone() throws IOException {
        folder.with("test_batch.bin", DataFiles.cifar(1, 1));

        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining("needs training files");
    }

    private static int[] labels(Split split) {
        return IntStream.range(0, split.train().count())
                .map(split.train()::label)
                .toArray();
    }
}
