package lab.obscura.platform;

import java.util.Locale;
import lab.obscura.platform.ObscuraProperties.AuthMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at start who can reach the service, and whether they must log in. */
@Component
final class ListeningNotice {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningNotice.class);

    private final Environment environment;
    private final AuthMode mode;

    ListeningNotice(Environment environment, ObscuraProperties properties) {
        this.environment = environment;
        this.mode = properties.auth();
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        LOG.info(sentence(
                environment.getProperty("server.address", ""),
                event.getWebServer().getPort(),
                mode));
    }

    static String sentence(String address, int port, AuthMode mode) {
        boolean isOwnOnly = address.equals("127.0.0.1") || address.equals("localhost") || address.equals("::1");
        String place = isOwnOnly
                ? String.format(
                        Locale.ROOT,
                        "Obscura is at http://localhost:%d and can be reached from this machine only",
                        port)
                : String.format(
                        Locale.ROOT,
                        "Obscura listens on %s, port %d",
                        address.isEmpty() ? "all addresses" : address,
                        port);
        return place
                + (mode.hasAccounts()
                        ? "; who uses it logs in (obscura.auth)"
                        : "; nobody needs to log in (obscura.auth=off)");
    }
}
