package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PngPictureTest {

    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    @Test
    void fewBitsAreStretchedToTheFullRange() throws IOException {
        assertRead(PngFiles.row(4, 1, GRAY, bytes(0b0110_0000)), "1x4x1", 0, 255, 255, 0);
        assertRead(PngFiles.row(4, 2, GRAY, bytes(0b00_01_10_11)), "1x4x1", 0, 85, 170, 255);
        assertRead(PngFiles.row(4, 4, GRAY, bytes(0x01, 0xef)), "1x4x1", 0, 17, 238, 255);
        assertRead(PngFiles.row(2, 8, GRAY, bytes(7, 250)), "1x2x1", 7, 250);
    }

    @Test
    void aTransparentColorChangesNoOther() throws IOException {
        byte[] key = PngFiles.chunk("tRNS", bytes(0, 1));

        assertRead(PngFiles.row(4, 1, GRAY, bytes(0b0110_0000), key), "1x4x1", 0, 255, 255, 0);
        assertRead(PngFiles.row(4, 2, GRAY, bytes(0b00_01_10_11), key), "1x4x1", 0, 85, 170, 255);
        assertRead(PngFiles.row(4, 4, GRAY, bytes(0x01, 0xef), key), "1x4x1", 0, 17, 238, 255);
        assertRead(PngFiles.row(2, 8, GRAY, bytes(1, 250), key), "1x2x1", 1, 250);
        assertRead(
                PngFiles.row(2, 8, RGB, bytes(1, 2, 3, 4, 5, 6), PngFiles.chunk("tRNS", bytes(0, 1, 0, 2, 0, 3))),
                "1x2x3",
                1,
                2,
                3,
                4,
                5,
                6);
        assertRead(PngFiles.row(1, 16, GRAY, bytes(0, 1), key), "1x1x1", 0);
        assertRead(
                PngFiles.row(1, 16, RGB, bytes(9, 1, 8, 2, 7, 3), PngFiles.chunk("tRNS", bytes(9, 1, 8, 2, 7, 3))),
                "1x1x3",
                9,
                8,
                7);
    }

    @Test
    void sixteenBitsKeepTheirUpperHalf() throws IOException {
        assertRead(PngFiles.row(3, 16, GRAY, bytes(255, 255, 1, 255, 0, 255)), "1x3x1", 255, 1, 0);
        assertRead(PngFiles.row(1, 16, RGB, bytes(255, 0, 100, 9, 3, 255)), "1x1x3", 255, 100, 3);
        assertRead(PngFiles.row(1, 16, RGB_ALPHA, bytes(255, 0, 100, 9, 3, 255, 0, 0)), "1x1x3", 255, 100, 3);
        assertRead(PngFiles.row(1, 16, GRAY_ALPHA, bytes(100, 9, 128, 0)), "1x1x1", 100);
    }

    @Test
    void transparencyIsIgnoredAndNoted() throws IOException {
        assertRead(PngFiles.row(2, 8, GRAY_ALPHA, bytes(10, 0, 20, 255)), "1x2x1", 10, 20);
        assertRead(PngFiles.row(1, 8, RGB_ALPHA, bytes(10, 20, 30, 0)), "1x1x3", 10, 20, 30);

        assertThat(traits(PngFiles.row(2, 8, GRAY_ALPHA, bytes(10, 255, 20, 255)))
                        .notes())
                .isEmpty();
        assertThat(traits(PngFiles.row(2, 8, GRAY_ALPHA, bytes(10, 0, 20, 255))).notes())
                .singleElement()
                .asString()
                .startsWith("1 picture has transparent pixels");
    }

    @Test
    void palettesOfGraysAreGrayAndOthersAreNot() throws IOException {
        byte[] grays = PngFiles.chunk("PLTE", bytes(9, 9, 9, 200, 200, 200));
        byte[] colors = PngFiles.chunk("PLTE", bytes(9, 9, 9, 200, 100, 0));
        byte[] clear = PngFiles.chunk("tRNS", bytes(0));

        assertRead(PngFiles.row(3, 1, PALETTE, bytes(0b0110_0000), grays), "1x3x1", 9, 200, 200);
        assertRead(PngFiles.row(2, 2, PALETTE, bytes(0b0100_0000), colors), "1x2x3", 200, 100, 0, 9, 9, 9);
        assertRead(PngFiles.row(2, 8, PALETTE, bytes(1, 0), colors, clear), "1x2x3", 200, 100, 0, 9, 9, 9);
    }

    @Test
    void anIndexWithoutColorIsDamage() throws IOException {
        byte[] file = PngFiles.row(1, 8, PALETTE, bytes(2), PngFiles.chunk("PLTE", bytes(9, 9, 9, 200, 100, 0)));

        assertThatThrownBy(() -> Decoded.of(file)).hasMessageContaining("a pixel has color 2 of a palette of 2 colors");
    }

    @Test
    void valuesOfACameraAreNotedAndScaledOnDemand() throws IOException {
        byte[] file = PngFiles.row(3, 16, GRAY, bytes(0x0f, 0xff, 0x07, 0xff, 0, 0));

        assertRead(file, "1x3x1", 15, 7, 0);
        assertThat(traits(file).isDark()).isTrue();
        assertThat(traits(file).notes())
                .singleElement()
                .asString()
                .contains("no sample is above 4095", "\"sampleMaximum\": 4095 in dataset.json");
        assertThat(Decoded.of(file, 4095).values()).containsExactly(255, 127, 0);
        assertThatThrownBy(() -> Decoded.of(file, 4000))
                .hasMessageContaining("no sample above the sampleMaximum 4000 of its data set, has 4095");
    }

    @Test
    void picturesThatUseTheirBitsNeedNoNote() throws IOException {
        assertThat(traits(PngFiles.row(1, 16, GRAY, bytes(255, 255))).notes()).isEmpty();
        assertThat(traits(PngFiles.row(1, 8, GRAY, bytes(3))).notes()).isEmpty();
    }

    /** A packed text of kilobytes may unpack to gigabytes, and the decoder of the JDK would do so. */
    @Test
    void theDecoderSeesNothingButPixels() throws IOException {
        byte[] colors = PngFiles.chunk("PLTE", bytes(9, 9, 9, 200, 100, 0));
        byte[] text = PngFiles.chunk("zTXt", bytes('a', 0, 0, 1, 2, 3));
        byte[] profile = PngFiles.chunk("iCCP", bytes('a', 0, 0, 1, 2, 3));
        byte[] plain = PngFiles.row(1, 8, PALETTE, bytes(1), colors);
        var in = new ArrayInput(PngFiles.row(1, 8, PALETTE, bytes(1), text, colors, profile));

        var seen = new byte[plain.length];
        var view = new InputView(in, PngChunks.read(in).pixelPieces());
        view.readFully(seen);

        assertThat(seen).isEqualTo(plain);
        assertThat(view.read()).isEqualTo(-1);
    }

    @Test
    void animationsAreRefused() throws IOException {
        byte[] control = PngFiles.chunk("acTL", ByteBuffer.allocate(8).putInt(3).array());
        byte[] file = PngFiles.row(1, 8, GRAY, bytes(1), control);

        assertThatThrownBy(() -> Decoded.of(file)).hasMessageContaining("is an animated PNG of 3 frames");
    }

    @Test
    void everyCutAndEveryFlippedBitIsFound() throws IOException {
        byte[] file = PngFiles.row(4, 8, GRAY, bytes(1, 2, 3, 4));

        assertThat(IntStream.range(8, file.length)).allSatisfy(length -> {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> Decoded.of(cut)).hasMessageContaining("must be a whole picture");
        });
        assertThat(IntStream.range(8, file.length)).allSatisfy(i -> {
            byte[] torn = file.clone();
            torn[i] ^= 4;
            assertThatThrownBy(() -> Decoded.of(torn)).isInstanceOf(lab.obscura.engine.data.images.DataException.class);
        });
        assertRead(Arrays.copyOf(file, file.length + 7), "1x4x1", 1, 2, 3, 4);
    }

    private static PictureTraits traits(byte[] file) {
        try (var reader = PictureReader.open("a", file, 0)) {
            reader.pixels();
            return reader.traits();
        }
    }

    private static void assertRead(byte[] file, String shape, int... values) {
        Decoded picture = Decoded.of(file);

        assertThat(picture.shape()).isEqualTo(shape);
        assertThat(picture.values()).containsExactly(values);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
