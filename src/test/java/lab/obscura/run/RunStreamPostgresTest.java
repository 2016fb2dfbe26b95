package lab.obscura.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import lab.obscura.queue.Queue;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
@Timeout(180)
class RunStreamPostgresTest {

    @LocalServerPort
    int port;

    private static final int EVENTS = 20_000;

    @Autowired
    RunStreams streams;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private final Queue queue;

    RunStreamPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
        this.queue = new Queue(jdbc);
    }

    @Test
    void aStreamTellsWhatHappensAndEndsWithTheRun() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        Stream<String> lines = open(run, "0").body();

        queue.cancel(run, Actor.ANONYMOUS, "a test");

        List<String> told = lines.toList();
        assertThat(told).contains("id:1", "id:2", "event:state");
        assertThat(told).anyMatch(line -> line.startsWith("data:") && line.contains("\"CANCELLED\""));
    }

    @Test
    void aStreamGoesOnAfterTheLastEventThatWasReceived() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, Actor.ANONYMOUS, "a test");

        List<String> told = open(run, "1").body().toList();

        assertThat(told).contains("id:2").doesNotContain("id:1");
    }

    @Test
    void whoHasHeardEverythingOfARunThatIsOverNeedNotComeBack() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, Actor.ANONYMOUS, "a test");

        assertThat(open(run, "2").statusCode()).isEqualTo(204);
    }

    @Test
    void aNumberOfAnotherRunStartsAtTheBeginning() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        queue.cancel(run, Actor.ANONYMOUS, "a test");

        assertThat(open(run, "700").body().toList()).contains("id:1", "id:2");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        RunId run = runs.queued(Plan.on("stream"));

        var answer = new ApiClient(port)
                .get("/api/v1/runs/" + run + "/events", "Last-Event-ID", "yesterday", "Accept", "text/event-stream");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/fields/0/path")).isEqualTo("Last-Event-ID");
    }

    @Test
    void readersWhoNeverReadDelayNobodyAndAreDropped() throws Exception {
        RunId loud = runs.queued(Plan.on("stream"));
        RunId quiet = runs.queued(Plan.on("stream"));
        muchHappens(loud);
        int others = streams.count();
        List<Socket> deaf = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            deaf.add(deaf(loud));
        }
        Stream<String> heard = open(quiet, "0").body();

        long begin = System.nanoTime();
        queue.cancel(quiet, Actor.ANONYMOUS, "a test");
        List<String> told = heard.toList();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(told).contains("id:2");
        assertThat(took).isLessThan(Duration.ofSeconds(15)); // it ends with the look after the one that told
        // Reading earlier would be what the service waits for.
        await().atMost(Duration.ofMinutes(1)).until(() -> streams.count() <= others);
        assertThat(deaf).allSatisfy(socket -> {
            assertThat(heardBefore(socket)).isLessThan(EVENTS / 2);
            socket.close();
        });
    }

    @Test
    void oneAddressHasSoManyStreamsAndNoMore() throws Exception {
        RunId run = runs.queued(Plan.on("stream"));
        List<Socket> open = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            open.add(from("127.0.0.2", run));
            answers.add(firstLine(open.get(i)));
        }

        try (Socket oneMore = from("127.0.0.2", run);
                Socket another = from("127.0.0.3", run)) {
            assertThat(answers).allMatch(line -> line.startsWith("HTTP/1.1 200"));
            assertThat(firstLine(oneMore)).startsWith("HTTP/1.1 429");
            assertThat(firstLine(another)).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private void muchHappens(RunId run) {
        jdbc.sql("""
                        insert into run_events (run_id, number, kind, payload)
                        select :run, number, 'log', jsonb_build_object('line', repeat('x', 1000))
                          from generate_series(2, :count) number
                        """).param("run", run.value()).param("count", EVENTS).update();
        jdbc.sql("update runs set last_event = :count where id = :run")
                .param("run", run.value())
                .param("count", EVENTS)
                .update();
    }

    private Socket deaf(RunId run) throws IOException {
        return from("127.0.0.1", run);
    }

    private Socket from(String address, RunId run) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(("GET /api/v1/runs/" + run + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Counts what lay in the buffers when the service gave up. */
    private static long heardBefore(Socket deaf) throws IOException {
        var read = new ByteArrayOutputStream();
        byte[] chunk = new byte[65536];
        try {
            for (int got = 0; got >= 0; got = deaf.getInputStream().read(chunk)) {
                read.write(chunk, 0, got);
            }
        } catch (SocketException hungUp) {
            // which is what is wanted
        }
        return read.toString(StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> line.startsWith("id:"))
                .count();
    }

    private HttpResponse<Stream<String>> open(RunId run, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/runs/" + run + "/events"))
                .header("Last-Event-ID", lastEventId)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    }
}
