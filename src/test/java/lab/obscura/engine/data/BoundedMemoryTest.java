package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import lab.obscura.platform.process.ShortCommand;
import lab.obscura.platform.process.TestCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets far larger than the memory are found out about by a process whose heap is 64 MB. */
class BoundedMemoryTest {

    private static final int SIDE = 4096;

    @TempDir
    private Path folder;

    @Test
    void listsDataSetsLargerThanItsMemory() throws Exception {
        byte[] picture = DataFiles.encoded(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR), "png");
        byte[] other = DataFiles.encoded(gray(200), "png");
        for (String path : List.of("train/a/1", "train/a/2", "train/b/1", "train/b/2", "test/a/1")) {
            DataFiles.write(folder.resolve("data/pictures/" + path + ".png"), picture);
        }
        DataFiles.write(folder.resolve("data/pictures/test/b/1.png"), other);
        idx("data/blocks", 120);

        List<String> lines = listed();

        assertThat(lines).containsExactly("blocks:[0,%201]", "pictures:[a,%20b]");
    }

    private static BufferedImage gray(int value) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(7, 7, 0, value);
        return image;
    }

    /** Images of a million values each in two blocks of classes, which have to be mixed although gzip knows no jumps. */
    private void idx(String name, int count) throws IOException {
        Path images = folder.resolve(name + "/train-images-idx3-ubyte.gz");
        Files.createDirectories(images.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(images))) {
            out.write(ByteBuffer.allocate(16)
                    .putInt(0x803)
                    .putInt(count)
                    .putInt(1000)
                    .putInt(1000)
                    .array());
            byte[] image = new byte[1_000_000];
            for (int i = 0; i < count; i++) {
                ByteBuffer.wrap(image).putInt(i);
                out.write(image);
            }
        }
        int[] labels = new int[count];
        java.util.Arrays.fill(labels, 0, count / 2, 1);
        DataFiles.write(folder.resolve(name + "/train-labels-idx1-ubyte"), DataFiles.idxLabels(labels));
    }

    private List<String> listed() throws IOException, InterruptedException {
        ShortCommand listing = TestCommand.run(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ListDatasets.class.getName(),
                folder.resolve("data").toString(),
                folder.resolve("cache").toString()));
        assertThat(listing.code()).as(listing.error()).isZero();
        return listing.output()
                .lines()
                .filter(line -> line.contains(":") && !line.contains("|"))
                .toList();
    }
}
