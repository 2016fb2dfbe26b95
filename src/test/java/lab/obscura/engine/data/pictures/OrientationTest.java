package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import lab.obscura.engine.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            for (byte[] file : new byte[][] {
                JpegFiles.exif(JpegFiles.ordinary(stored(), false), tag, order), pngWithExif(tag, order)
            }) {
                Decoded picture = Decoded.of(file);

                assertThat(picture.shape()).isEqualTo(shape);
                int width = shape.startsWith("8") ? 16 : 8;
                int last = picture.values().length - 1;
                int[] corners = {
                    picture.values()[0],
                    picture.values()[width - 1],
                    picture.values()[last - width + 1],
                    picture.values()[last]
                };
                assertThat(corners).containsExactly(upperLeft, upperRight, lowerLeft, lowerRight);
            }
        }
    }

    @Test
    void stripesAreTurnedToo() throws IOException {
        for (int tag = 1; tag <= 8; tag++) {
            byte[] file = pngWithExif(tag, ByteOrder.BIG_ENDIAN);
            byte[] whole = Decoded.of(file).pixels();
            try (var reader = PictureReader.open("a", file, 0)) {
                int width = reader.shape().width();
                for (int row = 0; row < reader.shape().height(); row += 3) {
                    int count = Math.min(3, reader.shape().height() - row);
                    assertThat(reader.rows(row, count))
                            .isEqualTo(Arrays.copyOfRange(whole, row * width, (row + count) * width));
                }
            }
        }
    }

    @Test
    void tornExifIsPassedOverAsInEveryViewer() {
        byte[] tiff = JpegFiles.tiff(6, ByteOrder.BIG_ENDIAN);

        assertThat(Exif.orientation(tiff)).isEqualTo(Orientation.TURN_RIGHT);
        for (int length = 0; length < 20; length++) {
            assertThat(Exif.orientation(Arrays.copyOf(tiff, length))).isEqualTo(Orientation.AS_STORED);
        }
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
