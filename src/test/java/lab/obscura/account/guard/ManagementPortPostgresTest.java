package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.Obscura;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** The actuator on a port of its own, in front of a service with accounts. */
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "obscura.worker.enabled=false",
            "obscura.home=target/managed-service",
            "obscura.auth=local",
            "management.server.port=0",
            "management.server.address=127.0.0.1"
        })
@ContextConfiguration(initializers = ServiceTest.OwnDatabase.class)
class ManagementPortPostgresTest {

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Test
    void prometheusNeedsNoAccountThere() {
        var answer = new ApiClient(managementPort).get("/actuator/prometheus");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("obscura_runs{state=\"queued\"}");
    }

    @Test
    void theServiceItselfIsNotOpenedByIt() {
        assertThat(new ApiClient(managementPort).get("/api/v1/runs").status()).isEqualTo(404);
        assertThat(new ApiClient(port).get("/api/v1/runs").status()).isEqualTo(401);
        assertThat(new ApiClient(port).get("/actuator/prometheus").status()).isEqualTo(401);
    }
}
