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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/** One file on its way in. Tomcat calls when something has come; in between no thread is held. */
final class FileReading implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(FileReading.class);
    private static final int CHUNK = 32 * 1024;
    private static final long AT_LEAST_MILLIS = 30_000;

    /** Who sends slower than this has gone, or wants to be in the way. */
    private static final long SLOWEST_BYTES_PER_MILLI = 16;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ProblemWriter problems;
    private final Optional<Path> file;
    private final Consumer<IncomingFile.Whole> then;
    private final AsyncContext context;
    private final ServletInputStream in;
    private final OutputStream out;
    private final MessageDigest digest = sha256();
    private final AtomicBoolean over = new AtomicBoolean();
    private final byte[] chunk = new byte[CHUNK];
    private long received;

    /** @param file where it goes; without one it goes nowhere */
    FileReading(
            HttpServletRequest request,
            HttpServletResponse response,
            ProblemWriter problems,
            Optional<Path> file,
            Consumer<IncomingFile.Whole> then)
            throws IOException {
        this.request = request;
        this.response = response;
        this.problems = problems;
        this.file = file;
        this.then = then;
        this.out = file.isPresent()
                ? Files.newOutputStream(file.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                : OutputStream.nullOutputStream();
        this.context = request.startAsync();
        this.in = request.getInputStream();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** How long a file may be on its way. */
    static long patienceMillis(HttpServletRequest request) {
        return AT_LEAST_MILLIS + Math.max(0, request.getContentLengthLong()) / SLOWEST_BYTES_PER_MILLI;
    }

    void begin() {
        context.setTimeout(patienceMillis(request));
        context.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() {
        while (!over.get() && in.isReady()) {
            int got;
            try {
                got = in.read(chunk);
            } catch (IOException broken) {
                onError(broken); // told here, an answer is still possible
                return;
            }
            if (got < 0) {
                return;
            }
            keep(got);
        }
    }

    private void keep(int got) {
        try {
            out.write(chunk, 0, got);
            digest.update(chunk, 0, got);
            received += got;
        } catch (IOException e) {
            LOG.warn("event=file-not-received path={} cause=\"{}\"", request.getRequestURI(), e.getMessage());
            response.setHeader(HttpHeaders.CONNECTION, "close");
            end(() -> answer(new Problem(
                    ErrorType.DISK_FULL, "The service cannot write the file to its disk; its log says more")));
        }
    }

    @Override
    public void onAllDataRead() {
        end(() -> {
            try {
                out.close();
                then.accept(new IncomingFile.Whole(received, HexFormat.of().formatHex(digest.digest())));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } catch (IOException | RuntimeException refusal) {
                answer(refusal);
            }
        });
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        end(() -> answer(new Problem(
                ErrorType.SLOW_REQUEST, "The file came slower than 16 kB a second. Send it again over a faster line")));
    }

    /** The sender has gone, or is no HTTP client. Tomcat has called this a bad request already; it must not become a mistake of ours. */
    @Override
    public void onError(Throwable broken) {
        end(() -> {
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            HangUp.of(request).now();
        });
    }

    private void answer(Exception refusal) {
        try {
            problems.failed(request, response, refusal);
        } catch (IOException | IllegalStateException gone) {
            HangUp.of(request).now(); // nobody is there to read it
        }
    }

    /** Whatever happens, no part of a file stays. */
    private void end(Runnable last) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        try {
            last.run();
        } finally {
            forget();
            context.complete();
        }
    }

    private void forget() {
        try {
            out.close();
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOG.warn("event=file-stays file={} cause=\"{}\"", file, e.getMessage());
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
