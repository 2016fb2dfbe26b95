package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The port of the actuator, where {@code management.server.port} gives it one of its own. */
@Component
final class ManagementPort {

    private static final String NONE = "-1";

    private final Environment environment;

    ManagementPort(Environment environment) {
        this.environment = environment;
    }

    /** Whether this request came in by it, and not by the service's. The ports that are open are asked: 0 is any free one. */
    boolean isAsked(HttpServletRequest request) {
        String management = environment.getProperty("local.management.port", NONE);
        String service = environment.getProperty("local.server.port", NONE);
        return !management.equals(service) && management.equals(Integer.toString(request.getLocalPort()));
    }
}
