package lab.obscura.execution.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.progress.RunEvent;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads what was appended to an attempt's {@code events.jsonl} since the last time; a line without its end waits for the next. */
final class EventTail {

    private static final int PIECE = 1 << 18;
    /** Lines of an earlier version lack what came later. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;
    private long offset;

    EventTail(Path file) {
        this.file = file;
    }

    /** The new events, about a quarter megabyte of them, more only where a single one is longer; empty when there is nothing new. */
    List<RunEvent> next() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] lines = wholeLines(channel);
            offset += lines.length;
            return parse(new String(lines, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** A line that is longer than the piece makes the piece grow. */
    private byte[] wholeLines(FileChannel channel) throws IOException {
        for (int size = PIECE; ; size = Math.multiplyExact(size, 2)) {
            var piece = ByteBuffer.allocate(size);
            int length = readFully(channel, piece);
            int end = lastLineEnd(piece.array(), length);
            if (end > 0 || length < size) {
                return Arrays.copyOf(piece.array(), end);
            }
        }
    }

    private int readFully(FileChannel channel, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining() && channel.read(piece, offset + piece.position()) > 0) {
            continue; // until it is full or the file ends
        }
        return piece.position();
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static List<RunEvent> parse(String lines) {
        List<RunEvent> events = new ArrayList<>();
        lines.lines().forEach(line -> events.add(JSON.readValue(line, RunEvent.class)));
        return events;
    }
}
