package lab.obscura.engine.data.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.DataFiles;
import lab.obscura.engine.data.files.SafeFiles;
import lab.obscura.engine.data.files.SafeZip;
import lab.obscura.engine.data.images.DataException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip files of other programs, made here byte by byte where no library writes them. */
class ForeignZipTest {

    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    @TempDir
    private Path directory;

    private SourceFolder folder;

    @BeforeEach
    void anEmptyFolder() {
        folder = new SourceFolder(directory);
    }

    @Test
    void readsNamesOfWindowsExplorer() throws IOException {
        assertThat(names(zip("train/Größe/1.png", Charset.forName("IBM437"), false)))
                .containsExactly("train/Größe/1.png");
    }

    @ParameterizedTest
    @ValueSource(longs = {500_001, 5_000_000_000L, -1})
    void tooManyEntriesAreRefusedBeforeTheirDirectoryIsLoaded(long announced) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, 0x06064b50).putLong(32, announced); // without any directory to load
        end.putInt(56, 0x07064b50).putLong(56 + 8, 0);
        end.putInt(76, 0x06054b50).putShort(76 + 10, (short) -1);

        Path file = directory.resolve("many.zip");
        DataFiles.write(file, end.array());

        assertThatThrownBy(() -> SafeZip.open("many.zip", file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("many.zip must have at most 500000 entries, has more");
    }

    @Test
    void readsUtf8WithoutItsFlag() throws IOException {
        assertThat(names(zip("train/Größe/1.png", StandardCharsets.UTF_8, false)))
                .containsExactly("train/Größe/1.png");
    }

    @Test
    void readsUtf8FromTheExtraField() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            zip.setEncoding("US-ASCII");
            zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.ALWAYS);
            put(zip, new ZipArchiveEntry("train/Größe/日本/1.png"));
        }

        assertThat(names(out.toByteArray())).containsExactly("train/Größe/日本/1.png");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1, Größe", "windows-1251, Красный", "Shift_JIS, 赤", "windows-1252, Mädchen"})
    void refusesNamesOfOtherEncodings(String encoding, String name) throws IOException {
        byte[] zip = zip("train/" + name + "/1.png", Charset.forName(encoding), false);

        refuses(zip, "must be UTF-8 or of code page 437", "cu=on");
    }

    @Test
    void readsBackslashes() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train\\red\\1.png", BYTES, ".\\train\\blue\\1.png", BYTES));

        assertThat(names(zip)).containsExactly("train/blue/1.png", "train/red/1.png");
    }

    @Test
    void knowsEmptyFoldersAndLeavesHiddenOnesOut() throws IOException {
        byte[] zip = DataFiles.zip(Map.of(
                "train/red/1.png", BYTES,
                "train/green/", new byte[0],
                "train/.ipynb_checkpoints/1.png", BYTES,
                "__MACOSX/train/red/._1.png", BYTES));
        folder.with("set.zip", zip);
        SafeFiles files = folder.files();

        try (SafeZip read = files.zip(files.entries().get(0))) {
            assertThat(read.names()).containsExactly("train/red/1.png");
            assertThat(read.folders()).containsExactly("train", "train/green", "train/red");
            assertThat(read.read("train/red/1.png")).isEqualTo(BYTES);
        }
    }

    @Test
    void readsAnArchiveBehindAProgramThatUnpacksIt() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/red/1.png", BYTES));
        byte[] selfExtracting = ByteBuffer.allocate(300 + zip.length)
                .put(new byte[300])
                .put(zip)
                .array();
        folder.with("set.zip", selfExtracting);
        SafeFiles files = folder.files();

        try (SafeZip read = files.zip(files.entries().get(0))) {
            assertThat(read.read("train/red/1.png")).isEqualTo(BYTES);
        }
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        refuses(
                DataFiles.zip(Map.of("train/red/1.png", BYTES, "train\\red\\1.png", BYTES)),
                "train/red/1.png is there twice");
    }

    @Test
    void refusesEncryptedEntries() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/red/1.png", BYTES));
        central(zip, 8, 1);

        refuses(zip, "train/red/1.png is encrypted", "without a password");
    }

    @ParameterizedTest
    @CsvSource({"9, ENHANCED_DEFLATED", "12, BZIP2", "14, LZMA", "93, ZSTD", "200, method 200"})
    void refusesOtherMethodsAndNamesThem(int method, String name) throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/red/1.png", BYTES));
        central(zip, 10, method);

        refuses(zip, "is packed with " + name, "Pack it again with Deflate");
    }

    @Test
    void refusesLinks() throws IOException {
        var link = new ZipArchiveEntry("train/red/1.png");
        link.setUnixMode(0120777);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            put(zip, link);
        }

        refuses(out.toByteArray(), "train/red/1.png is a link");
    }

    @Test
    void refusesAWrongChecksum() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/red/1.png", BYTES));
        central(zip, 16, 77);

        folder.with("set.zip", zip);
        SafeFiles files = folder.files();
        try (SafeZip read = files.zip(files.entries().get(0))) {
            assertThatThrownBy(() -> read.read("train/red/1.png"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("must have the checksum");
        }
    }

    @Test
    void refusesAPartOfASplitArchive() throws IOException {
        byte[] zip = DataFiles.zip(Map.of("train/red/1.png", BYTES));
        central(zip, 34, 1);

        refuses(zip, "split archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train/red/1.png.part", "train/thumbs/1.png"})
    void refusesUnfinishedFilesAndSmallCopies(String name) throws IOException {
        refuses(DataFiles.zip(Map.of(name, BYTES)), name);
    }

    @Test
    void saysWhatAnArchiveReallyIs() throws IOException {
        refuses(DataFiles.gzip(new byte[100]), "must be a zip file", "a gzip file", "Unpack it");
        refuses("<!DOCTYPE html><p>Not found".getBytes(StandardCharsets.UTF_8), "a web page");
    }

    private void refuses(byte[] zip, String... words) throws IOException {
        folder.with("set.zip", zip);
        SafeFiles files = folder.files();
        assertThatThrownBy(() -> files.zip(files.entries().get(0)).close())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("set/set.zip")
                .message()
                .contains(words);
    }

    private List<String> names(byte[] bytes) throws IOException {
        folder.with("set.zip", bytes);
        SafeFiles files = folder.files();
        try (SafeZip zip = files.zip(files.entries().get(0))) {
            return zip.names();
        }
    }

    /** Changes two bytes of the only entry's record in the central directory. */
    private static void central(byte[] zip, int at, int value) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(bytes.getInt(zip.length - 6) + at, (short) value);
    }

    private static byte[] zip(String name, Charset encoding, boolean flag) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            zip.setEncoding(encoding.name());
            zip.setUseLanguageEncodingFlag(flag);
            put(zip, new ZipArchiveEntry(name));
        }
        return out.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(BYTES);
        zip.closeArchiveEntry();
    }
}
