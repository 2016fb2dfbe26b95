package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import lab.obscura.engine.data.shapes.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnShapesTest {

    private static final DatasetRequest WHOLE = new DatasetRequest(Shapes.ID, 0, 0, 0, Optional.empty());
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    Path folder;

    @Test
    void whatIsReadIsWhatWasDrawn() throws IOException {
        Dataset drawn = load();
        Path file = Files.setLastModifiedTime(file(), LONG_AGO);

        Dataset read = load();

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(read.info()).isEqualTo(drawn.info());
        assertThat(read.train().pixels()).isEqualTo(drawn.train().pixels());
        assertThat(read.test().pixels()).isEqualTo(drawn.test().pixels());
        assertThat(read.test().label(7)).isEqualTo(drawn.test().label(7));
    }

    @ParameterizedTest
    @ValueSource(longs = {63, 30_720_064})
    void aTornFileIsDrawnAnew(long length) throws IOException {
        String hash = load().info().contentHash();
        try (var file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(length);
        }

        assertThat(load().info().contentHash()).isEqualTo(hash);
        assertThat(file()).hasSize(36_864_064);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 64})
    void anAlteredFileIsDrawnAnew(long place) throws IOException {
        String hash = load().info().contentHash();
        Files.setLastModifiedTime(file(), LONG_AGO);
        try (var file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(place);
            int value = file.read();
            file.seek(place);
            file.write(value ^ 1);
        }

        assertThat(load().info().contentHash()).isEqualTo(hash);
    }

    @Test
    void whereNothingCanBeWrittenTheyAreDrawnEveryTime() throws IOException {
        Path taken = Files.writeString(folder.resolve("taken"), "no folder");

        var datasets = new Datasets(folder.resolve("data"), taken);

        assertThat(datasets.load(WHOLE).train().count()).isEqualTo(10_000);
    }

    private Dataset load() {
        return new Datasets(folder.resolve("data"), folder).load(WHOLE);
    }

    private Path file() {
        return folder.resolve(Shapes.VERSION + ".pixels");
    }
}
