package lab.obscura.platform.web.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.springframework.http.HttpHeaders;

/** The body of one request on its way in. Tomcat calls when something has come; in between no thread is held. */
final class BodyArrival implements ReadListener, AsyncListener {

    private static final int CHUNK = 32 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ProblemWriter problems;
    private final Receiver receiver;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final AtomicBoolean over = new AtomicBoolean();

    /** What becomes of a body. It hears of pieces, and then of one end. */
    interface Receiver {

        /**
         * Takes the next piece.
         *
         * @throws Problem when it takes no more: that is the answer
         */
        void take(byte[] chunk, int length);

        /**
         * All of it has come.
         *
         * @return what is done with the request now
         */
        Next whole();

        /** What is answered when it did not come in time. */
        Problem tooSlow();

        /** The sender has gone, or what it sends is no HTTP. */
        void broken();

        /** It did not come whole, or was not wanted. */
        void forget();
    }

    /** What is done with a request whose body is whole. */
    enum Next {
        /** It was answered. */
        COMPLETE,
        /** It goes through the filters again. */
        DISPATCH
    }

    BodyArrival(HttpServletRequest request, HttpServletResponse response, ProblemWriter problems, Receiver receiver)
            throws IOException {
        this.request = request;
        this.response = response;
        this.problems = problems;
        this.receiver = receiver;
        this.context = request.startAsync();
        this.in = request.getInputStream();
    }

    /** @param millis for how long it may be on its way */
    void begin(long millis) {
        context.setTimeout(millis);
        context.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        byte[] chunk = new byte[CHUNK]; // not for longer than there is something to read
        try {
            while (!over.get() && in.isReady()) {
                int got = in.read(chunk);
                if (got < 0) {
                    return;
                }
                receiver.take(chunk, got);
            }
        } catch (Problem refusal) {
            refuse(refusal);
        } catch (IOException broken) {
            onError(broken); // told here, an answer is still possible
        }
    }

    @Override
    public void onAllDataRead() {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        Next next = Next.COMPLETE;
        try {
            next = receiver.whole();
        } finally {
            end(next);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(receiver.tooSlow());
    }

    private void refuse(Problem problem) {
        end(() -> {
            try {
                // What is left of the body must not be taken for the next request.
                response.setHeader(HttpHeaders.CONNECTION, "close");
                problems.write(request, response, problem);
            } catch (IOException | IllegalStateException gone) {
                HangUp.of(request).now(); // nobody is there to read it
            }
        });
    }

    /** Tomcat has called this a bad request already; it must not become a mistake of ours. */
    @Override
    public void onError(Throwable broken) {
        end(() -> {
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            receiver.broken();
        });
    }

    private void end(Next next) {
        switch (next) {
            case COMPLETE -> context.complete();
            case DISPATCH -> context.dispatch();
        }
    }

    private void end(Runnable answer) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            receiver.forget();
            answer.run();
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
