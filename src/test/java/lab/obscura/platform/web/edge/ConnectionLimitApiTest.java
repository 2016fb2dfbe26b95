package lab.obscura.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.platform.web.WebSlice;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One address has so many connections and no more. */
@SpringBootTest(
        classes = WebSlice.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "obscura.web.connections-per-address=5")
class ConnectionLimitApiTest {

    @LocalServerPort
    int port;

    @Test
    void theSixthIsRefusedUntilOneIsClosed() throws Exception {
        var raw = new RawClient(port);
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(raw.open());
        }

        var refused = raw.send("");
        for (Socket socket : open) {
            socket.close();
        }
        var after = answered(raw);

        assertThat(refused.status()).as(refused.text()).isEqualTo(429);
        assertThat(refused.text()).contains("obscura.web.connections-per-address", "/errors/too-many-connections");
        assertThat(refused.isGuarded()).isTrue();
        assertThat(after).isEqualTo(200);
    }

    /** The service learns a moment later that connections were closed. */
    private static int answered(RawClient raw) throws InterruptedException, IOException {
        for (int i = 0; i < 600; i++) {
            int status = raw.send("GET /errors/internal HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .status();
            if (status == 200) {
                return status;
            }
            Thread.sleep(100);
        }
        return 0;
    }
}
