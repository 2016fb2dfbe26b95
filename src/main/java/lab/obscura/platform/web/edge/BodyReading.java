package lab.obscura.platform.web.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.http.HttpHeaders;

/** One body on its way in. Tomcat calls when something has come; in between no thread is held. */
final class BodyReading implements ReadListener, AsyncListener {

    /** Tomcat looks for the end of this time once a second, so that ten seconds are never exceeded. */
    private static final long LONGEST_MILLIS = 8_900;

    private static final int CHUNK = 8192;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ProblemWriter problems;
    private final Budget budget;
    private final Limits limits;
    private final Consumer<byte[]> whole;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();

    /** How many bytes a body may have, and how long it may be on its way. */
    record Limits(int bytes, long millis) {

        static Limits ofBodies() {
            return new Limits(WholeBodies.LARGEST_BODY, LONGEST_MILLIS);
        }

        static Limits ofFiles(HttpServletRequest request) {
            return new Limits(WholeBodies.LARGEST_FILE, FileReading.patienceMillis(request));
        }
    }

    /**
     * @param whole takes the body; afterwards the request goes through the filters again
     */
    BodyReading(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemWriter problems,
            Budget budget,
            Limits limits,
            Consumer<byte[]> whole)
            throws IOException {
        this.request = request;
        this.response = response;
        this.problems = problems;
        this.budget = budget;
        this.limits = limits;
        this.whole = whole;
        this.context = request.startAsync();
        this.in = request.getInputStream();
    }

    void begin() {
        context.setTimeout(limits.millis());
        context.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        try {
            readWhatIsThere();
        } catch (IOException broken) {
            onError(broken); // told here, an answer is still possible
        }
    }

    private void readWhatIsThere() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over.get() && in.isReady()) {
            int got = in.read(chunk);
            if (got < 0) {
                return;
            }
            if (body.size() + got > limits.bytes()) {
                refuse(WholeBodies.tooLarge());
            } else if (budget.take(got)) {
                body.write(chunk, 0, got);
            } else {
                refuse(new Problem(
                        ErrorType.UNAVAILABLE,
                        "The service is reading too many bodies at once. Try again in a moment"));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (over.compareAndSet(false, true)) {
            whole.accept(body.toByteArray());
            context.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(new Problem(
                ErrorType.SLOW_REQUEST,
                "The body was not whole within " + (limits.millis() / 1000 + 2)
                        + " seconds. Send it without pauses, or less"));
    }

    /** The chunks are malformed, or the client has gone. Tomcat has called this a bad request already; it must not become a mistake of ours. */
    @Override
    public void onError(Throwable broken) {
        if (over.compareAndSet(false, true)) {
            budget.give(body.size());
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            try {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } catch (IOException | IllegalStateException gone) {
                HangUp.of(request).now();
            } finally {
                context.complete();
            }
        }
    }

    private void refuse(Problem problem) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        budget.give(body.size());
        try {
            // What is left of the body must not be taken for the next request.
            response.setHeader(HttpHeaders.CONNECTION, "close");
            problems.write(request, response, problem);
        } catch (IOException | IllegalStateException gone) {
            HangUp.of(request).now(); // nobody is there to read it
        } finally {
            context.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // the answer is out
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // the answer is written the same way
    }
}
