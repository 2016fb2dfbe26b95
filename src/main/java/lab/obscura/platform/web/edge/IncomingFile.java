package lab.obscura.platform.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.WebUtils;

/**
 * A file that a worker sends: written to the disk as it comes, and no thread waits for it. Handlers take it as a parameter; who may send
 * one was decided before. Once {@link #into} was called the answer is given here, when the file is whole.
 */
public final class IncomingFile {

    private static final String FOR_WORKERS = "/api/v1/worker/";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ProblemWriter problems;

    private IncomingFile(HttpServletRequest request, HttpServletResponse response, ProblemWriter problems) {
        this.request = request;
        this.response = response;
        this.problems = problems;
    }

    /**
     * What has come.
     *
     * @param sha256 of its bytes, in hexadecimal
     */
    public record Whole(long bytes, String sha256) {}

    /**
     * Whose files may be long on their way, asked before anything of them is read. Where nobody implements this, everybody's may: a service
     * without accounts is reached by its own machine alone.
     */
    public interface SlowSenders {

        /** Whether the sender of this request has proved that it may send files. */
        boolean include(HttpServletRequest request);
    }

    /** Whether the body of a request is a file and not JSON. */
    static boolean isIn(HttpServletRequest request) {
        return request.getMethod().equals("PUT")
                && request.getRequestURI().startsWith(FOR_WORKERS)
                && MediaType.APPLICATION_OCTET_STREAM_VALUE.equals(request.getContentType());
    }

    /** As its sender announced it, in bytes; 0 when there is none. */
    public long length() {
        return Math.max(0, request.getContentLengthLong());
    }

    /**
     * Writes it to a new file, which is removed behind the answer.
     *
     * @param then takes the whole file; what it throws is the answer, otherwise that is 204. Never called for a part of the file
     * @throws Problem when the file has come with the request already and {@code then} refuses it
     */
    public void into(Path file, Consumer<Whole> then) throws IOException {
        if (isHere()) {
            takeAtOnce(file, then);
        } else {
            new FileReading(request, answer(), problems, Optional.of(file), then).begin();
        }
    }

    /** Reads it and keeps nothing: a sender that is still sending would not hear why. */
    public void refuse(Problem refusal) throws IOException {
        if (isHere()) {
            throw refusal;
        }
        Consumer<Whole> answer = nothing -> {
            throw refusal;
        };
        new FileReading(request, answer(), problems, Optional.empty(), answer).begin();
    }

    private boolean isHere() {
        return length() == 0 || WebUtils.getNativeRequest(request, WholeBody.class) != null;
    }

    private void takeAtOnce(Path file, Consumer<Whole> then) throws IOException {
        byte[] bytes = request.getInputStream().readAllBytes();
        try {
            Files.copy(new ByteArrayInputStream(bytes), file);
            then.accept(new Whole(
                    bytes.length, HexFormat.of().formatHex(FileReading.sha256().digest(bytes))));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private HttpServletResponse answer() {
        KeptAnswer kept = WebUtils.getNativeResponse(response, KeptAnswer.class);
        return kept == null ? response : (HttpServletResponse) kept.getResponse();
    }

    /** Gives handlers theirs. */
    static final class Resolver implements HandlerMethodArgumentResolver {

        private final ProblemWriter problems;

        Resolver(ProblemWriter problems) {
            this.problems = problems;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IncomingFile.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            var asked = request.getNativeRequest(HttpServletRequest.class);
            if (!isIn(asked)) {
                throw new Problem(
                        ErrorType.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type must be application/octet-stream here: the body is the file itself");
            }
            return new IncomingFile(asked, request.getNativeResponse(HttpServletResponse.class), problems);
        }
    }
}
