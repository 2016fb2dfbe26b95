package lab.obscura.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files whose header has its checksum, but was made by somebody else. */
class CheckpointFileTest {

    /** SHA-256 of no bytes. */
    private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            null                                                                | c has a damaged header: it says nothing
            []                                                                  | c has a damaged header
            {'facts': 3}                                                        | c has a damaged header
            {'tensors': {'w': [2]}}                                             | c has a damaged header
            {'tensors': [null]}                                                 | c has a damaged header
            {'tensors': [{}]}                                                   | c has a damaged header: it has a tensor without a name
            {'tensors': [{'name': 'w', 'sha256': 'EMPTY'}]}                     | c has a damaged header: the shape of w is null
            {'tensors': [{'name': 'w', 'shape': 'wide', 'sha256': 'EMPTY'}]}    | c has a damaged header
            {'tensors': [{'name': 'w', 'shape': [[2]], 'sha256': 'EMPTY'}]}     | c has a damaged header
            {'tensors': [{'name': 'w', 'shape': [1e30], 'sha256': 'EMPTY'}]}    | c has a damaged header
            {'tensors': [{'name': 'w', 'shape': [-2, -3], 'sha256': 'EMPTY'}]}  | c has a damaged header: the shape of w is [-2, -3]
            {'tensors': [{'name': 'w', 'shape': [9223372036854775807, 2]}]}     | c is cut short
            {'tensors': [{'name': 'w', 'shape': [4294967296, 4294967296]}]}     | c is cut short
            {'tensors': [{'name': 'w', 'shape': [1], 'sha256': 'EMPTY'}]}       | c is cut short
            {'tensors': [{'name': 'w', 'shape': [0]}]}                          | c was altered: w does not have its checksum
            {'tensors': [{'name': 'w', 'shape': [0], 'sha256': 'EMPTY'}, {'name': 'w', 'shape': [0], 'sha256': 'EMPTY'}]} | c has a damaged header: it has two tensors called w
            """)
    void aHeaderThatSaysNonsenseIsRefusedWithTheReason(String header, String reason) {
        byte[] file = file(header.replace('\'', '"').replace("EMPTY", NOTHING));

        assertThatThrownBy(() -> CheckpointFile.parse(file, "c"))
                .isInstanceOf(DataException.class)
                .hasMessage(reason);
    }

    @Test
    void aTensorWithoutValuesIsReadAgainThoughNothingFollowsIt() {
        var file = new CheckpointFile(Map.of(), Map.of("none", new Tensor(new long[] {3, 0}, new float[0])));

        assertThat(CheckpointFile.parse(file.toBytes(), "c")).isEqualTo(file);
    }

    @Test
    void aPlaceThatIsNoNumberIsRefused() {
        var file = new CheckpointFile(Map.of("epoch", "the third"), Map.of());

        assertThatThrownBy(() -> Position.of(file))
                .isInstanceOf(DataException.class)
                .hasMessage("A checkpoint says the third where a number belongs");
    }

    private static byte[] file(String json) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + 4 + 32 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OBSCURA2".getBytes(StandardCharsets.US_ASCII))
                .putInt(header.length)
                .put(sha256(header))
                .put(header)
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
