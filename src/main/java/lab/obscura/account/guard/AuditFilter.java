package lab.obscura.account.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import lab.obscura.account.audit.Audit;
import lab.obscura.account.audit.AuditAction;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Writes down what was taken away from the addresses that the matrix marks, once it was. What changes something is written down with it. */
final class AuditFilter extends OncePerRequestFilter {

    private final Audit audit;

    AuditFilter(Audit audit) {
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false; // as those of GuardFilter
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        Optional<AuditAction> action = Rights.of(request).flatMap(Rights.Rule::audit);
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        if (action.isPresent() && response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            audit.record(Audit.Who.of(request), action.get(), request.getRequestURI(), query);
        }
    }
}
