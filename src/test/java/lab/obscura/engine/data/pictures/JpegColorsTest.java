package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the components of a JPEG mean. All files hold one flat color: what it is read as is worked out by hand. */
class JpegColorsTest {

    private static final int[] ORANGE = {255, 128, 0};

    /** Orange as luminance and chrominance, by the formulas of JFIF. */
    private static final int[] ORANGE_YCBCR = {151, 43, 202};

    @ParameterizedTest
    @CsvSource({
        "1,  2,  3,  none, none, YCBCR",
        "0,  1,  2,  none, none, YCBCR",
        "10, 20, 30, none, none, YCBCR",
        "82, 71, 66, none, none, RGB",
        "82, 71, 66, jfif, none, YCBCR",
        "82, 71, 66, none, 1,    YCBCR",
        "1,  2,  3,  none, 0,    RGB",
        "0,  1,  2,  none, 0,    RGB",
        "1,  2,  3,  none, 1,    YCBCR",
        "0,  1,  2,  jfif, none, YCBCR",
        "1,  2,  3,  jfif, 0,    YCBCR",
        "1,  2,  3,  none, 2,    YCBCR"
    })
    void threeComponentsMeanWhatEveryViewerShows(
            int first, int second, int third, String jfif, String adobe, JpegColors meant) throws IOException {
        byte[] file = JpegFiles.named(flat(meant == JpegColors.RGB ? ORANGE : ORANGE_YCBCR), first, second, third);
        file = adobe.equals("none") ? file : JpegFiles.adobe(file, Integer.parseInt(adobe));
        file = jfif.equals("none") ? file : JpegFiles.jfif(file);

        Decoded picture = Decoded.of(file);

        assertThat(picture.shape()).isEqualTo("16x8x3");
        assertClose(picture, ORANGE);
    }

    @Test
    void inksAreReadAsTheLightThatTheyLetThrough() throws IOException {
        byte[] inverted = flat(255, 128, 0, 255);
        byte[] darker = flat(255, 128, 0, 128);

        assertClose(Decoded.of(JpegFiles.adobe(inverted, 0)), 255, 128, 0);
        assertClose(Decoded.of(JpegFiles.adobe(darker, 0)), 128, 64, 0);
    }

    @Test
    void inksAsLuminanceAndChrominanceAreReadTheSameWay() throws IOException {
        // 255 minus the stored light, as luminance and chrominance: orange seen through its complement
        byte[] file = flat(104, 213, 54, 255);

        assertClose(Decoded.of(JpegFiles.adobe(file, 2)), ORANGE);
    }

    @Test
    void inksOfUnknownSignAreRefused() throws IOException {
        byte[] file = flat(255, 128, 0, 255);

        assertThatThrownBy(() -> Decoded.of(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/a.png is a CMYK JPEG without an Adobe segment")
                .hasMessageContaining("Save it as RGB");
    }

    @Test
    void oneComponentIsGray() throws IOException {
        Decoded picture = Decoded.of(flat(77));

        assertThat(picture.shape()).isEqualTo("16x8x1");
        assertClose(picture, 77);
    }

    @Test
    void twoComponentsAreRefused() throws IOException {
        byte[] file = flat(1, 2);

        assertThatThrownBy(() -> Decoded.of(file))
                .hasMessageContaining("must be a JPEG with 1, 3 or 4 components, has 2");
    }

    @ParameterizedTest
    @CsvSource({
        "0xc3, lossless",
        "0xc9, arithmetic-coded",
        "0xca, arithmetic-coded progressive",
        "0xc5, hierarchical",
        "0xf7, JPEG-LS"
    })
    void kindsThatNobodyDecodesAreNamed(String marker, String kind) throws IOException {
        byte[] file = flat(1);
        file[JpegFiles.indexOf(file, 0xc0) + 1] = (byte) (int) Integer.decode(marker);

        assertThatThrownBy(() -> Decoded.of(file)).hasMessageContaining("is a JPEG of the " + kind + " kind");
    }

    @Test
    void twelveBitsAreNamed() throws IOException {
        byte[] file = flat(1);
        file[JpegFiles.indexOf(file, 0xc0) + 4] = 12;

        assertThatThrownBy(() -> Decoded.of(file)).hasMessageContaining("8 bits per sample, has 12");
    }

    @Test
    void ordinaryPicturesAreReadAsTheJdkReadsThem() throws IOException {
        var image = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 37 * 23; i++) {
            image.setRGB(i % 37, i / 37, 0x010305 * (i * 7919 % 51) + i);
        }
        assertThat(List.of(false, true)).allSatisfy(progressive -> {
            byte[] file = JpegFiles.ordinary(image, progressive);
            var jdk = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(file));

            int[] expected = jdk.getRaster().getPixels(0, 0, 37, 23, (int[]) null);

            assertThat(Decoded.of(file).values()).isEqualTo(expected);
            assertThat(Decoded.of(DataFiles.encoded(image, "png")).values())
                    .isEqualTo(image.getRaster().getPixels(0, 0, 37, 23, (int[]) null));
        });
    }

    private static byte[] flat(int... pixel) throws IOException {
        int[] values =
                IntStream.range(0, 8 * 16).flatMap(i -> Arrays.stream(pixel)).toArray();
        return JpegFiles.components(8, 16, pixel.length, values);
    }

    private static void assertClose(Decoded picture, int... pixel) {
        int[] values = picture.values();
        assertThat(IntStream.range(0, values.length))
                .allSatisfy(i -> assertThat(values[i]).isCloseTo(pixel[i % pixel.length], within(3)));
    }
}
