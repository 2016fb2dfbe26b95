package lab.obscura.engine.data.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.DataException;

/**
 * Text files of any editor: UTF-8 with and without byte order mark, UTF-16 and UTF-32 with one; lines end as on Unix, Windows or old
 * Macs. Whatever else is refused with its line, because a wrong guess changes names without a word.
 */
public final class Texts {

    private static final String WAY_OUT = ". Save it as UTF-8";

    /** By the bytes of their marks; the longer ones first, because UTF-32 begins as UTF-16 does. */
    private static final List<Map.Entry<byte[], Charset>> MARKS = List.of(
            Map.entry(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0}, Charset.forName("UTF-32LE")),
            Map.entry(new byte[] {0, 0, (byte) 0xfe, (byte) 0xff}, Charset.forName("UTF-32BE")),
            Map.entry(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, StandardCharsets.UTF_8),
            Map.entry(new byte[] {(byte) 0xff, (byte) 0xfe}, StandardCharsets.UTF_16LE),
            Map.entry(new byte[] {(byte) 0xfe, (byte) 0xff}, StandardCharsets.UTF_16BE));

    private Texts() {}

    /**
     * A line that is not blank, without blanks at its ends.
     *
     * @param number counted from 1
     */
    public record Line(int number, String text) {}

    /**
     * All lines that are not blank.
     *
     * @param where for messages
     * @throws DataException when the file is of another encoding, or no text
     */
    public static List<Line> lines(String where, byte[] bytes) {
        List<String> all = decoded(where, bytes).lines().toList();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).strip();
            if (text.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c) || c == 0xfffd)) {
                throw new DataException(where + ", line " + (i + 1)
                        + ": must be text, holds control characters (UTF-16 without a byte order mark?)" + WAY_OUT);
            }
            if (!text.isEmpty()) {
                lines.add(new Line(i + 1, text));
            }
        }
        return lines;
    }

    private static String decoded(String where, byte[] bytes) {
        for (Map.Entry<byte[], Charset> mark : MARKS) {
            int length = mark.getKey().length;
            if (bytes.length >= length && ByteBuffer.wrap(bytes, 0, length).equals(ByteBuffer.wrap(mark.getKey()))) {
                return strictly(where, ByteBuffer.wrap(bytes, length, bytes.length - length), mark.getValue());
            }
        }
        return strictly(where, ByteBuffer.wrap(bytes), StandardCharsets.UTF_8);
    }

    private static String strictly(String where, ByteBuffer bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) { // the decoder stops where the first wrong bytes are
            byte[] before = new byte[bytes.position()];
            bytes.rewind().get(before);
            long line = 1
                    + new String(before, charset).chars().filter(c -> c == '\n').count();
            throw new DataException(
                    where + ", line " + line + ": must be " + charset + ", holds bytes that are not" + WAY_OUT, e);
        }
    }
}
