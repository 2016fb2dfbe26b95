package lab.obscura.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A service whose operator has a collector, which here is a socket that keeps what it is sent. */
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "obscura.worker.enabled=false",
            "obscura.home=target/traced-service",
            "management.opentelemetry.enabled=true",
            "management.tracing.export.enabled=true",
            "management.tracing.sampling.probability=1",
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        })
@ContextConfiguration(initializers = ServiceTest.OwnDatabase.class)
class TracesPostgresTest {

    private static final List<String> COLLECTED = new CopyOnWriteArrayList<>();
    private static final HttpServer COLLECTOR = collector();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void collector(DynamicPropertyRegistry registry) {
        registry.add(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                () -> "http://127.0.0.1:" + COLLECTOR.getAddress().getPort() + "/v1/traces");
    }

    @AfterAll
    static void stop() {
        COLLECTOR.stop(0);
    }

    @Test
    void aRequestIsTracedByItsAddressInTheDocumentWithoutItsIds() {
        String id = "3f0c7e1a-8a4e-4a55-9b1e-0f6d5c1b2a3d";

        assertThat(new ApiClient(port).get("/api/v1/runs/" + id).status()).isEqualTo(404);

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(COLLECTED).anyMatch(trace -> trace.contains("/api/v1/runs/{id}")));
        assertThat(COLLECTED).noneMatch(trace -> trace.contains("Authorization"));
    }

    private static HttpServer collector() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v1/traces", exchange -> {
                COLLECTED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
