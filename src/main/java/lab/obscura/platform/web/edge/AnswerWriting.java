package lab.obscura.platform.web.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** One answer on its way out. Tomcat calls when its reader takes more; in between no thread is held. */
final class AnswerWriting implements WriteListener, AsyncListener {

    private static final int CHUNK = 32 * 1024;
    private static final long AT_LEAST_MILLIS = 30_000;

    /** Who reads slower than this for the whole answer has gone, or wants to be in the way. */
    private static final long SLOWEST_BYTES_PER_MILLI = 16;

    private final HttpServletRequest request;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final InputStream content;
    private final long length;
    private final Runnable finished;
    private final AtomicBoolean over = new AtomicBoolean();
    private final byte[] chunk = new byte[CHUNK];
    private long written;

    /**
     * @param content memory or a file: it is read without waiting
     * @param length how many bytes of it are the answer
     * @param finished is called once, whether the reader took everything or not
     */
    AnswerWriting(
            HttpServletRequest request,
            HttpServletResponse response,
            InputStream content,
            long length,
            Runnable finished)
            throws IOException {
        this.request = request;
        this.context = request.startAsync();
        this.out = response.getOutputStream();
        this.content = content;
        this.length = length;
        this.finished = finished;
    }

    void begin() {
        context.setTimeout(AT_LEAST_MILLIS + length / SLOWEST_BYTES_PER_MILLI);
        context.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        while (written < length && out.isReady()) {
            int next = content.readNBytes(chunk, 0, (int) Math.min(CHUNK, length - written));
            if (next == 0) {
                abandon(); // somebody has cut the file short meanwhile
                return;
            }
            out.write(chunk, 0, next);
            written += next;
        }
        if (written == length && out.isReady() && end()) {
            context.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        abandon();
    }

    @Override
    public void onError(Throwable broken) {
        abandon();
    }

    @Override
    public void onError(AsyncEvent event) {
        abandon();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody does, this is the end of the request
    }

    /** Half an answer must not look like a whole one: the connection ends. */
    private void abandon() {
        if (end()) {
            HangUp.of(request).now();
            context.complete();
        }
    }

    private boolean end() {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            finished.run();
        }
        return first;
    }
}
