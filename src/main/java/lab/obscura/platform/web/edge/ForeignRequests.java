package lab.obscura.platform.web.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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
    private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/?#]*).*", Pattern.CASE_INSENSITIVE);

    private final ProblemWriter problems;
    private final AllowedHosts hosts;

    ForeignRequests(ProblemWriter problems, AllowedHosts hosts) {
        this.problems = problems;
        this.hosts = hosts;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false; // see WholeBodies
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Problem> refusal =
                strangeName(request).or(() -> preflight(request)).or(() -> foreignPage(request));
        if (refusal.isPresent()) {
            problems.write(request, response, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }

    /** A foreign name that leads to this computer makes a foreign page look like one of ours (DNS rebinding). */
    private Optional<Problem> strangeName(HttpServletRequest request) {
        List<String> named = Collections.list(request.getHeaders(HttpHeaders.HOST));
        // The address in the first line of a request counts more than the header, so both must be right.
        if (named.size() == 1 && hosts.contain(named.get(0)) && hosts.contain(request.getServerName())) {
            return Optional.empty();
        }
        String came = named.isEmpty() ? "missing" : shown(String.join(", ", named));
        return Optional.of(refused("The header Host must be one of " + hosts + "; was " + came
                + ". To offer the service under another name, add it to " + AllowedHosts.SETTING
                + ", as in OBSCURA_ALLOWEDHOSTS=localhost,obscura.lab"));
    }

    /** The question of a browser whether a page of another site may ask. */
    private static Optional<Problem> preflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                        && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null
                ? Optional.of(refused("Pages of other sites may not use this service"))
                : Optional.empty();
    }

    private static Optional<Problem> foreignPage(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        return values(request, "Sec-Fetch-Site")
                .filter(site -> !OWN_SITE.contains(site))
                .map(site -> foreign("Sec-Fetch-Site", site))
                .or(() -> sender(request));
    }

    /** Who sends a request says so itself, whatever else a header claims: Origin, and Referer where there is none. */
    private static Optional<Problem> sender(HttpServletRequest request) {
        String name = request.getHeader(HttpHeaders.ORIGIN) == null ? HttpHeaders.REFERER : HttpHeaders.ORIGIN;
        String own = request.getHeader(HttpHeaders.HOST).toLowerCase(Locale.ROOT);
        return values(request, name).filter(value -> !isAt(own, value)).map(value -> foreign(name, value));
    }

    /** The name alone is compared: a proxy may speak TLS for the service, which then sees http where the browser saw https. */
    private static boolean isAt(String own, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return false;
        }
        String usualPort = parts.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
        String there = parts.group(2).toLowerCase(Locale.ROOT);
        return there.equals(own) || (there + usualPort).equals(own) || there.equals(own + usualPort);
    }

    /** What a header says; two of a kind say something that no browser says. */
    private static Optional<String> values(HttpServletRequest request, String name) {
        List<String> all = Collections.list(request.getHeaders(name));
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", all));
    }

    private static Problem foreign(String header, String value) {
        return refused("A page of another site sent this (" + header + ": " + shown(value)
                + "). Use the service's own pages, or a program");
    }

    private static String shown(String value) {
        String plain = value.replaceAll("[^ -~]", "?");
        return plain.length() <= 100 ? plain : plain.substring(0, 100) + "…";
    }

    private static Problem refused(String detail) {
        return new Problem(ErrorType.FOREIGN_REQUEST, detail);
    }
}
