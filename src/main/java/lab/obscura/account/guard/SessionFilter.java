package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import lab.obscura.account.SignedIn;
import lab.obscura.account.session.ProxyPeers;
import lab.obscura.account.session.SessionCookies;
import lab.obscura.account.session.Sessions;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;

/** Browsers: a cookie says who it is, and for every change a header that only pages of this site can send. */
final class SessionFilter extends GuardFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Sessions sessions;
    private final ProxyPeers proxies;

    SessionFilter(Sessions sessions, ProxyPeers proxies, ProblemWriter problems) {
        super(problems);
        this.sessions = sessions;
        this.proxies = proxies;
    }

    @Override
    Optional<SignedIn> identify(HttpServletRequest request) {
        Optional<String> secret = SessionCookies.secret(request);
        Optional<SignedIn> who = secret.flatMap(sessions::find).filter(one -> isStillNamed(request, one));
        boolean isLogin =
                request.getMethod().equals("POST") && request.getRequestURI().equals("/api/v1/session");
        boolean isChange = !READING.contains(request.getMethod()) && !isLogin;
        if (who.isPresent() && isChange && !SessionCookies.hasToken(request, secret.orElse(""))) {
            throw new Problem(
                    ErrorType.CSRF_TOKEN,
                    "A browser must repeat its cookie " + SessionCookies.CSRF + " in the header "
                            + SessionCookies.CSRF_HEADER + ". Load the page again; programs send a token instead");
        }
        return who;
    }

    /** Behind a proxy somebody else may have the same browser meanwhile. */
    private boolean isStillNamed(HttpServletRequest request, SignedIn who) {
        return proxies.named(request).map(who.name()::equals).orElse(true);
    }
}
