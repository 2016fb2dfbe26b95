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

    private static final int PATIENCE_MILLIS = 30_000;

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

        boolean isProblem() {
            return header("Content-Type").orElse("").startsWith("application/problem+json")
                    && text.contains("\"traceId\":\"");
        }

        boolean isGuarded() {
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

    Socket begin(String request) {
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
            return new Answer(readAll(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String readAll(Socket socket) throws IOException {
        var read = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            for (int got = 0; got >= 0; got = socket.getInputStream().read(chunk)) {
                read.write(chunk, 0, got);
            }
        } catch (SocketException closedHard) {
            // what came before counts
        }
        return read.toString(StandardCharsets.UTF_8);
    }
}
