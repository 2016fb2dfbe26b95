package lab.obscura.engine.data.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import lab.obscura.engine.data.DataFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifPictureTest {

    private static final int FRAME = 0x2c;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void indicesOfAnyLengthAreUnpackedAsTheJdkDoes(boolean interlaced) throws IOException {
        byte[] file = gif(noise(), interlaced, 1);
        BufferedImage jdk = ImageIO.read(new java.io.ByteArrayInputStream(file));
        int[] expected = IntStream.range(0, 150 * 70)
                .flatMap(i -> rgb(jdk.getRGB(i % 150, i / 150)))
                .toArray();

        assertThat(Decoded.of(file).values()).isEqualTo(expected);
    }

    private static IntStream rgb(int pixel) {
        return IntStream.of(pixel >> 16 & 0xff, pixel >> 8 & 0xff, pixel & 0xff);
    }

    @Test
    void severalFramesAreRefused() throws IOException {
        byte[] file = gif(noise(), false, 3);

        assertThatThrownBy(() -> Decoded.of(file))
                .hasMessageContaining("set/a.png must be one picture, is a GIF of 3 frames");
    }

    @Test
    void aFrameSmallerThanItsScreenIsRefused() throws IOException {
        byte[] file = DataFiles.encoded(noise(), "gif");
        file[6] = (byte) 200;

        assertThatThrownBy(() -> Decoded.of(file)).hasMessageContaining("has a frame of 70x150 at row 0, column 0");
    }

    @Test
    void cutsAreFoundWhereverTheyAre() throws IOException {
        byte[] file = DataFiles.encoded(noise(), "gif");

        assertThat(IntStream.iterate(6, length -> length < file.length, length -> length + 97))
                .allSatisfy(length -> {
                    byte[] cut = Arrays.copyOf(file, length);
                    assertThatThrownBy(() -> Decoded.of(cut)).hasMessageContaining("must be a whole picture");
                });
        assertThat(Decoded.of(Arrays.copyOf(file, file.length + 5)).pixels())
                .isEqualTo(Decoded.of(file).pixels());
    }

    @Test
    void missingPixelsAreFoundAlthoughTheFileEndsWell() throws IOException {
        byte[] file = DataFiles.encoded(noise(), "gif");
        int data = firstBlock(file);
        var shorter = new ByteArrayOutputStream();
        shorter.write(file, 0, data);
        shorter.write(file, data, 1 + (file[data] & 0xff));
        shorter.write(new byte[] {0, 0x3b});

        assertThatThrownBy(() -> Decoded.of(shorter.toByteArray()))
                .hasMessageContaining("GIF ends before its last pixel");
    }

    private static int firstBlock(byte[] file) {
        int at = 13 + ((file[10] & 0x80) == 0 ? 0 : 3 << (file[10] & 7) + 1);
        while (file[at] != FRAME) {
            at += 2;
            while (file[at] != 0) {
                at += 1 + (file[at] & 0xff);
            }
            at++;
        }
        int table = (file[at + 9] & 0x80) == 0 ? 0 : 3 << (file[at + 9] & 7) + 1;
        return at + 10 + table + 1;
    }

    private static BufferedImage noise() {
        var image = new BufferedImage(150, 70, BufferedImage.TYPE_BYTE_INDEXED);
        for (int i = 0; i < 150 * 70; i++) {
            image.getRaster().setSample(i % 150, i / 150, 0, i < 3000 ? 7 : i * i * 31 % 251 % 216);
        }
        return image;
    }

    private static byte[] gif(BufferedImage image, boolean interlaced, int frames) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                writer.writeToSequence(new IIOImage(image, null, null), settings);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
