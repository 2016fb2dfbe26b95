package lab.obscura.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem details, and writes them where no controller is at hand. */
@Component
public final class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** When it is worth asking again, in seconds. */
    private static final Map<ErrorType, String> RETRY = Map.of(
            ErrorType.UNAVAILABLE,
            "5",
            ErrorType.DATASET_BEING_READ,
            "5",
            ErrorType.TOO_MANY_QUEUED,
            "60",
            ErrorType.TOO_MANY_LOGINS,
            "60",
            ErrorType.TOO_MANY_CONNECTIONS,
            "5",
            ErrorType.DISK_FULL,
            "600");

    private final TraceId traceId;

    ProblemWriter(TraceId traceId) {
        this.traceId = traceId;
    }

    /** Where Spring has not begun yet, or is not asked. */
    public static ProblemWriter alone() {
        return new ProblemWriter(new TraceId());
    }

    /** The document itself. */
    public String text(Problem problem, String path) {
        return JSON.writeValueAsString(view(problem, path));
    }

    private ProblemView view(Problem problem, String path) {
        String trace = traceId.next();
        if (problem.type() == ErrorType.INTERNAL) {
            LOG.error("event=internal-error traceId={} path={}", trace, path, problem.getCause());
        }
        return new ProblemView(
                problem.type().uri(),
                problem.type().title(),
                problem.type().status(),
                problem.getMessage(),
                path,
                problem.fields().stream().map(ProblemView.Field::of).toList(),
                trace);
    }

    /** Answers what an exception means. */
    public void failed(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        write(request, response, FrameworkProblems.translate(failure));
    }

    /** Answers a problem, unless half an answer is out already, as when a stream breaks. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.type().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.type() == ErrorType.METHOD_NOT_ALLOWED
                || request.getMethod().equals("OPTIONS")) {
            response.setHeader(HttpHeaders.ALLOW, problem.allowed());
        }
        Optional.ofNullable(RETRY.get(problem.type()))
                .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, seconds));
        response.getOutputStream().write(text(problem, asked(request)).getBytes(StandardCharsets.UTF_8));
    }

    /** What the client asked for, also where Tomcat has led the request to the page for errors. */
    private static String asked(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .orElse(request.getRequestURI());
    }
}
