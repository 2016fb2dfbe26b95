package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.edge.IncomingFile;
import lab.obscura.platform.web.edge.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may take minutes for a file. */
@GuardedServiceTest
class SlowSendersPostgresTest {

    private static final int OF_EACH = 8;

    @LocalServerPort
    int port;

    private final IncomingFile.SlowSenders senders;
    private final List<Socket> open = new ArrayList<>();
    private String worker;
    private String person;

    SlowSendersPostgresTest(@Autowired IncomingFile.SlowSenders senders) {
        this.senders = senders;
    }

    @BeforeEach
    void makeTokens() {
        var members = new Members(new ApiClient(port));
        worker = "Bearer " + members.tokenOfNew("slow-worker", "worker");
        person = "Bearer " + members.tokenOfNew("slow-person", "submitter");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static MockHttpServletRequest shown(String authorization) {
        var request = new MockHttpServletRequest("PUT", "/api/v1/worker/uploads/0");
        request.addHeader("Authorization", authorization);
        return request;
    }

    @Test
    void onlyWhoShowsTheTokenOfAWorker() {
        assertThat(senders.include(shown(worker))).isTrue();
        assertThat(senders.include(shown(person))).isFalse();
        assertThat(senders.include(shown("Bearer obs_" + "x".repeat(40)))).isFalse();
        assertThat(senders.include(new MockHttpServletRequest())).isFalse();
    }

    /** Strangers' bodies end after ten seconds at most; a worker's may last for half a minute and longer. */
    @Test
    @Tag("long")
    void strangersHoldNoMemoryWhileWorkersGoOn() {
        List<Socket> strangers = begin("");
        List<Socket> people = begin("Authorization: " + person + "\r\n");
        List<Socket> workers = begin("Authorization: " + worker + "\r\n");

        await().atMost(Duration.ofMinutes(1))
                .until(() -> strangers.stream().allMatch(SlowSendersPostgresTest::isAnswered)
                        && people.stream().allMatch(SlowSendersPostgresTest::isAnswered));

        assertThat(workers).filteredOn(SlowSendersPostgresTest::isAnswered).isEmpty();
    }

    private List<Socket> begin(String header) {
        List<Socket> begun = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
            begun.add(new RawClient(port)
                    .begin("PUT /api/v1/worker/uploads/0 HTTP/1.1\r\nHost: localhost\r\n" + header
                            + "Content-Type: application/octet-stream\r\nContent-Length: 1900000\r\n\r\nx"));
        }
        open.addAll(begun);
        return begun;
    }

    private static boolean isAnswered(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
