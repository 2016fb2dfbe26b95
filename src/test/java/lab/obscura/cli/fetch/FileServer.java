package lab.obscura.cli.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A web server with a few files, whose lines break as often as it is told. */
public final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile int breaksAfter = Integer.MAX_VALUE;
    private volatile boolean knowsRanges = true;

    public FileServer(Map<String, byte[]> files) throws IOException {
        this.files = Map.copyOf(files);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Every answer ends after so many bytes. */
    public FileServer breakingAfter(int bytes) {
        breaksAfter = bytes;
        return this;
    }

    public FileServer withoutRanges() {
        knowsRanges = false;
        return this;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/sets/";
    }

    /** What was asked for, in order; empty where the whole file was. */
    public List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath().replaceFirst("^/sets/", ""));
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            int from = range == null || !knowsRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            }
            byte[] rest = Arrays.copyOfRange(file, from, file.length);
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
            exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breaksAfter));
        } catch (IOException broken) {
            // a body that is shorter than its header says: that is what was asked for
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
