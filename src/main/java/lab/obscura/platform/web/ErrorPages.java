package lab.obscura.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains the {@code type} of a problem to whoever follows it, and answers what failed before any controller was reached. */
@Hidden
@RestController
final class ErrorPages implements ErrorController {

    private final ProblemWriter writer;

    ErrorPages(ProblemWriter writer) {
        this.writer = writer;
    }

    @GetMapping(path = "/errors/{type}", produces = "text/plain;charset=UTF-8")
    String explain(@PathVariable String type) {
        ErrorType known = ErrorType.of(type)
                .orElseThrow(
                        () -> Problem.unknown(ErrorType.NOT_FOUND, "No problem is called", type, "See docs/errors.md"));
        return known.title() + " (" + known.status() + ")\n\n" + known.meaning() + "\n\nMore in docs/errors.md#"
                + known.slug() + "\n";
    }

    @RequestMapping("/error")
    void failed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .orElse(404);
        writer.write(request, response, Problem.ofStatus(status));
    }
}
