package lab.obscura.client.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import lab.obscura.client.ClientCommand;
import lab.obscura.client.ClientVerb;

/** Lets a JVM that records its classes see those of a usual call: the list of runs, asked of a service that this process plays itself. */
public final class Recording {

    private static final String RUNS = """
            {"runs": [{"id": "00000000-0000-0000-0000-000000000000", "state": "SUCCEEDED", "progress": 1, "accuracy": 0.5, "seed": 1,
                       "submitter": "ada", "name": "a run"}], "next": null}""";

    private Recording() {}

    /** To be called with {@code -XX:ArchiveClassesAtExit}. */
    public static void main(String[] arguments) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", Recording::answer);
        service.start();
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        String[] words = {"--url=http://127.0.0.1:" + service.getAddress().getPort()};
        var client = new ClientCommand(Map.of(), new ByteArrayInputStream(new byte[0]), nowhere, nowhere, true);
        client.run(ClientVerb.LIST, ClientCommand.read(ClientVerb.LIST, words));
        service.stop(0);
        System.exit(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = RUNS.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
