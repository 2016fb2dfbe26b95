package lab.obscura.account.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.account.SignedIn;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ServletRequestPathUtils;

/** Says why something is not allowed. */
final class GuardAnswers {

    private GuardAnswers() {}

    static void write(ProblemWriter problems, HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (problem.type() == ErrorType.NOT_LOGGED_IN) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"obscura\"");
        }
        problems.write(request, response, problem);
    }

    /** What stands in no line of the matrix is said to be missing, but only to who is logged in. */
    static Problem of(HttpServletRequest request) {
        Optional<SignedIn> who = SignedIn.current();
        if (who.isEmpty()) {
            return new Problem(
                    ErrorType.NOT_LOGGED_IN,
                    "This needs an account. Log in on the page /login, or send a token: Authorization: Bearer obs_…");
        }
        Optional<Rights.Rule> rule = Rights.of(request);
        return rule.map(one -> new Problem(
                        ErrorType.NOT_ALLOWED,
                        "This needs the role " + one.right().needed() + "; "
                                + who.get().name() + " has "
                                + who.get().role().word() + " here. An admin can change the role; the scope of a"
                                + " token stays"))
                .orElseGet(() -> missing(request));
    }

    private static Problem missing(HttpServletRequest request) {
        var address = ServletRequestPathUtils.parseAndCache(request).pathWithinApplication();
        String others = Rights.all().stream()
                .filter(rule -> rule.path().matches(address))
                .map(Rights.Rule::method)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? new Problem(ErrorType.NOT_FOUND, "No such endpoint. GET /v3/api-docs lists what there is")
                : Problem.method(request.getMethod(), others);
    }
}
