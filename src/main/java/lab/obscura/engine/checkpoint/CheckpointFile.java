package lab.obscura.engine.checkpoint;

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
import java.util.Optional;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.network.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Named tensors in a file of our own: eight letters {@code OBSCURA2}, the length of a JSON header (4 bytes, little-endian), the
 * SHA-256 of the header (32 bytes), the header, then the tensors' float32 values, little-endian, one after the other. The header
 * names each tensor with its shape and the SHA-256 of its bytes. Reading runs no code that the file could choose. Files of the first
 * version, {@code OBSCURA1}, have no checksum of their header and are still read.
 *
 * @param facts what the tensors are, as JSON: words and numbers
 */
public record CheckpointFile(Map<String, Object> facts, Map<String, Tensor> tensors) {

    private static final byte[] MAGIC = "OBSCURA2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNSEALED_MAGIC = "OBSCURA1".getBytes(StandardCharsets.US_ASCII);
    private static final int SEAL = 32;
    private static final int LONGEST_HEADER = 256 << 20; // the scores of an attack on a million images
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The header of a file. */
    private record Header(Map<String, Object> facts, List<Entry> tensors) {

        Header {
            facts = facts == null ? Map.of() : facts;
            tensors = tensors == null ? List.of() : List.copyOf(tensors);
        }
    }

    /** One tensor in the header. */
    private record Entry(String name, long[] shape, String sha256) {

        /** What no file of ours says. */
        Optional<String> flaw() {
            if (name == null) {
                return Optional.of("it has a tensor without a name");
            }
            return shape == null || Arrays.stream(shape).anyMatch(length -> length < 0)
                    ? Optional.of("the shape of " + name + " is " + Arrays.toString(shape))
                    : Optional.empty();
        }
    }

    /** SHA-256 of all that is in it, in hexadecimal: equal states have equal hashes. */
    public String contentHash() {
        return sha256(header());
    }

    private byte[] header() {
        var entries = tensors.entrySet().stream()
                .map(entry -> new Entry(
                        entry.getKey(),
                        entry.getValue().shape(),
                        sha256(bytes(entry.getValue().values()))))
                .toList();
        return JSON.writeValueAsBytes(new Header(facts, entries));
    }

    /** The whole file. */
    public byte[] toBytes() {
        byte[] header = header();
        int values = tensors.values().stream()
                .mapToInt(tensor -> tensor.values().length)
                .reduce(0, Math::addExact);
        ByteBuffer file = ByteBuffer.allocate(
                        MAGIC.length + Integer.BYTES + SEAL + header.length + Math.multiplyExact(values, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putInt(header.length)
                .put(HexFormat.of().parseHex(sha256(header)))
                .put(header);
        tensors.values().forEach(tensor -> file.put(bytes(tensor.values()))); // twice, so that the heap holds them once
        return file.array();
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
        Header header = header(buffer, name);
        var tensors = new LinkedHashMap<String, Tensor>();
        for (Entry entry : header.tensors()) {
            entry.flaw().ifPresent(flaw -> {
                throw new DataException(name + " has a damaged header: " + flaw);
            });
            if (tensors.put(entry.name(), tensor(entry, buffer, name)) != null) {
                throw new DataException(name + " has a damaged header: it has two tensors called " + entry.name());
            }
        }
        if (buffer.hasRemaining()) {
            throw new DataException(name + " was altered: " + buffer.remaining() + " bytes follow its last tensor");
        }
        return new CheckpointFile(header.facts(), tensors);
    }

    private static Header header(ByteBuffer buffer, String name) {
        byte[] magic = next(buffer, MAGIC.length, name);
        boolean sealed = Arrays.equals(magic, MAGIC);
        if (!sealed && !Arrays.equals(magic, UNSEALED_MAGIC)) {
            throw new DataException(name + " is no checkpoint of Obscura: it must begin with OBSCURA2");
        }
        int length = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
        byte[] seal = next(buffer, sealed ? SEAL : 0, name);
        byte[] header = next(buffer, Math.min(length, LONGEST_HEADER), name);
        if (sealed && !sha256(header).equals(HexFormat.of().formatHex(seal))) {
            throw new DataException(name + " was altered: its header does not have its checksum");
        }
        try {
            return Optional.ofNullable(JSON.readValue(header, Header.class))
                    .orElseThrow(() -> new DataException(name + " has a damaged header: it says nothing"));
        } catch (JacksonException e) {
            throw new DataException(name + " has a damaged header", e);
        }
    }

    private static byte[] next(ByteBuffer buffer, int length, String name) {
        if (length < 0 || length > buffer.remaining()) {
            throw new DataException(name + " is cut short");
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static Tensor tensor(Entry entry, ByteBuffer buffer, String file) {
        byte[] bytes = next(buffer, size(entry.shape(), buffer.remaining()), file);
        if (!sha256(bytes).equals(entry.sha256())) {
            throw new DataException(file + " was altered: " + entry.name() + " does not have its checksum");
        }
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Tensor(entry.shape(), values);
    }

    /** Bytes of a tensor; a shape that no file can hold counts as one byte more than there are. */
    private static int size(long[] shape, int available) {
        if (Arrays.stream(shape).anyMatch(length -> length == 0)) {
            return 0;
        }
        long size = Float.BYTES;
        for (long length : shape) {
            size = size > available ? available + 1L : size * Math.min(length, available + 1L);
        }
        return (int) Math.min(size, available + 1L);
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /**
     * A fact that is a number. JSON writes those that are not finite as words.
     *
     * @throws DataException when it is none
     */
    public static double number(Object fact) {
        try {
            return Double.parseDouble(String.valueOf(fact));
        } catch (NumberFormatException e) {
            throw new DataException("A checkpoint says " + fact + " where a number belongs", e);
        }
    }

    /** A fact that is a map of numbers. */
    public static Map<String, Double> numbers(Object fact) {
        var numbers = new LinkedHashMap<String, Double>();
        ((Map<?, ?>) fact).forEach((name, value) -> numbers.put(String.valueOf(name), number(value)));
        return numbers;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
