package lab.obscura.engine.data.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import lab.obscura.contract.WorkedExamples;
import lab.obscura.engine.data.WholeSplits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkedSourceTest {

    @Test
    void theFormatOfTheGuideReadsItsRecords(@TempDir Path folder) throws IOException {
        ImageSource source =
                WorkedExamples.make(WorkedExamples.of(ImageSource.class).get(0));
        var files = new SourceFolder(folder)
                .with("train.gray", concat(record(3, 10), record(7, 20)))
                .with("test.gray", record(1, 30))
                .files();

        var split = WholeSplits.of(source.open(files, Reading.PLAIN));

        assertThat(source.recognizes(files)).isTrue();
        assertThat(split.train().label(1)).isEqualTo(7);
        assertThat(split.train().image(1)).containsOnly(20 / 255f);
        assertThat(split.test().image(0)).containsOnly(30 / 255f);
    }

    private static byte[] record(int label, int value) {
        byte[] bytes = new byte[1 + 16 * 16];
        Arrays.fill(bytes, (byte) value);
        bytes[0] = (byte) label;
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
