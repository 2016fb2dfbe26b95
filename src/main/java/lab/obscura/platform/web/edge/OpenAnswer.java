package lab.obscura.platform.web.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.web.util.WebUtils;

/**
 * A streaming answer: whoever has news hands it over and never waits, Tomcat writes when the reader takes it. A reader that takes
 * nothing is found with {@link #isBlockedFor} and left with {@link #hangUp}.
 */
public final class OpenAnswer implements WriteListener, AsyncListener {

    private final HttpServletRequest request;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private boolean begun;
    private boolean ending;
    private boolean unflushed;
    private boolean blocked;
    private long blockedSince;

    private OpenAnswer(HttpServletRequest request, ServletResponse response) throws IOException {
        this.request = request;
        this.context = request.startAsync();
        this.out = response.getOutputStream();
    }

    /** Status and headers are set before; afterwards the request belongs to the answer until it ends. */
    public static OpenAnswer open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        KeptAnswer kept = WebUtils.getNativeResponse(response, KeptAnswer.class);
        var answer = new OpenAnswer(request, kept == null ? response : kept.getResponse());
        answer.over.thenRun(answer::wake);
        answer.context.setTimeout(0);
        answer.context.addListener(answer);
        answer.out.setWriteListener(answer);
        return answer;
    }

    /** Is called once the answer is over, whoever ended it; at once when it is over already. */
    public void onEnd(Runnable action) {
        over.thenRun(action);
    }

    public synchronized void send(byte[] bytes) {
        waiting.add(bytes);
        write();
    }

    /** Whether the reader's side has taken all that was sent. */
    public synchronized boolean isDrained() {
        return waiting.isEmpty() && !blocked;
    }

    /** Waits until the reader's side has taken all that was sent; false when it has not within this time, or the answer is over. */
    public synchronized boolean awaitDrained(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!over.isDone() && !isDrained()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return !over.isDone();
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Whether the reader has taken nothing for this long although there is something to take. */
    public synchronized boolean isBlockedFor(Duration time) {
        return blocked && System.nanoTime() - blockedSince > time.toNanos();
    }

    /** Ends the answer in good order, after what was sent. */
    public synchronized void end() {
        ending = true;
        write();
    }

    /** Ends the connection whatever is left to say. */
    public synchronized void hangUp() {
        if (!over.isDone()) {
            HangUp.of(request).now();
            complete();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        blocked = false;
        write();
        wake();
    }

    private void write() {
        try {
            while (begun && !over.isDone() && isReady()) {
                byte[] next = waiting.poll();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (ending) {
                        complete();
                    }
                    return;
                }
            }
        } catch (IOException | IllegalStateException readerIsGone) {
            complete();
        }
    }

    private boolean isReady() {
        boolean ready = out.isReady();
        if (!ready && !blocked) {
            blocked = true;
            blockedSince = System.nanoTime();
        }
        return ready;
    }

    private void complete() {
        waiting.clear();
        over.complete(null);
        try {
            context.complete();
        } catch (IllegalStateException completedAlready) {
            ending = true; // by Tomcat, which has noticed first that the reader is gone
        }
    }

    @Override
    public synchronized void onError(Throwable readerIsGone) {
        complete();
    }

    @Override
    public synchronized void onError(AsyncEvent event) {
        complete();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over.complete(null);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody does, this is the end of the request
    }
}
