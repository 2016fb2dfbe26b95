package lab.obscura.engine.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.network.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Named tensors in a file of our own: eight letters {@code OBSCURA1}, the length of a JSON header (4 bytes, little-endian), the
 * header, then the tensors' float32 values, little-endian, one after the other. The header names each tensor with its shape and
 * the SHA-256 of its bytes. Reading runs no code that the file could choose.
 *
 * @param facts what the tensors are, as JSON: words and numbers
 */
public record CheckpointFile(Map<String, Object> facts, Map<String, Tensor> tensors) {

    private static final byte[] MAGIC = "OBSCURA1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 16 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The header of a file. */
    private record Header(Map<String, Object> facts, List<Entry> tensors) {}

    /** One tensor in the header. */
    private record Entry(String name, long[] shape, String sha256) {}

    /** The whole file. */
    public byte[] toBytes() {
        var values = new ByteArrayOutputStream();
        var entries = tensors.entrySet().stream()
                .map(entry -> {
                    byte[] bytes = bytes(entry.getValue().values());
                    values.writeBytes(bytes);
                    return new Entry(entry.getKey(), entry.getValue().shape(), sha256(bytes));
                })
                .toList();
        byte[] header = JSON.writeValueAsBytes(new Header(facts, entries));
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + header.length + values.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(header.length)
                .put(header)
                .put(values.toByteArray())
                .array();
    }

    /**
     * Reads a file.
     *
     * @throws DataException when it is not one of ours, cut short or altered
     */
    public static CheckpointFile read(Path file) {
        try {
            return parse(Files.readAllBytes(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** As {@link #read}, from memory; the name is for messages. */
    public static CheckpointFile parse(byte[] content, String name) {
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        if (content.length < MAGIC.length + Integer.BYTES || !Arrays.equals(MAGIC, 0, 8, content, 0, 8)) {
            throw new DataException(name + " is no checkpoint of Obscura: it must begin with OBSCURA1");
        }
        int length = buffer.position(MAGIC.length).getInt();
        if (length < 2 || length > Math.min(LONGEST_HEADER, buffer.remaining())) {
            throw new DataException(name + " is cut short: its header should have " + length + " bytes");
        }
        byte[] header = new byte[length];
        buffer.get(header);
        try {
            Header parsed = JSON.readValue(header, Header.class);
            var tensors = new LinkedHashMap<String, Tensor>();
            parsed.tensors().forEach(entry -> tensors.put(entry.name(), tensor(entry, buffer, name)));
            return new CheckpointFile(parsed.facts(), tensors);
        } catch (JacksonException e) {
            throw new DataException(name + " has a damaged header", e);
        }
    }

    private static Tensor tensor(Entry entry, ByteBuffer buffer, String file) {
        long size = Arrays.stream(entry.shape()).reduce(1, Math::multiplyExact) * Float.BYTES;
        if (size < 0 || size > buffer.remaining()) {
            throw new DataException(file + " is cut short in " + entry.name());
        }
        byte[] bytes = new byte[(int) size];
        buffer.get(bytes);
        if (!sha256(bytes).equals(entry.sha256())) {
            throw new DataException(file + " was altered: " + entry.name() + " does not have its checksum");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Tensor(entry.shape(), values);
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
