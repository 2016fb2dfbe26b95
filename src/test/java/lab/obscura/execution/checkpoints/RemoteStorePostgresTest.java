package lab.obscura.execution.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lab.obscura.account.guard.AdmittedWorker;
import lab.obscura.account.guard.GuardedServiceTest;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.queue.RunId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store of the service, through a real one and over HTTP. */
@GuardedServiceTest
class RemoteStorePostgresTest extends CheckpointStoreContract {

    private static final long FENCE = 3;

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private AdmittedWorker worker;
    private RemoteStore service;

    RemoteStorePostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void admit() {
        worker = new AdmittedWorker(port, jdbc);
        service = new RemoteStore(worker.client());
    }

    @Override
    CheckpointStore store() {
        return service.under(FENCE);
    }

    @Override
    RunId run() {
        return worker.claimed(FENCE);
    }

    @Test
    void aRunIsResumedThroughTheService(@TempDir Path there) throws IOException {
        RunId run = run();
        Files.writeString(here.resolve("epoch-1.obs"), "one");
        var first = new AttemptCheckpoints(store(), run, 1, here);
        first.publish();
        Files.writeString(here.resolve("epoch-2.obs"), "two");
        first.publish();
        worker.claimedAgain(run, FENCE + 1);

        new AttemptCheckpoints(service.under(FENCE + 1), run, 2, there).begin();

        assertThat(there.resolve("epoch-1.obs")).hasContent("one");
        assertThat(there.resolve("epoch-2.obs")).hasContent("two");
        assertThat(first.publish()).as("a later attempt has spoken").isZero();
    }

    @Test
    void whoHasLostTheRunIsToldSo() throws IOException {
        RunId run = run();
        Path file = written("late");
        worker.claimedAgain(run, FENCE + 1);

        assertThatThrownBy(() -> store().write(file(run, file), file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot be written through the service: The fence of run " + run + " must be 4")
                .hasMessageContaining("end the attempt");
        assertThatThrownBy(() -> store().delete(file(run, file))).isInstanceOf(StoreException.class);
        assertThat(store().list(run.toString())).isEmpty();
    }

    @Test
    void whoIsNotAdmittedHearsSoBeforeItClaims() {
        var stranger = new RemoteStore(worker.client("obs_" + "x".repeat(40)));
        var person = new RemoteStore(worker.client(worker.tokenOfAPerson()));

        assertThat(problem(stranger)).contains("does not admit this worker", "token that is still valid");
        assertThat(problem(person)).contains("does not admit this worker: This needs the role worker");
    }

    @Test
    void aServiceThatIsAwayIsAStoreThatIsAway() {
        var away = new RemoteStore(client(1));

        assertThatThrownBy(() -> away.list(RunId.random().toString()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The service at http://localhost:1 does not answer");
    }

    /** As nginx does it where nobody has told it otherwise. */
    @Test
    void aProxyThatRefusesLargeFilesIsNamed() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            byte[] page = "<html>Request Entity Too Large</html>".getBytes(StandardCharsets.US_ASCII);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(413, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        proxy.start();
        try {
            assertThat(problem(new RemoteStore(client(proxy.getAddress().getPort()))))
                    .contains("refuses a body of 3145728 bytes (HTTP 413)", "client_max_body_size of nginx");
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void aKeyThatIsNoneIsNotSent() {
        assertThatThrownBy(() -> store().fetch("run/../../secret", here.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A key must be the id of a run and files/SHA-256");
    }

    private static ServiceClient client(int port) {
        return new ServiceClient(URI.create("http://localhost:" + port), () -> "", "test");
    }

    private static String problem(CheckpointStore store) {
        return new PublishedCheckpoints(store, true, Duration.ofMinutes(10), Clock.systemUTC())
                .problem()
                .orElse("");
    }
}
