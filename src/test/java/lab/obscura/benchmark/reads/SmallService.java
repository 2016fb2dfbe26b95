package lab.obscura.benchmark.reads;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.obscura.Obscura;
import lab.obscura.benchmark.PeakMemory;
import lab.obscura.platform.TestPorts;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real service in a process of its own that may have 512 MB of heap, with its built-in PostgreSQL and without a worker. */
final class SmallService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As in {@code Pause Young (Normal) 312M->120M(512M) 5.1ms}. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private static final int PORT_LINE = 3;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final int port;
    private final Process process;

    /** Starts it and waits until it is ready. */
    SmallService(Path home, List<String> settings) throws IOException, InterruptedException {
        this.home = Files.createDirectories(home);
        this.port = TestPorts.free();
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Xlog:gc:file=" + home.resolve("gc.log"),
                Obscura.class.getName(),
                "--server.port=" + port,
                "--obscura.home=" + home,
                "--obscura.worker.enabled=false"));
        command.addAll(settings);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("service.log").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        this.process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // when this program is interrupted
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The service ended: " + home.resolve("service.log"));
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/actuator/health/readiness").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    /** An answer that has to be a good one. */
    JsonNode json(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + " was answered by " + answer.statusCode() + ": "
                    + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<byte[]> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("X-Submitter", "benchmark")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Its database, past its own connections. */
    JdbcClient database() throws IOException {
        Path folder = home.resolve("postgresql");
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {
            Integer.parseInt(
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(PORT_LINE))
        });
        source.setDatabaseName("postgres");
        source.setUser("obscura_service");
        source.setPassword(Files.readString(folder.resolve("service-password")).strip());
        return JdbcClient.create(source);
    }

    /** What its heap held when it was collected, and what was left, at most. */
    String heap() throws IOException {
        long before = 0;
        long after = 0;
        for (String line : Files.readAllLines(home.resolve("gc.log"))) {
            Matcher collection = COLLECTION.matcher(line);
            if (collection.find()) {
                before = Math.max(before, Long.parseLong(collection.group(1)));
                after = Math.max(after, Long.parseLong(collection.group(2)));
            }
        }
        return String.format(
                java.util.Locale.ROOT,
                "heap at most %d MB before a collection and %d MB after one, of 512; resident memory at most %d MB",
                before,
                after,
                PeakMemory.mebibytes(Long.toString(process.pid())));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
