package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored picture is 16 wide and 8 high: its left half is 40, its right half 200, with 120 in the lower right quarter. */
class OrientationTest {

    @ParameterizedTest
    @CsvSource({
        "1, 8x16x1, 40, 200, 40,  120",
        "2, 8x16x1, 200, 40, 120, 40",
        "3, 8x16x1, 120, 40, 200, 40",
        "4, 8x16x1, 40, 120, 40,  200",
        "5, 16x8x1, 40, 40,  200, 120",
        "6, 16x8x1, 40, 40,  120, 200",
        "7, 16x8x1, 120, 200, 40, 40",
        "8, 16x8x1, 200, 120, 40, 40",
        "0, 8x16x1, 40, 200, 40,  120",
        "9, 8x16x1, 40, 200, 40,  120"
    })
    void picturesStandUpright(int tag, String shape, int upperLeft, int upperRight, int lowerLeft, int lowerRight)
            throws IOException {
        byte[] jpeg = JpegFiles.ordinary(stored(), false);
        var files = List.of(
                JpegFiles.exif(jpeg, tag, ByteOrder.BIG_ENDIAN),
                JpegFiles.exif(jpeg, tag, ByteOrder.LITTLE_ENDIAN),
                pngWithExif(tag, ByteOrder.BIG_ENDIAN),
                pngWithExif(tag, ByteOrder.LITTLE_ENDIAN));

        assertThat(files).map(Decoded::of).allSatisfy(picture -> {
            assertThat(picture.shape()).isEqualTo(shape);
            assertThat(corners(picture.values(), shape.startsWith("8") ? 16 : 8))
                    .containsExactly(upperLeft, upperRight, lowerLeft, lowerRight);
        });
    }

    private static int[] corners(int[] values, int width) {
        int last = values.length - 1;
        return new int[] {values[0], values[width - 1], values[last - width + 1], values[last]};
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void stripesAreTurnedToo(int tag) throws IOException {
        byte[] file = pngWithExif(tag, ByteOrder.BIG_ENDIAN);

        var stripes = new ByteArrayOutputStream();
        try (var reader = PictureReader.open("a", file, 0)) {
            int height = reader.shape().height();
            for (int row = 0; row < height; row += 3) {
                stripes.writeBytes(reader.rows(row, Math.min(3, height - row)));
            }
        }

        assertThat(stripes.toByteArray()).isEqualTo(Decoded.of(file).pixels());
    }

    @Test
    void tornExifIsPassedOverAsInEveryViewer() {
        byte[] tiff = JpegFiles.tiff(6, ByteOrder.BIG_ENDIAN);

        assertThat(Exif.orientation(tiff)).isEqualTo(Orientation.TURN_RIGHT);
        assertThat(IntStream.range(0, 20).mapToObj(length -> Exif.orientation(Arrays.copyOf(tiff, length))))
                .containsOnly(Orientation.AS_STORED);
    }

    private static BufferedImage stored() {
        var image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 16 * 8; i++) {
            int value = i % 16 < 8 ? 40 : i / 16 < 4 ? 200 : 120;
            image.getRaster().setSample(i % 16, i / 16, 0, value);
        }
        return image;
    }

    private static byte[] pngWithExif(int tag, ByteOrder order) throws IOException {
        byte[] png = DataFiles.encoded(stored(), "png");
        byte[] chunk = PngFiles.chunk("eXIf", JpegFiles.tiff(tag, order));
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, 33)
                .put(chunk)
                .put(png, 33, png.length - 33)
                .array();
    }
}
