package lab.obscura.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How long browsers keep the files of the pages, and how they arrive. The files are made here: the pages need not be built. */
@SpringBootTest(classes = WebSlice.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class PageFilesApiTest {

    private static final String FOR_GOOD = "max-age=31536000, public, immutable";
    private static final String HASHED = "/assets/Example-D0jWa2x7.js";
    private static final String ALONE = "/assets/Alone-BctY3LhX.js";
    private static final String UNHASHED = "/example-of-pages.js";
    private static final byte[] SCRIPT = "console.log('a page');".repeat(100).getBytes();

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeAll
    static void build() throws IOException {
        Files.createDirectories(file("/assets"));
        Files.write(file(HASHED), SCRIPT);
        Files.write(file(HASHED + ".gz"), compressed());
        Files.write(file(ALONE), SCRIPT);
        Files.write(file(UNHASHED), SCRIPT);
    }

    @AfterAll
    static void remove() throws IOException {
        for (String path : new String[] {HASHED, HASHED + ".gz", ALONE, UNHASHED}) {
            Files.delete(file(path));
        }
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void aHashedFileIsKeptForGoodAndArrivesCompressedWhereThatIsUnderstood() throws IOException {
        var answer = api.get(HASHED, "Accept-Encoding", "gzip, deflate, br, zstd");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains(FOR_GOOD);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(answer.header("Content-Encoding")).contains("gzip");
        assertThat(answer.header("Vary").orElseThrow()).contains("Accept-Encoding");
        assertThat(answer.response().body()).isEqualTo(compressed());
        assertThat(new GZIPInputStream(
                                new ByteArrayInputStream(answer.response().body()))
                        .readAllBytes())
                .isEqualTo(SCRIPT);
    }

    @ParameterizedTest
    @CsvSource({HASHED + ", identity", ALONE + ", gzip"})
    void aHashedFileArrivesAsItIsWhereNobodyAsksForLessOrThereIsNothingElse(String path, String accepted) {
        var answer = api.get(path, "Accept-Encoding", accepted);

        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Cache-Control")).contains(FOR_GOOD);
        assertThat(answer.response().body()).isEqualTo(SCRIPT);
    }

    @Test
    void aFileWithoutAHashIsAskedForAgain() {
        var answer = api.get(UNHASHED);

        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(api.get(
                                UNHASHED,
                                "If-Modified-Since",
                                answer.header("Last-Modified").orElseThrow())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void whatIsNotThereIsNotKept() {
        var answer = api.get("/assets/Former-D0jWa2x7.js", "Accept-Encoding", "gzip");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Cache-Control").orElse("")).doesNotContain("max-age");
    }

    private static byte[] compressed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SCRIPT);
        }
        return bytes.toByteArray();
    }

    private static Path file(String path) {
        Path tests = Path.of(
                URI.create(PageFilesApiTest.class.getResource("/").toString()).getPath());
        return tests.resolve("static" + path);
    }
}
