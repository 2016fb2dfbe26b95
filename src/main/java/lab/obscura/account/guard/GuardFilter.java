package lab.obscura.account.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lab.obscura.account.SignedIn;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks, before anything is allowed. A request with a body comes here as an asynchronous dispatch, when the edge has all of it, so
 * these must not be passed over: Spring's own CSRF filter would.
 */
abstract class GuardFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    GuardFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    /**
     * Who asks; empty when nobody has proved anything.
     *
     * @throws Problem when a proof is wrong
     */
    abstract Optional<SignedIn> identify(HttpServletRequest request);

    @Override
    protected final boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected final void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isOpen =
                Rights.of(request).filter(rule -> rule.right() == Right.OPEN).isPresent();
        try {
            Optional<SignedIn> who = isOpen ? Optional.empty() : identify(request);
            who.ifPresent(GuardFilter::signIn);
        } catch (Problem refusal) {
            GuardAnswers.write(problems, request, response, refusal);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void signIn(SignedIn who) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInToken(who));
        SecurityContextHolder.setContext(context);
    }
}
