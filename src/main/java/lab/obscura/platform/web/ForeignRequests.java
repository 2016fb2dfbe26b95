package lab.obscura.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what pages of other sites make a browser send. A request without body needs no consent of the service (no preflight), so a
 * foreign page could otherwise cancel runs or pause the queue of whoever looks at it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class ForeignRequests extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ProblemWriter problems;
    private final boolean onThisComputerOnly;

    ForeignRequests(ProblemWriter problems, Environment settings) throws IOException {
        this.problems = problems;
        String address = settings.getProperty("server.address", "0.0.0.0");
        this.onThisComputerOnly = InetAddress.getByName(address).isLoopbackAddress();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> refusal = strangeName(request).or(() -> foreignPage(request));
        if (refusal.isPresent()) {
            problems.write(request, response, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }

    /** A foreign name that leads to this computer makes a foreign page look like one of ours (DNS rebinding). */
    private Optional<Problem> strangeName(HttpServletRequest request) {
        return header(request, HttpHeaders.HOST)
                .filter(host -> onThisComputerOnly && !THIS_COMPUTER.contains(withoutPort(host)))
                .map(host -> refused("The header Host must be localhost, 127.0.0.1 or [::1], was " + shown(host)
                        + ". The service listens on this computer only; set server.address to offer it to others"));
    }

    private static Optional<Problem> foreignPage(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        Optional<String> site = header(request, "Sec-Fetch-Site");
        if (site.isPresent()) {
            return site.filter(said -> !OWN_SITE.contains(said))
                    .map(said -> refused("A page of another site sent this (Sec-Fetch-Site: " + shown(said)
                            + "). Use the service's own pages, or a program"));
        }
        // The name alone is compared: a proxy may speak TLS for the service, which then sees http where the browser saw
        // https.
        String own = String.valueOf(request.getHeader(HttpHeaders.HOST));
        return header(request, HttpHeaders.ORIGIN)
                .filter(origin -> !origin.replaceFirst("^https?://", "").equalsIgnoreCase(own))
                .map(origin -> refused("A page of another site sent this (Origin: " + shown(origin)
                        + "). Use the service's own pages, or a program"));
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    }

    private static String shown(String value) {
        String plain = value.replaceAll("[^ -~]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }

    private static Problem refused(String detail) {
        return new Problem(ErrorType.FOREIGN_REQUEST, detail);
    }
}
