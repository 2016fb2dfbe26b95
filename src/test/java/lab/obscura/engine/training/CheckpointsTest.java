package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final String HASH = "0123456789abcdef";
    private static final CheckpointFile FILE = new CheckpointFile(
            Map.of("trainingHash", HASH, "epoch", 3),
            Map.of("edge/0.weight", new Tensor(new long[] {2, 3}, new float[] {1, 2, 3, 4, 5, -0.5f})));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(CheckpointFile.parse(FILE.toBytes(), "c")).isEqualTo(FILE);
    }

    @Test
    void aFileCutShortAnywhereIsRefused() {
        byte[] whole = FILE.toBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CheckpointFile.parse(part, "c"))
                    .as("%d bytes", length)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void aFileAlteredAnywhereIsRefused() {
        for (int position = 0; position < FILE.toBytes().length; position++) {
            byte[] altered = FILE.toBytes();
            altered[position] ^= 4;
            assertThatThrownBy(() -> CheckpointFile.parse(altered, "c"))
                    .as("byte %d", position)
                    .isInstanceOf(DataException.class);
        }
    }

    @Test
    void aShapeThatNoFileCanHoldIsRefused() {
        String header =
                "{\"facts\": {}, \"tensors\": [{\"name\": \"w\", \"shape\": [4611686018427387904, 8], \"sha256\": \"\"}]}";
        byte[] content = ("OBSCURA1" + (char) header.length() + "\0\0\0" + header).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> CheckpointFile.parse(content, "c"))
                .isInstanceOf(DataException.class)
                .hasMessage("c is cut short");
    }

    @Test
    void aDamagedOneIsPassedOverWhenTheOneBeforeItServes() throws IOException {
        Checkpoints checkpoints = saved(1, 2);
        damage(2);

        assertThat(checkpoints.latest()).contains(FILE);
        assertThat(file(2)).doesNotExist();
    }

    @Test
    void withoutAnyThatIsWholeTheReasonIsSaidOnceAndTheRetryStartsAfresh() throws IOException {
        Checkpoints checkpoints = saved(1, 2);
        damage(1);
        damage(2);

        assertThatThrownBy(checkpoints::latest)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "epoch-0123456789ab-000002.obs was altered: edge/0.weight does not have its checksum")
                .hasMessageContaining("a retry trains from the start");
        assertThat(checkpoints.latest()).isEmpty();
    }

    @Test
    void onlyTheNewestTwoAreKept() {
        saved(1, 2, 3);

        assertThat(file(1)).doesNotExist();
        assertThat(file(3)).exists();
    }

    private Checkpoints saved(int... epochs) {
        var checkpoints = new Checkpoints(folder, HASH, CheckpointsTest::write);
        for (int epoch : epochs) {
            checkpoints.save(epoch, FILE);
        }
        return checkpoints;
    }

    private Path file(int epoch) {
        return folder.resolve("epoch-0123456789ab-%06d.obs".formatted(epoch));
    }

    private void damage(int epoch) throws IOException {
        byte[] content = Files.readAllBytes(file(epoch));
        content[content.length - 1]++;
        Files.write(file(epoch), content);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
