package lab.obscura.platform.web.edge;

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
import java.util.function.Consumer;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.platform.web.ProblemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file on its way to the disk. Whatever happens, no part of it stays behind the answer. */
final class FileReading implements BodyArrival.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(FileReading.class);
    private static final long AT_LEAST_MILLIS = 30_000;

    /** Who sends slower than this has gone, or wants to be in the way. */
    private static final long SLOWEST_BYTES_PER_MILLI = 16;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ProblemWriter problems;
    private final Optional<Path> file;
    private final Consumer<IncomingFile.Whole> then;
    private final OutputStream out;
    private final MessageDigest digest = sha256();
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

    void begin() throws IOException {
        new BodyArrival(request, response, problems, this).begin(patienceMillis(request));
    }

    @Override
    public void take(byte[] chunk, int length) {
        try {
            out.write(chunk, 0, length);
        } catch (IOException e) {
            LOG.warn("event=file-not-received path={} cause=\"{}\"", request.getRequestURI(), e.getMessage());
            throw new Problem(ErrorType.DISK_FULL, "The service cannot write the file to its disk; its log says more");
        }
        digest.update(chunk, 0, length);
        received += length;
    }

    @Override
    public BodyArrival.Next whole() {
        try {
            out.close();
            then.accept(new IncomingFile.Whole(received, HexFormat.of().formatHex(digest.digest())));
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } catch (IOException | RuntimeException refusal) {
            answer(refusal);
        } finally {
            forget();
        }
        return BodyArrival.Next.COMPLETE;
    }

    private void answer(Exception refusal) {
        try {
            problems.failed(request, response, refusal);
        } catch (IOException | IllegalStateException gone) {
            HangUp.of(request).now(); // nobody is there to read it
        }
    }

    @Override
    public Problem tooSlow() {
        return new Problem(
                ErrorType.SLOW_REQUEST, "The file came slower than 16 kB a second. Send it again over a faster line");
    }

    /** What is left of it may be long: nobody reads that to its end for the sake of an answer. */
    @Override
    public void broken() {
        HangUp.of(request).now();
    }

    @Override
    public void forget() {
        try {
            out.close();
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            LOG.warn("event=file-stays file={} cause=\"{}\"", file, e.getMessage());
        }
    }
}
