package lab.obscura.engine.data.pictures;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * The head of a BMP.
 *
 * @param offset where the pixels begin
 * @param topDown whether the first row of the file is the upper one
 * @param compression 0 none, 1 RLE8, 2 RLE4, 3 and 6 color masks
 * @param masks of red, green and blue in pixels of 16 and 32 bits
 * @param palette three bytes per color, red first; empty above 8 bits
 */
record BmpHeader(
        long offset, int width, int height, boolean topDown, int bits, int compression, long[] masks, byte[] palette) {

    private static final int CORE_BYTES = 12;
    private static final int INFO_BYTES = 40;
    private static final Set<Integer> HEADER_BYTES = Set.of(CORE_BYTES, INFO_BYTES, 52, 56, 64, 108, 124);

    private static final int MASKS = 3;
    private static final int MASKS_WITH_ALPHA = 6;
    private static final long[] MASKS_555 = {0x7c00, 0x3e0, 0x1f};
    private static final long[] MASKS_888 = {0xff0000, 0xff00, 0xff};

    static BmpHeader read(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            in.seek(10);
            long offset = in.readUnsignedInt();
            int size = in.readInt();
            if (!HEADER_BYTES.contains(size)) {
                throw UnreadablePicture.unsupported(
                        "must be a BMP of Windows or OS/2, has a header of " + size + " bytes");
            }
            boolean core = size == CORE_BYTES;
            int width = core ? in.readUnsignedShort() : in.readInt();
            int height = core ? in.readUnsignedShort() : in.readInt();
            in.readUnsignedShort();
            int bits = in.readUnsignedShort();
            int compression = core ? 0 : in.readInt();
            check(size, bits, compression);
            return new BmpHeader(
                    offset,
                    width,
                    Math.abs(height),
                    height < 0,
                    bits,
                    compression,
                    masks(in, bits, compression),
                    palette(in, size, bits, compression));
        } catch (EOFException e) {
            throw UnreadablePicture.cut("BMP", "inside its header");
        }
    }

    private static void check(int size, int bits, int compression) throws IOException {
        boolean plain = compression == 0 && Set.of(1, 4, 8, 16, 24, 32).contains(bits);
        boolean runs = compression == 1 && bits == 8 || compression == 2 && bits == 4;
        boolean masked =
                (compression == MASKS || compression == MASKS_WITH_ALPHA) && (bits == 16 || bits == 32) && size != 64;
        if (!plain && !runs && !masked) {
            throw UnreadablePicture.unsupported(
                    "must be a BMP that is plain, run-length encoded or has color masks, has " + bits
                            + " bits per pixel with compression " + compression);
        }
    }

    /** With the shortest header they follow it, in longer ones they stand at the same place. */
    private static long[] masks(ImageInputStream in, int bits, int compression) throws IOException {
        if (compression != MASKS && compression != MASKS_WITH_ALPHA) {
            return bits == 16 ? MASKS_555 : MASKS_888;
        }
        in.seek(14 + INFO_BYTES);
        long[] masks = {in.readUnsignedInt(), in.readUnsignedInt(), in.readUnsignedInt()};
        for (long mask : masks) {
            long ones = mask >> Long.numberOfTrailingZeros(mask);
            if (mask == 0 || (ones & ones + 1) != 0 || Long.bitCount(mask) > 16) {
                throw UnreadablePicture.damaged(
                        "BMP", "the color mask 0x" + Long.toHexString(mask) + " is no run of bits");
            }
        }
        return masks;
    }

    private static byte[] palette(ImageInputStream in, int size, int bits, int compression) throws IOException {
        if (bits > 8) {
            return new byte[0];
        }
        long used = 0;
        if (size != CORE_BYTES) {
            in.seek(14 + 32);
            used = in.readUnsignedInt();
        }
        int count = used == 0 || used > 1 << bits ? 1 << bits : (int) used;
        int bytes = size == CORE_BYTES ? 3 : 4;
        in.seek(14L + size);
        byte[] palette = new byte[3 * count];
        for (int i = 0; i < count; i++) {
            for (int c = 2; c >= 0; c--) {
                palette[3 * i + c] = in.readByte();
            }
            in.skipBytes(bytes - 3);
        }
        return palette;
    }

    boolean hasRuns() {
        return compression == 1 || compression == 2;
    }

    /** Bytes of a plain row; rows begin at multiples of four. */
    int rowBytes() {
        return (width * bits + 31) / 32 * 4;
    }
}
