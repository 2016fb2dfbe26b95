package lab.obscura.engine.run.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import lab.obscura.engine.data.images.ImageShape;
import org.junit.jupiter.api.Test;

class PngPicturesTest {

    private static final ImageShape COLORED = new ImageShape(1, 2, 3);
    private static final float[] RED_AND_GRAY = {1, 0, 0, 0.5f, 0.5f, 0.5f};

    @Test
    void everyPngReaderSeesTheValues() throws IOException {
        BufferedImage read = read(PngPictures.png(RED_AND_GRAY, COLORED, 1));

        assertThat(read.getWidth()).isEqualTo(2);
        assertThat(read.getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(read.getRGB(1, 0)).isEqualTo(0xff808080);
    }

    @Test
    void enlargesByRepeatingPixels() throws IOException {
        BufferedImage read = read(PngPictures.png(RED_AND_GRAY, COLORED, 4));

        assertThat(read.getWidth()).isEqualTo(8);
        assertThat(read.getHeight()).isEqualTo(4);
        assertThat(read.getRGB(3, 3)).isEqualTo(0xffff0000);
        assertThat(read.getRGB(4, 0)).isEqualTo(0xff808080);
    }

    @Test
    void aSmallPictureCanBeEnlargedLater() {
        byte[] small = PngPictures.png(RED_AND_GRAY, COLORED, 1);

        assertThat(PngPictures.enlarged(small, 4)).isEqualTo(PngPictures.png(RED_AND_GRAY, COLORED, 4));
    }

    @Test
    void grayPicturesKeepTheirValues() throws IOException {
        byte[] png = PngPictures.png(new float[] {0.25f, 1}, new ImageShape(2, 1, 1), 1);

        assertThat(read(png).getRaster().getSample(0, 0, 0)).isEqualTo(64);
        assertThat(read(png).getRaster().getSample(0, 1, 0)).isEqualTo(255);
        assertThat(PngPictures.enlarged(png, 1)).isEqualTo(png);
    }

    @Test
    void clampsWhatIsOutsideAndShowsNaNAsBlack() throws IOException {
        BufferedImage read = read(PngPictures.png(new float[] {-3, 7, Float.NaN}, new ImageShape(1, 1, 3), 1));

        assertThat(read.getRGB(0, 0)).isEqualTo(0xff00ff00);
    }

    @Test
    void aStripShowsPicturesSideBySide() throws IOException {
        BufferedImage read = read(PngPictures.strip(List.of(RED_AND_GRAY, RED_AND_GRAY), COLORED, 2));

        assertThat(read.getWidth()).isEqualTo(10);
        assertThat(read.getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(read.getRGB(4, 0)).isEqualTo(0xff808080);
        assertThat(read.getRGB(6, 0)).isEqualTo(0xffff0000);
    }

    @Test
    void theDifferenceHasNoSign() {
        assertThat(PngPictures.difference(new float[] {0.25f, 1}, new float[] {1, 0.75f}))
                .containsExactly(0.75f, 0.25f);
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertThatThrownBy(() -> PngPictures.png(new float[2], new ImageShape(1, 1, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or 3 channels");
        assertThatThrownBy(() -> PngPictures.png(RED_AND_GRAY, COLORED, 17))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scale must be between 1 and 16");
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
