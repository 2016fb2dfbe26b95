package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checkpoints of workers that reach nothing but the service. */
@GuardedServiceTest
class WorkerCheckpointsPostgresTest {

    private static final Path HOME = Path.of("target/guarded-service");
    private static final int SMALL = 1000;
    private static final int LARGE = 9 << 20;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private Members members;
    private String token;
    private String run;

    WorkerCheckpointsPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void aRunThatAWorkerHas() {
        api = new ApiClient(port);
        members = new Members(api);
        token = members.tokenOfNew("files-worker", "worker");
        String submitter = members.tokenOfNew("files-owner", "submitter");
        run = api.post("/api/v1/presets/tiny", "", Members.bearer(submitter)).at("/experiments/0/runs/0/id");
        becomes("RUNNING", 3);
    }

    private void becomes(String state, long fence) {
        jdbc.sql("update runs set state = :state, fence = :fence where id = cast(:run as uuid)")
                .param("state", state)
                .param("fence", fence)
                .param("run", run)
                .update();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aFileComesAndGoesByteByByte(int size) {
        byte[] content = bytes(size, 1);
        String file = "files/" + sha256(content);

        assertThat(put(file, 3, content).status()).isEqualTo(204);

        assertThat(keys()).containsExactly(file);
        assertThat(get(address(file)).response().body()).isEqualTo(content);
        assertThat(get("/api/v1/worker/checkpoints").text()).contains(run);
        assertThat(remove(file, 3).status()).isEqualTo(204);
        assertThat(keys()).isEmpty();
        assertThat(get(address(file)).at("/type")).isEqualTo("/errors/unknown-file");
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void whoHasAnOldFenceAddsAndRemovesNothing(int size) {
        byte[] content = bytes(size, 2);
        String file = "files/" + sha256(content);
        put(file, 3, content);
        becomes("RUNNING", 4);
        byte[] later = bytes(size, 3);

        Answer added = put("files/" + sha256(later), 3, later);
        Answer removed = remove(file, 3);

        assertThat(added.status()).isEqualTo(409);
        assertThat(added.at("/type")).isEqualTo("/errors/stale-fence");
        assertThat(added.at("/detail"))
                .isEqualTo("The fence of run " + run + " must be 4 and the run be running, was 3 and RUNNING."
                        + " The run is no longer this worker's: end the attempt");
        assertThat(removed.at("/type")).isEqualTo("/errors/stale-fence");
        assertThat(keys()).containsExactly(file);
    }

    /** It was deleted: a sender that has not sent all yet must hear so, too. */
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void whoseRunIsGoneHearsSo(int size) {
        byte[] content = bytes(size, 5);
        run = "9f4d1e0a-3b6c-4d0e-8a3f-0c1d2e3f4a5b";

        Answer added = put("files/" + sha256(content), 3, content);

        assertThat(added.status()).isEqualTo(404);
        assertThat(added.at("/type")).isEqualTo("/errors/unknown-run");
    }

    @Test
    void whoLosesTheRunWhileItsFileIsUnderWayAddsNothing() throws IOException {
        byte[] content = bytes(LARGE, 4);
        String file = "files/" + sha256(content);

        try (Socket sender = begin(file, content, 2 << 20)) {
            becomes("RUNNING", 4);
            OutputStream out = sender.getOutputStream();
            out.write(content, 2 << 20, content.length - (2 << 20));

            String answer = new String(sender.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 409");
        }

        assertThat(keys()).isEmpty();
    }

    @Test
    void whoEndedTheRunMayTidyUpAndNothingElse() {
        byte[] content = bytes(SMALL, 5);
        String file = "files/" + sha256(content);
        put(file, 3, content);
        becomes("SUCCEEDED", 3);

        assertThat(put(file, 3, content).at("/type")).isEqualTo("/errors/stale-fence");
        assertThat(remove(file, 3).status()).isEqualTo(204);
        assertThat(keys()).isEmpty();
    }

    @Test
    void aTornFileLeavesNothing() throws Exception {
        byte[] content = bytes(LARGE, 6);

        begin("files/" + sha256(content), content, 2 << 20).close();

        while (!underWay().isEmpty()) {
            Thread.sleep(20); // the service hears of it a moment later
        }
        assertThat(keys()).isEmpty();
        assertThat(HOME.resolve("published").resolve(run)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aFileThatIsNotWhatItsKeySaysIsRefused(int size) throws IOException {
        byte[] content = bytes(size, 7);
        String file = "files/" + sha256(content);
        content[size / 2]++;

        Answer answer = put(file, 3, content);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).contains("must be a file with the SHA-256 that the address says");
        assertThat(keys()).isEmpty();
        assertThat(underWay()).isEmpty();
    }

    @Test
    void aFileAboveTheLimitIsRefusedWithTheSetting() {
        byte[] content = bytes(13 << 20, 8);

        Answer answer = put("files/" + sha256(content), 3, content);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/detail"))
                .isEqualTo("A checkpoint may have 12582912 bytes (obscura.checkpoint.largest), this has 13631488."
                        + " Raise the limit of the service");
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files/..",
                "files/%2e%2e",
                "files/..%2f..%2f..%2fleft-alone",
                "files/left-alone",
                "states/000001-000000-short.json",
                "secrets/0000000000000000000000000000000000000000000000000000000000000000",
                "files/..\\..\\..\\left-alone"
            })
    void noKeyLeadsOutOfTheStore(String key) throws IOException {
        Path leftAlone = Files.writeString(HOME.resolve("left-alone"), "mine");

        String written = raw("PUT", key, "Content-Length: 1\r\n\r\nx");
        String read = raw("GET", key, "\r\n");
        String removed = raw("DELETE", key, "\r\n");

        assertThat(List.of(written, read, removed))
                .allSatisfy(answer -> assertThat(answer).containsAnyOf("HTTP/1.1 400", "HTTP/1.1 404", "HTTP/1.1 405"));
        assertThat(leftAlone).hasContent("mine");
    }

    @Test
    void nobodyButAWorkerComesIn() {
        byte[] content = bytes(SMALL, 9);
        String file = address("files/" + sha256(content));

        Answer nobody =
                api.send("PUT", file, BodyPublishers.ofByteArray(content), "Content-Type", "application/octet-stream");
        Answer stranger = get("obs_" + "x".repeat(40), file);
        Answer submitter = get(members.tokenOfNew("files-owner", "submitter"), file);
        Answer admin = get(members.admin(), "/api/v1/worker/datasets");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(submitter.status()).isEqualTo(403);
        assertThat(submitter.at("/detail")).contains("This needs the role worker");
        assertThat(admin.status()).isEqualTo(403);
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

    private String address(String key) {
        return "/api/v1/worker/runs/" + run + "/checkpoints/" + key;
    }

    private Answer get(String path) {
        return get(token, path);
    }

    private Answer get(String bearer, String path, String... further) {
        String[] headers = Stream.of(Members.bearer(bearer), version(), further)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        return api.get(path, headers);
    }

    private static String[] version() {
        return new String[] {ServiceClient.VERSION_HEADER, ProgramVersion.text()};
    }

    private Answer put(String key, long fence, byte[] content) {
        return api.send(
                "PUT",
                address(key),
                BodyPublishers.ofByteArray(content),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/octet-stream",
                ServiceClient.VERSION_HEADER,
                ProgramVersion.text(),
                "Obscura-Fence",
                Long.toString(fence));
    }

    private Answer remove(String key, long fence) {
        return api.send(
                "DELETE",
                address(key),
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + token,
                ServiceClient.VERSION_HEADER,
                ProgramVersion.text(),
                "Obscura-Fence",
                Long.toString(fence));
    }

    private List<String> keys() {
        return get("/api/v1/worker/runs/" + run + "/checkpoints")
                .json()
                .at("/keys")
                .valueStream()
                .map(key -> key.asString())
                .toList();
    }

    private static List<Path> underWay() throws IOException {
        Path folder = HOME.resolve("under-way");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String head(String method, String key) {
        return method + " " + address(key) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n"
                + ServiceClient.VERSION_HEADER + ": " + ProgramVersion.text()
                + "\r\nObscura-Fence: 3\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n";
    }

    /** Sends the head of a request and the first bytes of its body, and waits until these are there. */
    private Socket begin(String key, byte[] content, int first) throws IOException {
        var sender = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = sender.getOutputStream();
        out.write((head("PUT", key) + "Content-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(content, 0, first);
        out.flush();
        while (underWay().stream().mapToLong(file -> file.toFile().length()).sum() < first) {
            Thread.onSpinWait();
        }
        return sender;
    }

    /** As no client of Java would send it. */
    private String raw(String method, String key, String rest) throws IOException {
        try (var sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sender.getOutputStream().write((head(method, key) + rest).getBytes(StandardCharsets.US_ASCII));
            return new String(sender.getInputStream().readNBytes(200), StandardCharsets.US_ASCII);
        }
    }
}
