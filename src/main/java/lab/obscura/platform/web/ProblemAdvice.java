package lab.obscura.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns everything that may go wrong in a request into a problem detail. The outermost edge: nothing gets past it. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final int MOST_FIELDS = 50;

    private final ProblemWriter writer;
    private final Pages pages;

    ProblemAdvice(ProblemWriter writer, Pages pages) {
        this.writer = writer;
        this.pages = pages;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(request, response, problem);
    }

    @ExceptionHandler
    void settings(SettingsException exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        writer.write(request, response, bounded(exception));
    }

    /** Who sends thousands of wrong fields learns enough from the first. */
    private static Problem bounded(SettingsException exception) {
        List<FieldError> errors = exception.errors();
        if (errors.size() <= MOST_FIELDS) {
            return new Problem(ErrorType.INVALID_SETTINGS, exception.getMessage(), errors);
        }
        List<FieldError> first = errors.subList(0, MOST_FIELDS);
        String detail = first.stream().map(FieldError::sentence).collect(Collectors.joining("; "))
                + String.format(Locale.ROOT, "; and %d more", errors.size() - MOST_FIELDS);
        return new Problem(ErrorType.INVALID_SETTINGS, detail, first);
    }

    /** A data set that is there but cannot be read. */
    @ExceptionHandler
    void data(DataException exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(
                request,
                response,
                new Problem(
                        ErrorType.INVALID_SETTINGS,
                        exception.getMessage(),
                        List.of(new FieldError(
                                "dataset.id", "a data set that can be read", "", exception.getMessage()))));
    }

    /** What the service does not know may be an address of the pages, which know what to say also where it is none. */
    @ExceptionHandler
    void nothing(NoResourceFoundException exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!pages.answer(request, response)) {
            anything(exception, request, response);
        }
    }

    /** The reader has gone; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException exception) {
        LOG.debug("event=reader-gone cause=\"{}\"", exception.getMessage());
    }

    @ExceptionHandler
    void anything(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(request, response, FrameworkProblems.translate(exception));
    }
}
