package lab.obscura.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import lab.obscura.execution.link.QueueLink;
import lab.obscura.execution.remote.RemoteLink;
import lab.obscura.execution.remote.ServiceClient;
import lab.obscura.platform.start.ProgramVersion;

/** Stands between a worker and its service. The service hears every call; of the journal the first answer of each two gets lost. */
public final class LossyWay implements AutoCloseable {

    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "host", "content-length", "upgrade", "http2-settings");

    private final URI service;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger appended = new AtomicInteger();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What a worker said. */
    public record Call(String path, String body) {}

    private LossyWay(URI service) {
        this.service = service;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    public static LossyWay to(RemoteService service) {
        return new LossyWay(service.address());
    }

    /** Of the calls behind this the first answer is lost again. */
    public QueueLink link() {
        appended.set(0);
        URI here = URI.create("http://localhost:" + server.getAddress().getPort());
        return new RemoteLink(new ServiceClient(here, () -> "", ProgramVersion.text()));
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            calls.add(new Call(path, new String(body, StandardCharsets.UTF_8)));
            HttpResponse<byte[]> answer = answer(exchange, body);
            if (path.endsWith("/append") && appended.incrementAndGet() % 2 == 1) {
                return; // closed without a word
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> answer(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.stream()
                        .filter(value -> !HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)))
                        .forEach(value -> request.header(name, value)));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
