package lab.obscura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import lab.obscura.cli.fetch.FileServer;
import lab.obscura.cli.fetch.PublishedFile;
import lab.obscura.cli.fetch.PublishedSet;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.run.folder.ExitCode;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.DigestUtils;

class FetchCommandTest {

    private static final byte[] TRAIN = records(60, 0);
    private static final byte[] ARCHIVE = archive(
            Map.of("cifar/train.bin", TRAIN, "cifar/test.bin", records(20, 100), "cifar/readme.html", new byte[3]));

    @TempDir
    Path data;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PublishedSet small = set(ARCHIVE, DigestUtils.md5DigestAsHex(ARCHIVE));

    @Test
    void anArchiveBecomesADataSetAndSaysItsTerms() throws IOException {
        try (var server = new FileServer(Map.of("small.tar.gz", ARCHIVE))) {
            assertThat(fetch(server)).as(text()).isEqualTo(ExitCode.SUCCEEDED);
        }

        assertThat(text()).contains("Terms: none stated", "Cite: somebody, 2009", "100 %", "Ready: ");
        assertThat(data.resolve("small")).isDirectoryContaining("glob:**train.bin");
        assertThat(data.resolve("small/readme.html")).doesNotExist();
        assertThat(data.toFile().list()).containsExactly("small");
        var found = (DatasetListing.Usable)
                new Datasets(data, data.resolve(".cache")).find("small").orElseThrow();
        assertThat(found.info())
                .extracting(DatasetInfo::title, DatasetInfo::trainCount)
                .containsExactly("Small", 60);
    }

    @Test
    void aBrokenLineGoesOnWhereItBroke() throws IOException {
        int piece = ARCHIVE.length / 3 + 1;
        try (var server = new FileServer(Map.of("small.tar.gz", ARCHIVE)).breakingAfter(piece)) {
            assertThat(fetch(server)).as(text()).isEqualTo(ExitCode.SUCCEEDED);

            assertThat(server.ranges()).containsExactly("", "bytes=" + piece + "-", "bytes=" + 2 * piece + "-");
        }
        assertThat(data.resolve("small/train.bin")).hasBinaryContent(TRAIN);
    }

    @Test
    void aServerWithoutRangesBeginsAgain() throws IOException {
        Files.createDirectories(arrivals());
        Files.write(arrivals().resolve("small.tar.gz"), new byte[100]);
        try (var server = new FileServer(Map.of("small.tar.gz", ARCHIVE)).withoutRanges()) {
            assertThat(fetch(server)).as(text()).isEqualTo(ExitCode.SUCCEEDED);
        }
        assertThat(data.resolve("small/train.bin")).hasBinaryContent(TRAIN);
    }

    @Test
    void whatIsStoppedGoesOnLater() throws IOException {
        var asked = new AtomicBoolean();
        BooleanSupplier afterTheFirstLook = () -> asked.getAndSet(true);
        try (var server = new FileServer(Map.of("small.tar.gz", ARCHIVE)).breakingAfter(ARCHIVE.length / 2)) {
            assertThat(fetch(server, afterTheFirstLook)).isEqualTo(ExitCode.STOPPED);
            assertThat(text()).contains("goes on where this one ended");
            assertThat(fetch(server)).isEqualTo(ExitCode.SUCCEEDED);
            assertThat(server.ranges()).last().asString().startsWith("bytes=");
        }
        assertThat(data.resolve("small/train.bin")).hasBinaryContent(TRAIN);
    }

    @Test
    void anotherContentIsRefusedAndNotKept() throws IOException {
        byte[] other = ARCHIVE.clone();
        other[40] ^= 1;
        try (var server = new FileServer(Map.of("small.tar.gz", other))) {
            assertThat(fetch(server)).isEqualTo(ExitCode.DATA);
        }

        assertThat(text()).contains("small.tar.gz must be small.tar.gz (" + ARCHIVE.length + " bytes, md5 ", "was");
        assertThat(arrivals().resolve("small.tar.gz")).doesNotExist();
        assertThat(data.resolve("small")).doesNotExist();
    }

