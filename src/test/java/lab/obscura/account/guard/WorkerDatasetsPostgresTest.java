package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Data sets for workers that reach nothing but the service. */
@GuardedServiceTest
class WorkerDatasetsPostgresTest {

    private static final Path DATA = Path.of("target/guarded-service-data");

    @LocalServerPort
    int port;

    private ApiClient api;
    private String token;

    @BeforeEach
    void admit() {
        api = new ApiClient(port);
        token = new Members(api).tokenOfNew("data-worker", "worker");
    }

    @Test
    void aDataSetIsListedWithItsFilesAndWithoutPlaces() throws IOException {
        furnish("listed");

        Answer answer = get("/api/v1/worker/datasets/listed");

        assertThat(get("/api/v1/worker/datasets").text()).contains("listed", "shapes");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/dataHash")).matches("[0-9a-f]{64}");
        assertThat(answer.json().at("/side").asInt()).isEqualTo(8);
        assertThat(answer.at("/files/0/name")).isEqualTo("test-images-idx3-ubyte");
        assertThat(answer.at("/files/0/sha256")).isEqualTo(sha256(content("listed", "test-images-idx3-ubyte")));
        assertThat(answer.text()).doesNotContain("guarded-service");
        assertThat(get("/api/v1/worker/datasets/shapes").json().at("/files")).isEmpty();
        assertThat(get("/api/v1/worker/datasets/none").at("/type")).isEqualTo("/errors/unknown-dataset");
    }

    @Test
    void aFileOfADataSetComesWholeOrFromTheMiddle() throws IOException {
        furnish("fetched");
        byte[] content = content("fetched", "train-images-idx3-ubyte");
        String file = "/api/v1/worker/datasets/fetched/files/" + sha256(content);

        Answer whole = get(file);
        Answer rest = get(file, "Range", "bytes=100-");
        Answer nothing = get(file, "Range", "bytes=999999999-");

        assertThat(whole.response().body()).isEqualTo(content);
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.header("Content-Range")).hasValue("bytes 100-" + (content.length - 1) + "/" + content.length);
        assertThat(rest.response().body()).isEqualTo(Arrays.copyOfRange(content, 100, content.length));
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(get("/api/v1/worker/datasets/fetched/files/" + "0".repeat(64))
                        .at("/type"))
                .isEqualTo("/errors/unknown-file");
    }

    @Test
    void aChangedDataSetHasOtherHashes() throws IOException {
        furnish("changed");
        Answer before = get("/api/v1/worker/datasets/changed");
        byte[] labels = content("changed", "train-labels-idx1-ubyte");
        labels[8] = (byte) (1 - labels[8]);
        labels[9] = (byte) (1 - labels[9]);
        Files.write(DATA.resolve("changed/train-labels-idx1-ubyte"), labels);
        Files.setLastModifiedTime(
                DATA.resolve("changed/train-labels-idx1-ubyte"), FileTime.fromMillis(1_600_000_000_000L));

        Answer after = get("/api/v1/worker/datasets/changed");
        while (after.at("/dataHash").equals(before.at("/dataHash"))) {
            after = get("/api/v1/worker/datasets/changed"); // the registry looks at the files again after a moment
        }
        assertThat(after.at("/files/3/sha256")).isEqualTo(sha256(labels));
    }

    /** Its disk is away for a while: the run of whoever asks must not fail for that. */
    @Test
    void aDataDirectoryThatIsAwayIsNoUnknownDataSet() throws IOException {
        furnish("mounted");
        Path away = DATA.resolveSibling("guarded-service-data-away");
        Files.move(DATA, away);
        Answer answer;
        try {
            answer = get("/api/v1/worker/datasets/mounted");
        } finally {
            Files.move(away, DATA);
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.at("/type")).isEqualTo("/errors/unavailable");
        assertThat(answer.at("/detail")).startsWith("The data directory of the service is missing or empty");
    }

    /** A data set of two classes in IDX files. */
    private static void furnish(String id) throws IOException {
        Path folder = Files.createDirectories(DATA.resolve(id));
        write(folder, "train", 40);
        write(folder, "test", 20);
    }

    private static void write(Path folder, String split, int count) throws IOException {
        byte[] images = new byte[16 + count * 64];
        System.arraycopy(header(3, count, 8, 8), 0, images, 0, 16);
        byte[] pixels = bytes(count * 64, split.length());
        System.arraycopy(pixels, 0, images, 16, pixels.length);
        byte[] labels = new byte[8 + count];
        System.arraycopy(header(1, count), 0, labels, 0, 8);
        for (int i = 0; i < count; i++) {
            labels[8 + i] = (byte) (i % 2);
        }
        Files.write(folder.resolve(split + "-images-idx3-ubyte"), images);
        Files.write(folder.resolve(split + "-labels-idx1-ubyte"), labels);
    }

    private static byte[] header(int dimensions, int... sizes) {
        byte[] header = new byte[4 + 4 * sizes.length];
        header[2] = 8;
        header[3] = (byte) dimensions;
        for (int i = 0; i < sizes.length; i++) {
            header[4 + 4 * i + 3] = (byte) sizes[i];
        }
        return header;
    }

    private static byte[] content(String id, String name) throws IOException {
        return Files.readAllBytes(DATA.resolve(id).resolve(name));
    }

    private static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer get(String path, String... further) {
        String[] version = {ServiceClient.VERSION_HEADER, ProgramVersion.text()};
        return api.get(
                path,
                Stream.of(Members.bearer(token), version, further)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
    }
}
