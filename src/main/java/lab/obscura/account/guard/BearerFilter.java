package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.account.SignedIn;
import lab.obscura.account.token.Tokens;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.http.HttpHeaders;

/** Programs: {@code Authorization: Bearer obs_…} on each request, and nothing is remembered. */
final class BearerFilter extends GuardFilter {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer +(obs_[A-Za-z0-9_-]{20,100})");

    private final Tokens tokens;

    BearerFilter(Tokens tokens, ProblemWriter problems) {
        super(problems);
        this.tokens = tokens;
    }

    @Override
    Optional<SignedIn> identify(HttpServletRequest request) {
        Optional<SignedIn> who = token(request).flatMap(tokens::find);
        if (who.isEmpty()) {
            throw new Problem(
                    ErrorType.NOT_LOGGED_IN,
                    "The header Authorization must be Bearer and a token that is still valid, as in Bearer obs_…. Make"
                            + " one on the page Account");
        }
        return who;
    }

    /** What was sent as one; empty when nothing was that may be a token. */
    static Optional<String> token(HttpServletRequest request) {
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        Matcher bearer = BEARER.matcher(sent.size() == 1 ? sent.get(0).strip() : "");
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }
}
