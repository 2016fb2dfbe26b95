package lab.obscura.platform.web.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps an answer in memory while it is made, and hands it out without a thread that waits for its reader. What goes wrong on the way
 * becomes a problem here, whoever threw it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class PatientAnswers extends OncePerRequestFilter {

    private static final long ALL_ANSWERS = 256L * 1024 * 1024;

    private final ProblemWriter problems;
    private final Budget budget = new Budget(ALL_ANSWERS);

    PatientAnswers(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false; // see WholeBodies
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        var answer = new KeptAnswer(response);
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            problems.failed(request, answer, e);
        }
        if (request.isAsyncStarted()) {
            return; // a stream of events, which writes for itself
        }
        if (answer.refused() >= 400) {
            problems.write(request, answer, Problem.ofStatus(answer.refused()));
        }
        send(request, response, answer);
    }

    private void send(HttpServletRequest request, HttpServletResponse response, KeptAnswer answer) throws IOException {
        byte[] bytes = answer.bytes();
        if (!budget.take(bytes.length)) {
            var busy = new Problem(
                    ErrorType.UNAVAILABLE, "Too many answers wait for their readers. Try again in a few seconds");
            problems.write(request, response, busy);
            return;
        }
        if (bytes.length > 0) {
            response.setContentLength(bytes.length);
        }
        var content = new ByteArrayInputStream(bytes);
        new AnswerWriting(request, response, content, bytes.length, () -> budget.give(bytes.length)).begin();
    }
}
