package lab.obscura.engine.data.pictures;

import java.io.IOException;

/** The LZW codes of a GIF. */
final class GifCodes {

    private static final int MOST_CODES = 1 << 12;

    private final byte[] packed;
    private final int clear;
    private final int[] prefix = new int[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final byte[] reversed = new byte[MOST_CODES + 1];
    private int position;

    private GifCodes(byte[] packed, int codeBits) {
        this.packed = packed;
        this.clear = 1 << codeBits;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
        }
    }

    /** Exactly {@code count} indices, or a refusal. */
    static byte[] decode(byte[] packed, int codeBits, int count) throws IOException {
        if (codeBits < 1 || codeBits > 8) {
            throw UnreadablePicture.damaged("GIF", "its codes begin with " + codeBits + " bits");
        }
        return new GifCodes(packed, codeBits).decode(codeBits, count);
    }

    private byte[] decode(int codeBits, int count) throws IOException {
        byte[] indices = new byte[count];
        int bits = codeBits + 1;
        int next = clear + 2;
        int before = -1;
        int filled = 0;
        while (filled < count) {
            int code = code(bits);
            if (code == clear) {
                bits = codeBits + 1;
                next = clear + 2;
                before = -1;
                continue;
            }
            if (code == clear + 1) {
                throw UnreadablePicture.cut("GIF", "after " + filled + " of " + count + " pixels");
            }
            if (code > next || before < 0 && code >= clear || code == next && next == MOST_CODES) {
                throw UnreadablePicture.damaged("GIF", "a code that was never defined");
            }
            int length = word(code == next ? before : code);
            byte first = reversed[length - 1];
            if (filled + length + (code == next ? 1 : 0) > count) {
                throw UnreadablePicture.damaged("GIF", "more pixels than its size allows");
            }
            while (length > 0) {
                indices[filled++] = reversed[--length];
            }
            if (code == next) {
                indices[filled++] = first;
            }
            if (before >= 0 && next < MOST_CODES) {
                prefix[next] = before;
                last[next++] = first;
                bits += next == 1 << bits && bits < 12 ? 1 : 0;
            }
            before = code;
        }
        return indices;
    }

    /** Puts the indices that a code stands for into {@link #reversed}, the last one first, and returns their number. */
    private int word(int code) {
        int length = 0;
        int at = code;
        while (at >= clear) {
            reversed[length++] = last[at];
            at = prefix[at];
        }
        reversed[length++] = (byte) at;
        return length;
    }

    private int code(int bits) throws IOException {
        int code = 0;
        for (int i = 0; i < bits; i++, position++) {
            if (position >> 3 >= packed.length) {
                throw UnreadablePicture.cut("GIF", "before its last pixel");
            }
            code |= (packed[position >> 3] >> (position & 7) & 1) << i;
        }
        return code;
    }
}
