package lab.obscura.platform.web.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads request bodies before anything else happens, without a thread that waits for them: a client that sends a byte now and then
 * costs a socket, not a thread. A body is whole within ten seconds and has 1 MB at most, or the connection ends; only files for workers'
 * addresses are larger, see {@link IncomingFile}, and only those of admitted workers may take longer.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WholeBodies extends OncePerRequestFilter {

    static final int LARGEST_BODY = 1024 * 1024;

    /**
     * What Tomcat reads of a body behind a refusal, with a thread that waits for it ({@code maxSwallowSize}). Files up to this are read here;
     * of a larger one that is refused it reads nothing.
     */
    static final int LARGEST_FILE = 2 * LARGEST_BODY;

    /** Tomcat looks for the end of this time once a second, so that ten seconds are never exceeded. */
    static final long LONGEST_MILLIS = 8_900;

    private static final long ALL_BODIES = 64L * LARGEST_BODY;
    private static final String WHOLE = WholeBodies.class.getName();

    private final ProblemWriter problems;
    private final ObjectProvider<IncomingFile.SlowSenders> slowSenders;
    private final Budget budget = new Budget(ALL_BODIES);

    /** @param slowSenders at most one */
    WholeBodies(ProblemWriter problems, ObjectProvider<IncomingFile.SlowSenders> slowSenders) {
        this.problems = problems;
        this.slowSenders = slowSenders;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false; // which is how a request comes back once its body is whole
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<byte[]> body = Optional.ofNullable((byte[]) request.getAttribute(WHOLE));
        if (body.isPresent()) {
            pass(new WholeBody(request, body.get()), response, chain, body.get().length);
        } else if (IncomingFile.isIn(request) && request.getContentLengthLong() > LARGEST_FILE) {
            chain.doFilter(request, response); // whoever is allowed to send it writes it to the disk as it comes
        } else if (request.getContentLengthLong() > largest(request)) {
            problems.write(request, response, tooLarge());
        } else if (request.getDispatcherType() == DispatcherType.REQUEST && hasBody(request)) {
            BodyReading.Limits limits = limits(request);
            var reading =
                    new BodyReading(request, response, budget, limits, bytes -> request.setAttribute(WHOLE, bytes));
            new BodyArrival(request, response, problems, reading).begin(limits.millis());
        } else {
            chain.doFilter(request, response);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain, int taken)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            request.removeAttribute(WHOLE);
            budget.give(taken);
        }
    }

    private static int largest(HttpServletRequest request) {
        return IncomingFile.isIn(request) ? LARGEST_FILE : LARGEST_BODY;
    }

    /** What strangers send is as short on its way as any other body: all of them share the same memory. */
    BodyReading.Limits limits(HttpServletRequest request) {
        boolean mayBeSlow =
                IncomingFile.isIn(request) && slowSenders.stream().allMatch(senders -> senders.include(request));
        return new BodyReading.Limits(
                largest(request), mayBeSlow ? FileReading.patienceMillis(request) : LONGEST_MILLIS);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    static Problem tooLarge() {
        return new Problem(
                ErrorType.BODY_TOO_LARGE,
                "A request body may have 1 MB at most. A definition has a few KB; was a file sent by mistake?");
    }
}
