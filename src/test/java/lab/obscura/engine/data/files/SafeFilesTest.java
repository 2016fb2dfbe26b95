package lab.obscura.engine.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.sources.SourceFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFilesTest {

    @TempDir
    private Path place;

    private Path directory;
    private SourceFolder folder;

    @BeforeEach
    void aFolderAndASecretBesideIt() throws IOException {
        directory = place.resolve("data");
        folder = new SourceFolder(directory).with("train/a/1.png", DataFiles.grayPng(1, 1, 1));
        DataFiles.write(place.resolve("secret/1.png"), DataFiles.grayPng(1, 1, 1));
    }

    @Test
    void refusesALinkOutOfTheFolder() throws IOException {
        Files.createSymbolicLink(directory.resolve("set/train/a/2.png"), place.resolve("secret/1.png"));

        assertThatThrownBy(folder::files)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/2.png is a link")
                .hasMessageContaining("Copy what it points to there");
    }

    @Test
    void refusesADataSetThatIsALinkOutOfTheDirectory() throws IOException {
        Files.createSymbolicLink(directory.resolve("linked"), place.resolve("secret"));

        assertThatThrownBy(() -> SafeFiles.of(directory, "linked"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Data set linked is a link to a place outside the data directory");
    }

    @Test
    void refusesAFileThatBecameALinkAfterItWasListed() throws IOException {
        SafeFiles files = folder.files();
        Path file = directory.resolve("set/train/a/1.png");
        Files.delete(file);
        Files.createSymbolicLink(file, place.resolve("secret/1.png"));

        assertThatThrownBy(() -> files.read(files.entries().get(0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("link to a place outside");
    }

    @Test
    void refusesAMissingFolderAndAPath() {
        assertThatThrownBy(() -> SafeFiles.of(directory, "missing")).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> SafeFiles.of(directory, "../secret")).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../train/a/1.png",
                "/train/a/1.png",
                "train/../../a/1.png",
                "C:/train/a/1.png",
                "train\\..\\1.png"
            })
    void refusesAnArchiveWhoseEntriesLeaveIt(String name) throws IOException {
        folder.with("evil.zip", DataFiles.zip(Map.of(name, DataFiles.grayPng(1, 1, 1))));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/evil.zip: entry " + name)
                .hasMessageContaining("Do not use this file");
    }

    @Test
    void refusesADecompressionBomb() throws IOException {
        folder.with("bomb.zip", DataFiles.zip(Map.of("train/a/2.png", new byte[20 << 20])));

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/bomb.zip: entry train/a/2.png must unpack to at most 32 MiB")
                .hasMessageContaining("decompression bomb");
    }

    @Test
    void refusesAnEntryThatIsLargerThanItsHeaderSays() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/a/2.png", new byte[500_000]));
        int central = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 100);
        folder.with("liar.zip", zip);

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/liar.zip: entry train/a/2.png");
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        folder.with("broken.zip", new byte[100]);

        assertThatThrownBy(folder::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/broken.zip must be a zip file");
    }

    @Test
    void leavesHiddenFilesAndFoldersOut() throws IOException {
        folder.with(".DS_Store", new byte[1])
                .with("__MACOSX/train/a/._1.png", new byte[1])
                .with("train/a/@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg", new byte[1])
                .with("train/lost+found/1.png", new byte[1]);
        Files.createDirectories(directory.resolve("set/train/empty"));

        assertThat(folder.files().entries()).extracting(SafeFiles.Entry::name).containsExactly("train/a/1.png");
        assertThat(folder.files().folders()).containsExactly("train", "train/a", "train/empty");
    }

    @Test
    void refusesUnfinishedDownloads() throws IOException {
        folder.with("train/a/2.png.crdownload", new byte[1]);

        assertThatThrownBy(folder::files)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/2.png.crdownload is the rest of an unfinished download");
    }

    @Test
    void refusesAPipe() throws Exception {
        assertThat(new ProcessBuilder(
                                "mkfifo", directory.resolve("set/train/a/2.png").toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(folder::files)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("set/train/a/2.png must be a file, is a pipe");
    }
}
