package lab.obscura.remote.supply;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import lab.obscura.platform.DaemonThreads;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.edge.OpenAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Hands files on that come from elsewhere, while they come: nothing of them is kept, and however long the whole takes, only a silence ends it.
 * Each has a thread of its own, for its source may pause; those of the web server wait for none.
 */
@Component
final class FileRelay implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(FileRelay.class);
    private static final int AT_ONCE = 64;
    private static final int CHUNK = 64 * 1024;

    /** Of a reader that takes nothing. For that of the source its stream has a limit of its own. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Semaphore free;
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("file-relay"));

    FileRelay() {
        this(AT_ONCE);
    }

    FileRelay(int atOnce) {
        this.free = new Semaphore(atOnce);
    }

    /**
     * Sends a file; afterwards the request belongs to the answer. A source that fails or ends early ends the connection, so that half a file never
     * looks like a whole one.
     *
     * @param content closed behind the answer, or by the caller where this throws
     * @param length how many bytes it has
     * @throws Problem when too many are on their way
     */
    void send(HttpServletRequest request, HttpServletResponse response, InputStream content, long length)
            throws IOException {
        if (!free.tryAcquire()) {
            throw new Problem(
                    ErrorType.UNAVAILABLE, "The service is handing on too many files at once. Try again in a moment");
        }
        try {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setContentLengthLong(length);
            OpenAnswer answer = OpenAnswer.open(request, response);
            threads.execute(() -> pass(content, length, answer));
        } catch (IOException | RuntimeException e) {
            free.release();
            throw e;
        }
    }

    private void pass(InputStream content, long length, OpenAnswer answer) {
        try (content) {
            copy(content, length, answer);
            answer.end();
        } catch (IOException | RuntimeException e) {
            LOG.warn("event=file-not-handed-on bytes={} cause=\"{}\"", length, e.toString());
            answer.hangUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.hangUp();
        } finally {
            free.release();
        }
    }

    private static void copy(InputStream content, long length, OpenAnswer answer)
            throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (long left = length; left > 0; ) {
            int got = content.read(chunk, 0, (int) Math.min(CHUNK, left));
            if (got < 0) {
                throw new EOFException("its source ended " + left + " bytes early");
            }
            answer.send(Arrays.copyOf(chunk, got));
            if (!answer.awaitDrained(SILENCE)) {
                throw new IOException("its reader has gone, or took nothing for " + SILENCE.toSeconds() + " s");
            }
            left -= got;
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
