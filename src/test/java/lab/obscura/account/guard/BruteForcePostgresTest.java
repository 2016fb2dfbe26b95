package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.obscura.platform.web.ApiClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who tries passwords. Each try says from which address of the loopback network it comes. */
@GuardedServiceTest
class BruteForcePostgresTest {

    @LocalServerPort
    int port;

    private Members members;

    @BeforeEach
    void connect() {
        members = new Members(new ApiClient(port));
        members.admin();
    }

    @Test
    void tenFailuresOfANameAreAnsweredAndThenNobodyLogsInUnderIt() {
        members.has("lea", "viewer");

        List<Integer> tries = IntStream.range(0, 12)
                .map(i -> login("127.0.1." + (i + 1), "lea", "wrong " + i).statusCode())
                .boxed()
                .toList();
        Answer right = login("127.0.1.99", "lea", Members.PASSWORD);

        assertThat(tries.subList(0, 10)).containsOnly(401);
        assertThat(tries.subList(10, 12)).containsOnly(429);
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.head()).contains("Retry-After: 60");
    }

    @Test
    void tenFailuresFromAnAddressAreAnsweredWhateverTheNames() {
        members.has("liv", "viewer");

        List<Integer> tries = IntStream.range(0, 12)
                .map(i -> login("127.0.2.1", "nobody" + i, "wrong").statusCode())
                .boxed()
                .toList();

        assertThat(tries.subList(0, 10)).containsOnly(401);
        assertThat(tries.subList(10, 12)).containsOnly(429);
        assertThat(login("127.0.2.1", "liv", Members.PASSWORD).statusCode()).isEqualTo(429);
        assertThat(login("127.0.2.2", "liv", Members.PASSWORD).statusCode()).isEqualTo(200);
    }

    /** Names of failures are kept in memory: megabytes of them would fill it. */
    @Test
    void aNameThatIsTooLongForAnyAccountIsNotKept() {
        List<Integer> tries = IntStream.range(0, 12)
                .map(i -> login("127.0.4.1", "n".repeat(65), "wrong").statusCode())
                .boxed()
                .toList();

        assertThat(tries).containsOnly(401);
    }

    /** The shortest of seven each, by turns: a machine that is busy for a while says nothing. */
    @Test
    void aNameThatDoesNotExistIsAnsweredAlikeAndTakesAsLong() {
        members.has("mia", "viewer");
        login("127.0.3.1", "mia", "wrong"); // warm

        Answer known = login("127.0.3.2", "mia", "wrong");
        Answer unknown = login("127.0.3.3", "no-such-name", "wrong");
        double[] knownMillis = new double[7];
        double[] unknownMillis = new double[7];
        for (int i = 0; i < knownMillis.length; i++) {
            knownMillis[i] = millis("127.0.3." + (20 + i), "mia");
            unknownMillis[i] = millis("127.0.3." + (60 + i), "no-such-name-");
        }
        double shortestKnown = DoubleStream.of(knownMillis).min().orElseThrow();
        double shortestUnknown = DoubleStream.of(unknownMillis).min().orElseThrow();
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(known));
        assertThat(shortestUnknown).isBetween(shortestKnown * 0.4, shortestKnown * 2.5);
    }

    private double millis(String from, String name) {
        long begin = System.nanoTime();
        login(from, name, "wrong");
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String withoutTrace(Answer answer) {
        return answer.body().replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
    }

    private record Answer(int statusCode, String head, String body) {}

    private Answer login(String from, String name, String password) {
        String json = "{\"name\": \"" + name + "\", \"password\": \"" + password + "\"}";
        String request = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + json.length()
                + "\r\n\r\n" + json;
        try (var socket = new Socket(InetAddress.getByName("127.0.0.1"), port, InetAddress.getByName(from), 0)) {
            socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String[] parts =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(parts[0].split(" ")[1]), parts[0], parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
