package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BmpPictureTest {

    private static final int PLAIN = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;

    private static final byte[] NOTHING = new byte[0];

    @Test
    void fiveBitsPerColorReachWhite() {
        byte[] pixels = shorts(0x7fff, 0x7c00, 0x0001, 0);

        assertRead(bmp(4, 1, 16, PLAIN, NOTHING, pixels), "1x4x3", 255, 255, 255, 255, 0, 0, 0, 0, 8, 0, 0, 0);
    }

    @Test
    void masksSayWhereTheColorsLie() {
        byte[] masks565 = ints(0xf800, 0x07e0, 0x001f);
        byte[] masksTurned = ints(0xff, 0xff00, 0xff0000);

        assertRead(bmp(2, 1, 16, MASKS, masks565, shorts(0xffff, 0x07e0)), "1x2x3", 255, 255, 255, 0, 255, 0);
        assertRead(bmp(1, 1, 32, MASKS, masksTurned, ints(0x00030201)), "1x1x3", 1, 2, 3);
        assertRead(bmp(1, 1, 32, MASKS, ints(0x3ff00000, 0xffc00, 0x3ff), ints(0x3ff00000)), "1x1x3", 255, 0, 0);
        assertThatThrownBy(() -> Decoded.of(bmp(1, 1, 16, MASKS, ints(0x5, 0x70, 0x700), shorts(0, 0))))
                .hasMessageContaining("mask 0x5 is no run of bits");
    }

    @Test
    void fullColorsWithAndWithoutAFourthByte() {
        assertRead(bmp(1, 1, 24, PLAIN, NOTHING, bytes(3, 2, 1, 0)), "1x1x3", 1, 2, 3);
        assertRead(bmp(1, 1, 32, PLAIN, NOTHING, bytes(3, 2, 1, 0)), "1x1x3", 1, 2, 3);
    }

    @Test
    void rowsComeFromBelowUnlessTheHeightIsNegative() {
        byte[] rows = bytes(1, 1, 1, 0, 2, 2, 2, 0);

        assertRead(bmp(1, 2, 24, PLAIN, NOTHING, rows), "2x1x3", 2, 2, 2, 1, 1, 1);
        assertRead(bmp(1, -2, 24, PLAIN, NOTHING, rows), "2x1x3", 1, 1, 1, 2, 2, 2);
    }

    @Test
    void palettesOfEveryDepth() {
        byte[] blackWhite = bytes(0, 0, 0, 0, 255, 255, 255, 0);
        byte[] blueRed = Arrays.copyOf(bytes(255, 0, 0, 0, 0, 0, 255, 0), 4 * 16);
        byte[] grays = new byte[4 * 256];
        for (int i = 0; i < grays.length; i++) {
            grays[i] = (byte) (i % 4 == 3 ? 0 : i / 4);
        }

        assertRead(bmp(3, 1, 1, PLAIN, blackWhite, bytes(0b0110_0000, 0, 0, 0)), "1x3x1", 0, 255, 255);
        assertRead(bmp(2, 1, 4, PLAIN, blueRed, bytes(0x10, 0, 0, 0)), "1x2x3", 255, 0, 0, 0, 0, 255);
        assertRead(bmp(2, 1, 8, PLAIN, grays, bytes(7, 250, 0, 0)), "1x2x1", 7, 250);
    }

    @Test
    void runLengthsOfFourAndEightBits() {
        byte[] grays = new byte[4 * 256];
        for (int i = 0; i < grays.length; i++) {
            grays[i] = (byte) (i % 4 == 3 ? 0 : i / 4);
        }
        byte[] runs8 = bytes(2, 9, 1, 8, 0, 0, 0, 3, 1, 2, 3, 0, 0, 1);
        byte[] runs4 = bytes(3, 0x12, 0, 0, 0, 3, 0x45, 0x60, 0, 1);

        assertRead(bmp(3, 2, 8, RLE8, grays, runs8), "2x3x1", 1, 2, 3, 9, 9, 8);
        assertRead(bmp(3, 2, 4, RLE4, Arrays.copyOf(grays, 64), runs4), "2x3x1", 4, 5, 6, 1, 2, 1);
        assertThat(IntStream.range(0, runs8.length)).allSatisfy(length -> {
            byte[] cut = bmp(3, 2, 8, RLE8, grays, Arrays.copyOf(runs8, length));
            assertThatThrownBy(() -> Decoded.of(cut)).hasMessageContaining("must be a whole picture");
        });
        assertThatThrownBy(() -> Decoded.of(bmp(3, 2, 8, RLE8, grays, bytes(1, 9, 0, 2, 1, 1, 0, 1))))
                .hasMessageContaining("jumps over some");
        assertThatThrownBy(() -> Decoded.of(bmp(3, 2, 8, RLE8, grays, bytes(4, 9, 0, 1))))
                .hasMessageContaining("leaves the picture");
    }

    @Test
    void cutFilesAreRefusedAndTrailingBytesAreNot() {
        byte[] file = bmp(2, 2, 24, PLAIN, NOTHING, new byte[16]);

        assertThat(IntStream.range(2, file.length)).allSatisfy(length -> {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> Decoded.of(cut)).hasMessageContaining("must be a whole picture");
        });
        assertThat(Decoded.of(Arrays.copyOf(file, file.length + 9)).pixels()).containsOnly(0);
    }

    @Test
    void otherCompressionsAreNamed() {
        assertThatThrownBy(() -> Decoded.of(bmp(1, 1, 24, 4, NOTHING, new byte[4])))
                .hasMessageContaining("has 24 bits per pixel with compression 4");
    }

    private static byte[] bmp(int width, int height, int bits, int compression, byte[] table, byte[] pixels) {
        int offset = 54 + table.length;
        return ByteBuffer.allocate(offset + pixels.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'B')
                .put((byte) 'M')
                .putInt(offset + pixels.length)
                .putInt(0)
                .putInt(offset)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) bits)
                .putInt(compression)
                .put(new byte[20])
                .put(table)
                .put(pixels)
                .array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static void assertRead(byte[] file, String shape, int... values) {
        Decoded picture = Decoded.of(file);

        assertThat(picture.shape()).isEqualTo(shape);
        assertThat(picture.values()).containsExactly(values);
    }
}
