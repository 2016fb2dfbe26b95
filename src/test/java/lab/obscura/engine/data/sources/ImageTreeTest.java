package lab.obscura.engine.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTreeTest {

    private static final int RED = 0xff0000;

    @TempDir
    private Path directory;

    private SourceFolder folder;

    @BeforeEach
    void anEmptyFolder() {
        folder = new SourceFolder(directory);
    }

    @Test
    void takesClassesFromFolderNamesInSortedOrder() throws IOException {
        Split split = folder.with("train/dog/1.png", DataFiles.colorPng(2, 3, RED))
                .with("train/cat/1.png", DataFiles.colorPng(2, 3, 0x010203))
                .with("test/dog/1.png", DataFiles.colorPng(2, 3, RED))
                .with("train/cat/notes.txt", new byte[3])
                .with("train/cat/.hidden.png", new byte[3])
                .read();

        assertThat(folder.format()).isEqualTo("image-folder");
        assertThat(split.train().classNames()).containsExactly("cat", "dog");
        assertThat(split.train().shape()).hasToString("2x3x3");
        assertThat(split.train().bytes(0)).startsWith(1, 2, 3);
        assertThat(split.test().label(0)).isEqualTo(1);
    }

    @Test
    void grayPicturesKeepTheValuesOfTheirRaster() throws IOException {
        Split split = folder.with("train/a/1.png", DataFiles.grayPng(2, 2, 100))
                .with("val/a/1.png", DataFiles.grayPng(2, 2, 50))
                .read();

        assertThat(split.train().shape().channels()).isEqualTo(1);
        assertThat(split.train().bytes(0)).containsOnly(100);
        assertThat(split.test().bytes(0)).containsOnly(50);
    }

    @Test
    void grayAmongColoredBecomesThreeEqualChannels() throws IOException {
        Split split = folder.with("train/a/1.png", DataFiles.grayPng(1, 1, 100))
                .with("train/a/2.png", DataFiles.colorPng(1, 1, RED))
                .with("train/a/3.png", DataFiles.grayPng(1, 1, 7))
                .with("test/a/1.png", DataFiles.grayPng(1, 1, 50))
                .read();

        assertThat(split.train().bytes(0)).containsExactly(100, 100, 100);
        assertThat(split.train().bytes(1)).containsExactly(255, 0, 0);
        assertThat(split.train().bytes(2)).containsExactly(7, 7, 7);
        assertThat(split.test().bytes(0)).containsExactly(50, 50, 50);
    }

    @Test
    void readsPalettesSixteenBitsAndTransparency() throws IOException {
        var palette = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_INDEXED);
        palette.setRGB(0, 0, 0xffff0000);
        var deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x64ff);
        var transparent = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        transparent.setRGB(0, 0, 0x80102030);
        Split split = folder.with("train/a/1.gif", DataFiles.encoded(palette, "gif"))
                .with("train/a/2.png", DataFiles.encoded(deep, "png"))
                .with("train/a/3.png", DataFiles.encoded(transparent, "png"))
                .with("test/a/1.bmp", DataFiles.encoded(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "bmp"))
                .read();

        assertThat(split.train().bytes(0)).containsExactly(255, 0, 0);
        assertThat(split.train().bytes(1)).containsExactly(100, 100, 100);
        assertThat(split.train().bytes(2)).containsExactly(16, 32, 48);
    }

    @Test
    void saysWhatMayLookOtherThanItWasMeant() throws IOException {
        var camera = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        camera.getRaster().setSample(0, 0, 0, 4000);
        var transparent = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        Split split = folder.with("train/a/1.png", DataFiles.encoded(camera, "png"))
                .with("train/a/2.png", DataFiles.encoded(transparent, "png"))
                .with("test/a/1.png", DataFiles.grayPng(1, 1, 3))
                .read();

        assertThat(split.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("no sample is above 4000"))
                .anyMatch(note -> note.startsWith("1 picture has transparent pixels"));
    }

    @Test
    void readsSeveralZipFilesAsOneDataSet() throws IOException {
        Split split = folder.with("train-0.zip", DataFiles.zip(Map.of("train/a/1.png", DataFiles.grayPng(1, 1, 1))))
                .with("train-1.zip", DataFiles.zip(Map.of("train/b/2.png", DataFiles.grayPng(1, 1, 2))))
                .with("test.zip", DataFiles.zip(Map.of("a/3.png", DataFiles.grayPng(1, 1, 3))))
                .with("classes.txt", "a\tapple\nb\tbread\n".getBytes(StandardCharsets.UTF_8))
                .read();

        assertThat(split.train().count()).isEqualTo(2);
        assertThat(split.test().bytes(0)).containsExactly(3);
        assertThat(split.train().classNames()).containsExactly("apple", "bread");
    }

    @Test
    void takesEveryFifthImageWithoutATestFolder() throws IOException {
        for (int i = 0; i < 10; i++) {
            folder.with("a/" + i + ".png", DataFiles.grayPng(1, 1, i));
        }

        Split split = folder.read();

        assertThat(split.train().count()).isEqualTo(8);
        assertThat(split.test().bytes(0)).containsExactly(4);
        assertThat(split.test().bytes(1)).containsExactly(9);
    }

    @Test
    void readsTheOfficialLayoutOfTinyImageNet() throws IOException {
        Split split = folder.with(
                        "tiny.zip",
                        DataFiles.zip(Map.of(
                                "tiny/train/n01/images/n01_0.png", DataFiles.grayPng(1, 1, 1),
                                "tiny/train/n02/images/n02_0.png", DataFiles.grayPng(1, 1, 2),
                                "tiny/val/images/val_0.png", DataFiles.grayPng(1, 1, 3),
                                "tiny/val/val_annotations.txt",
                                        "val_0.png\tn02\t0\t0\t9\t9\n".getBytes(StandardCharsets.UTF_8),
                                "tiny/test/images/test_0.png", DataFiles.grayPng(1, 1, 4))))
                .read();

        assertThat(split.train().classNames()).containsExactly("n01", "n02");
        assertThat(split.test().count()).isEqualTo(1);
        assertThat(split.test().label(0)).isEqualTo(1);
        assertThat(split.test().bytes(0)).containsExactly(3);
    }

    @Test
    void refusesPicturesOfDifferentSizesAndNamesOne() throws IOException {
        folder.with("train/a/1.png", DataFiles.grayPng(4, 4, 1)).with("train/a/2.png", DataFiles.grayPng(4, 5, 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/2.png is 4x5x1, but set/train/a/1.png is 4x4x1")
                .hasMessageContaining("Give dataset.imageSize");
    }

    @Test
    void bringsPicturesOfDifferentSizesToOneWhenAsked() throws IOException {
        Split split = folder.with("train/a/1.png", DataFiles.grayPng(4, 4, 100))
                .with("train/a/2.png", DataFiles.colorPng(9, 5, RED))
                .with("test/a/1.png", DataFiles.grayPng(2, 2, 30))
                .read(4);

        assertThat(split.train().shape()).hasToString("4x4x3");
        assertThat(split.train().bytes(0)).containsOnly(100);
        assertThat(split.test().bytes(0)).containsOnly(30);
    }

    @Test
    void refusesAPictureThatIsNone() throws IOException {
        folder.with("train/a/1.png", "not a picture".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/1.png must be a PNG, JPEG, BMP or GIF picture");
    }

    @Test
    void refusesAPictureThatEndsEarly() throws IOException {
        byte[] whole = DataFiles.colorPng(40, 40, RED);
        folder.with("train/a/1.png", java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/1.png must be a whole picture");
    }

    @Test
    void refusesAPictureThatAnnouncesGigabytesBeforeDecodingIt() throws IOException {
        byte[] bomb = DataFiles.grayPng(1, 1, 0);
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);
        var checksum = new java.util.zip.CRC32();
        checksum.update(bomb, 12, 17);
        ByteBuffer.wrap(bomb).putInt(29, (int) checksum.getValue());
        folder.with("train/a/1.png", bomb);

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must be at most 4096x4096, is 100000x100000");
    }

    @Test
    void refusesTestPicturesOfAnUnknownClass() throws IOException {
        folder.with("train/a/1.png", DataFiles.grayPng(1, 1, 1)).with("test/b/1.png", DataFiles.grayPng(1, 1, 1));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/test/b/1.png is of class b, which has no training pictures");
    }

    @Test
    void refusesPicturesOutsideTheSplitsAndOutsideClasses() throws IOException {
        folder.with("train/a/1.png", DataFiles.grayPng(1, 1, 1)).with("other/a/1.png", DataFiles.grayPng(1, 1, 1));
        assertThatThrownBy(folder::read).isInstanceOf(DataException.class).hasMessageContaining("set/other/a/1.png");

        folder.with("logo.png", DataFiles.grayPng(1, 1, 1));
        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/logo.png must lie in a folder named after its class");
    }
}
