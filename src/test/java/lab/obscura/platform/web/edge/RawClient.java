package lab.obscura.platform.web.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends bytes as they are: what no client library would send. */
public final class RawClient {

    private static final int PATIENCE_MILLIS = 120_000;

    private static final String EVENTS = "Content-Type: text/event-stream";

    private final int port;

    public RawClient(int port) {
        this.port = port;
    }

    /** What came back until the service closed the connection. */
    public record Answer(String text) {

        public int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        public Optional<String> header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }

        public boolean isProblem() {
            return saysProblem() && text.contains("\"traceId\":\"");
        }

        /** The same without the body, which who asks for the head alone does not get. */
        public boolean saysProblem() {
            return header("Content-Type").orElse("").startsWith("application/problem+json");
        }

        public boolean isGuarded() {
            return EveryAnswer.HEADERS.entrySet().stream()
                    .allMatch(wanted -> header(wanted.getKey()).equals(Optional.of(wanted.getValue())));
        }
    }

    Socket open() {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Socket begin(String request) {
        Socket socket = open();
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return socket;
    }

    public Answer send(String request) {
        try (Socket socket = begin(request)) {
            return new Answer(readAll(socket).replaceFirst("^(HTTP/1.1 100 \r\n\r\n)+", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end, or as far as the head of a stream of events, which may have none. */
    static String readAll(Socket socket) throws IOException {
        var read = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int got = 0; got >= 0; got = socket.getInputStream().read(chunk)) {
                read.write(chunk, 0, got);
                if (read.size() < chunk.length
                        && read.toString(StandardCharsets.UTF_8).contains(EVENTS)) {
                    break;
                }
            }
        } catch (SocketException closedHard) {
            // what came before counts
        }
        return read.toString(StandardCharsets.UTF_8);
    }
}
