package lab.obscura.platform.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.web.util.WebUtils;

/** A file as an answer: it goes from the disk to its reader, and is never in memory as a whole. */
public final class OutgoingFile {

    private OutgoingFile() {}

    /**
     * Sends it. Status and further headers are set before; afterwards the request belongs to the answer.
     *
     * @param content is closed behind the answer
     * @param length how many bytes of it are sent
     * @param finished is called once, whether the reader took everything or not
     */
    public static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            InputStream content,
            long length,
            Runnable finished)
            throws IOException {
        KeptAnswer kept = WebUtils.getNativeResponse(response, KeptAnswer.class);
        var out = kept == null ? response : (HttpServletResponse) kept.getResponse();
        out.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        out.setContentLengthLong(length);
        new AnswerWriting(request, out, content, length, () -> close(content, finished)).begin();
    }

    private static void close(InputStream content, Runnable finished) {
        try {
            content.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            finished.run();
        }
    }
}
