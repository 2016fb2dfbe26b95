package lab.obscura.platform.web.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses queries that do not decode, and bodies that are no JSON, before anything else trips over them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 25)
final class WellFormed extends OncePerRequestFilter {

    private static final MimeType JSON = new MimeType("application", "json");

    private final ProblemWriter problems;

    WellFormed(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false; // see WholeBodies
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        Optional<Problem> refusal =
                QueryString.mistake(query).map(WellFormed::unreadable).or(() -> otherBody(request));
        if (refusal.isPresent()) {
            problems.write(request, response, refusal.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private static Problem unreadable(String mistake) {
        return new Problem(ErrorType.INVALID_REQUEST, mistake);
    }

    private static Optional<Problem> otherBody(HttpServletRequest request) {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        boolean hasJson = request instanceof WholeBody && !IncomingFile.isIn(request);
        boolean readable = hasJson ? isJson(type) : type.isEmpty() || isOneType(type);
        if (readable) {
            return Optional.empty();
        }
        String came = type.isEmpty() ? "but is missing" : "was " + Problem.oneLine(type);
        return Optional.of(new Problem(
                ErrorType.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type must be application/json, " + came + ". Bodies are JSON everywhere here"));
    }

    private static boolean isJson(String contentType) {
        return isOneType(contentType) && MimeType.valueOf(contentType).equalsTypeAndSubtype(JSON);
    }

    /** Spring trips over a pattern of types even where there is no body. */
    private static boolean isOneType(String contentType) {
        try {
            return MimeType.valueOf(contentType).isConcrete();
        } catch (InvalidMimeTypeException neither) {
            return false;
        }
    }
}