    @Test
    void aFileThatSomebodyPutThereNeedsNoServer() throws IOException {
        Files.createDirectories(arrivals());
        Files.write(arrivals().resolve("small.tar.gz"), ARCHIVE);

        assertThat(fetch("http://127.0.0.1:1/", () -> false)).as(text()).isEqualTo(ExitCode.SUCCEEDED);

        assertThat(data.resolve("small/train.bin")).exists();
    }

    @Test
    void withoutInternetItSaysWhichFileToPutWhere() {
        assertThat(fetch("http://127.0.0.1:1/", () -> false)).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(text())
                .contains("Cannot fetch Small from http://127.0.0.1:1/", "the page of somebody", "small.tar.gz (")
                .contains("md5 " + DigestUtils.md5DigestAsHex(ARCHIVE), "put it into " + arrivals());
    }

    @Test
    void whatTheServerDoesNotHaveIsSaid() throws IOException {
        try (var server = new FileServer(Map.of())) {
            assertThat(fetch(server)).isEqualTo(ExitCode.UNAVAILABLE);
        }
        assertThat(text()).contains("answered 404");
    }

    @Test
    void whatIsThereStays() throws IOException {
        Files.createDirectories(data.resolve("small"));
        Files.writeString(data.resolve("small/mine.txt"), "mine");

        assertThat(fetch("http://127.0.0.1:1/", () -> false)).isEqualTo(ExitCode.SUCCEEDED);

        assertThat(text()).contains("is there already");
        assertThat(data.resolve("small/mine.txt")).hasContent("mine");
    }

    @Test
    void withoutANameItListsWhatThereIs() {
        ExitCode code = new FetchCommand(stream(), stream(), PublishedSet.ALL, false, () -> false)
                .run(FetchCommand.read(new String[0]));

        assertThat(code).isEqualTo(ExitCode.SUCCEEDED);
        assertThat(text()).contains("cifar10", "cifar100", "fashion-mnist", "tiny-imagenet", "248 MB", "MIT");
    }

    @Test
    void anUnknownSetHasTheNearestBesideIt() {
        ExitCode code = new FetchCommand(stream(), stream(), PublishedSet.ALL, false, () -> false)
                .run(FetchCommand.read(new String[] {"cifar-10"}));

        assertThat(code).isEqualTo(ExitCode.SETTINGS);
        assertThat(text()).contains("Did you mean cifar10?");
        assertThatThrownBy(() -> FetchCommand.read(new String[] {"cifar10", "--from=file:///tmp"}))
                .hasMessageContaining("--from must be an address with http or https");
    }

    private Path arrivals() {
        return data.resolve(".fetch-small");
    }

    private ExitCode fetch(FileServer server) {
        return fetch(server, () -> false);
    }

    private ExitCode fetch(FileServer server, BooleanSupplier stopped) {
        return fetch(server.address(), stopped);
    }

    private ExitCode fetch(String address, BooleanSupplier stopped) {
        var arguments = FetchCommand.read(new String[] {"small", "--data=" + data, "--from=" + address});
        return new FetchCommand(stream(), stream(), List.of(small), false, stopped).run(arguments);
    }

    private PrintStream stream() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static PublishedSet set(byte[] archive, String md5) {
        return new PublishedSet(
                "small",
                "Small",
                "the page of somebody",
                "http://127.0.0.1:1/",
                "none stated",
                "somebody, 2009",
                List.of(new PublishedFile("small.tar.gz", archive.length, md5)),
                Set.of("train.bin", "test.bin"));
    }

    /** In the layout of CIFAR-100: coarse label, fine label, 3072 values. */
    private static byte[] records(int count, int first) {
        byte[] bytes = new byte[count * 3074];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31L + (first + i / 3074) * 7L));
        IntStream.range(0, count).forEach(i -> {
            bytes[i * 3074] = 0;
            bytes[i * 3074 + 1] = (byte) (i % 4);
        });
        return bytes;
    }

    private static byte[] archive(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
            for (var file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
