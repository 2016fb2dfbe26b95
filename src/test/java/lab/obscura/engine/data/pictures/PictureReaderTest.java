package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PictureReaderTest {

    @Test
    void stripesTogetherAreThePicture() throws IOException {
        var image = new BufferedImage(61, 47, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 61 * 47; i++) {
            image.setRGB(i % 61, i / 61, i * 7919 * (i % 13 + 1));
        }
        var indexed = new BufferedImage(61, 47, BufferedImage.TYPE_BYTE_INDEXED);
        indexed.getGraphics().drawImage(image, 0, 0, null);
        assertThat(List.of(
                        DataFiles.encoded(image, "png"),
                        DataFiles.encoded(image, "bmp"),
                        DataFiles.encoded(indexed, "gif"),
                        JpegFiles.ordinary(image, false),
                        JpegFiles.ordinary(image, true)))
                .allSatisfy(file -> {
                    var stripes = new ByteArrayOutputStream();
                    try (var reader = PictureReader.open("a", file, 0)) {
                        for (int row = 0; row < 47; row += 10) {
                            stripes.writeBytes(reader.rows(row, Math.min(10, 47 - row)));
                        }
                    }
                    assertThat(stripes.toByteArray()).isEqualTo(Decoded.of(file).pixels());
                });
    }

    @Test
    void stripesOfLargePicturesHaveBoundedSize() throws IOException {
        byte[] large = DataFiles.grayPng(4096, 4096, 1);

        try (var reader = PictureReader.open("a", large, 0)) {
            assertThat(reader.shape()).hasToString("4096x4096x1");
            assertThat(reader.stripe()).isEqualTo(2048);
        }
        try (var reader = PictureReader.open("a", DataFiles.grayPng(3, 5, 1), 0)) {
            assertThat(reader.stripe()).isEqualTo(3);
        }
    }

    @Test
    void whatMustBeHeldAtOnceIsRefusedWithItsSize() throws IOException {
        byte[] file = JpegFiles.ordinary(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), true);
        int frame = JpegFiles.indexOf(file, 0xc2);
        for (int i = 5; i < 9; i += 2) {
            file[frame + i] = 15;
        }

        assertThatThrownBy(() -> PictureReader.open("set/a.jpg", file, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/a.jpg must be a JPEG that can be decoded in stripes")
                .hasMessageContaining("3856x3856");
    }

    @Test
    void largerThanTheLargestIsRefusedByItsHead() throws IOException {
        byte[] file = DataFiles.grayPng(4097, 1, 1);

        assertThatThrownBy(() -> PictureReader.open("set/a.png", file, 0))
                .hasMessageContaining("set/a.png must be at most 4096x4096, is 4097x1");
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("RIFF\1\1\1\1WEBPVP8 ", "is a WebP"),
                Arguments.of("II*\0\10\0\0\0", "is a TIFF"),
                Arguments.of("MM\0*\0\0\0\10", "is a TIFF"),
                Arguments.of("\0\0\0 ftypheic\0\0\0\0mif1heic", "is a HEIC"),
                Arguments.of("\0\0\0 ftypavif\0\0\0\0avifmif1", "is an AVIF"),
                Arguments.of("\0\0\0 ftypisom\0\0\0\0", "is a video"),
                Arguments.of("\u00ef\u00bb\u00bf\n<!DOCTYPE html><html>", "is a web page"),
                Arguments.of("<svg xmlns='x'>", "is SVG"),
                Arguments.of("P6\n3 2\n255\n", "is a PNM"),
                Arguments.of("version https://git-lfs.github.com/spec/v1", "is a pointer of Git LFS"),
                Arguments.of("\u001f\u008b\10", "is a gzip file"),
                Arguments.of("", "is empty"),
                Arguments.of("not a picture", "is none"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void otherKindsAreCalledByTheirNames(String content, String said) {
        byte[] file = content.getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PictureReader.open("set/a.png", file, 0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("set/a.png must be a PNG, JPEG, BMP or GIF picture, " + said)
                .hasMessageEndingWith("Save it as PNG, or remove it");
    }
}
