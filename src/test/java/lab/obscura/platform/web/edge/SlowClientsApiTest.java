package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.WebSlice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that send or take a byte now and then hold up nobody, and not for ever. */
@SpringBootTest(
        classes = WebSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Fewer threads than slow clients: one thread each would stop the service.
        properties = "server.tomcat.threads.max=20")
class SlowClientsApiTest {

    /** A few milliseconds on an idle machine; whoever waits for one of the slow waits for ten seconds. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(8);

    private static final String BODY = "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    private static final String CHUNKS = "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n{";
    private static final String PUT = "PUT /api/v1/worker/runs/none/checkpoints/files/none HTTP/1.1\r\nHost: ";
    private static final String OCTETS = "\r\nContent-Type: application/octet-stream\r\nContent-Length: ";
    private static final String FILE = PUT + "localhost" + OCTETS + "1500000\r\n\r\n{";
    private static final String UNWANTED_FILE = PUT + "evil.example" + OCTETS + "9000000\r\n\r\n{";
    private static final String REFUSED =
            "POST /api/v1/experiments HTTP/1.1\r\nHost: evil.example\r\n" + "Content-Length: 1000\r\n\r\n{";
    private static final String HEAD = "GET /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    @LocalServerPort
    int port;

    private final List<Socket> open = new ArrayList<>();
    private RawClient raw;

    @BeforeEach
    void connect() {
        raw = new RawClient(port);
        healthTook();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY, CHUNKS, FILE, UNWANTED_FILE, REFUSED, HEAD})
    void slowSendersHoldUpNobody(String beginning) throws IOException {
        begin(60, beginning);

        assertThat(healthTook()).isLessThan(LONGEST_ANSWER);
        trickle();
        assertThat(healthTook()).isLessThan(LONGEST_ANSWER);
    }

    @Test
    void readersWhoNeverReadHoldUpNobody() throws IOException {
        String manyQuestions = "GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(6);
        for (int i = 0; i < 40; i++) {
            var socket = new Socket();
            socket.setReceiveBufferSize(2048);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(manyQuestions.getBytes(StandardCharsets.US_ASCII));
            open.add(socket);
        }

        assertThat(healthTook()).isLessThan(LONGEST_ANSWER); // all those answers are made meanwhile
        assertThat(healthTook()).isLessThan(LONGEST_ANSWER);
    }

    @Test
    @Tag("long")
    void aThousandSlowSendersHoldUpNobody() throws IOException {
        begin(250, BODY);
        begin(250, CHUNKS);
        begin(250, REFUSED);
        begin(250, HEAD);

        assertThat(IntStream.range(0, 8)).allSatisfy(i -> {
            assertThat(healthTook()).isLessThan(LONGEST_ANSWER);
            trickle();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {BODY, CHUNKS, HEAD})
    @Tag("long")
    void whatIsNotWholeWithinTenSecondsEnds(String beginning) throws IOException {
        Socket slow = raw.begin(beginning);
        long begun = System.nanoTime();
        open.add(slow);

        int seconds = 0;
        while (seconds < 14 && slow.getInputStream().available() == 0 && trickle() == 1) {
            pause();
            seconds++;
        }

        assertThat(RawClient.readAll(slow))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isEmpty(),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 408").contains("/errors/slow-request"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(13));
    }

    /** Its line may be slow, and a small checkpoint must not be harder to hand over than a large one. */
    @Test
    @Tag("long")
    void aSmallFileMayTakeLongerThanABody() throws IOException, InterruptedException {
        Socket slow = raw.begin(FILE);
        open.add(slow);

        Thread.sleep(Duration.ofSeconds(14).toMillis());

        assertThat(slow.getInputStream().available()).as("no answer yet").isZero();
        assertThat(trickle()).isOne();
    }

    private void begin(int count, String beginning) {
        for (int i = 0; i < count; i++) {
            open.add(raw.begin(beginning));
        }
    }

    /** One more byte for each; how many still take it. */
    private int trickle() {
        int alive = 0;
        for (Socket socket : open) {
            try {
                socket.getOutputStream().write(' ');
                alive++;
            } catch (IOException ended) {
                continue;
            }
        }
        return alive;
    }

    private Duration healthTook() {
        long begin = System.nanoTime();
        assertThat(new ApiClient(port).get("/actuator/health/liveness").status())
                .isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void pause() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
