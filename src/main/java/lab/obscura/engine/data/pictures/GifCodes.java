package lab.obscura.engine.data.pictures;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The LZW codes of a GIF. */
final class GifCodes {

    private static final int MOST_CODES = 1 << 12;

    private final ImageInputStream in;
    private final int clear;
    private final int[] prefix = new int[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final byte[] reversed = new byte[MOST_CODES + 1];
    private final byte[] block = new byte[255];
    private int blockLength;
    private int blockAt;
    private int waiting;
    private int waitingBits;

    private GifCodes(ImageInputStream in, int codeBits) {
        this.in = in;
        this.clear = 1 << codeBits;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
        }
    }

    /** Exactly {@code count} indices, or a refusal; the stream stands before the first block of codes, which come in pieces. */
    static byte[] decode(ImageInputStream in, int codeBits, int count) throws IOException {
        if (codeBits < 1 || codeBits > 8) {
            throw UnreadablePicture.damaged("GIF", "its codes begin with " + codeBits + " bits");
        }
        return new GifCodes(in, codeBits).decode(codeBits, count);
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
        while (waitingBits < bits) {
            waiting |= next() << waitingBits;
            waitingBits += 8;
        }
        int code = waiting & (1 << bits) - 1;
        waiting >>>= bits;
        waitingBits -= bits;
        return code;
    }

    private int next() throws IOException {
        if (blockAt == blockLength) {
            blockLength = in.readUnsignedByte();
            blockAt = 0;
            if (blockLength == 0) {
                throw UnreadablePicture.cut("GIF", "before its last pixel");
            }
            in.readFully(block, 0, blockLength);
        }
        return block[blockAt++] & 0xff;
    }
}
