package lab.obscura.platform.web.edge;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** An answer whose status and headers are set at once and whose content stays in memory. */
final class KeptAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private Optional<PrintWriter> writer = Optional.empty();
    private int refused;

    KeptAnswer(HttpServletResponse response) {
        super(response);
    }

    byte[] bytes() {
        writer.ifPresent(PrintWriter::flush);
        return content.toByteArray();
    }

    /** The status that somebody asked an error page for; 0 when nobody did. */
    int refused() {
        return refused;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new InMemory(content);
    }

    @Override
    public PrintWriter getWriter() {
        if (writer.isEmpty()) {
            writer = Optional.of(new PrintWriter(new OutputStreamWriter(content, StandardCharsets.UTF_8)));
        }
        return writer.orElseThrow();
    }

    @Override
    public void sendError(int status, String message) {
        refused = status;
    }

    @Override
    public void sendError(int status) {
        refused = status;
    }

    @Override
    public void sendRedirect(String location) {
        setStatus(SC_FOUND);
        setHeader(HttpHeaders.LOCATION, location);
    }

    @Override
    public void flushBuffer() {
        // it is all handed out at the end
    }

    @Override
    public void resetBuffer() {
        bytes();
        content.reset();
        refused = 0;
    }

    /** Keeps the headers: those of security belong to every answer. */
    @Override
    public void reset() {
        resetBuffer();
        setStatus(SC_OK);
    }

    private static final class InMemory extends ServletOutputStream {

        private final ByteArrayOutputStream content;

        InMemory(ByteArrayOutputStream content) {
            this.content = content;
        }

        @Override
        public void write(int value) {
            content.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Memory is always ready: write");
        }
    }
}
