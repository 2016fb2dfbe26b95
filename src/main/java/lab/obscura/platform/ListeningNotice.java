package lab.obscura.platform;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at start who can reach the service: there are no accounts yet. */
@Component
final class ListeningNotice {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningNotice.class);

    private final Environment environment;

    ListeningNotice(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        LOG.info(sentence(
                environment.getProperty("server.address", ""),
                event.getWebServer().getPort()));
    }

    static String sentence(String address, int port) {
        if (address.equals("127.0.0.1") || address.equals("localhost") || address.equals("::1")) {
            return String.format(
                    Locale.ROOT,
                    "Obscura is at http://localhost:%d and can be reached from this machine only: there are no accounts yet",
                    port);
        }
        return String.format(
                Locale.ROOT,
                "Obscura listens on %s, port %d. There are no accounts yet: everyone who can reach this address can use it. "
                        + "Set server.address=127.0.0.1 unless something in front of it decides who may",
                address.isEmpty() ? "all addresses" : address,
                port);
    }
}
