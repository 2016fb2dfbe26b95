package lab.obscura.execution.remote;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import lab.obscura.platform.ObscuraProperties;
import lab.obscura.platform.start.ProgramVersion;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The calls of a worker to its service, below {@code /api/v1/worker}. Every call shows the worker's token and the version of its program. Where the
 * service cannot be reached or has a problem of its own, a call throws a {@link DataAccessResourceFailureException}: for a worker the service
 * stands for its database. Safe for use by several threads.
 */
public final class ServiceClient {

    /** Says which program asks: calls may change from version to version. */
    public static final String VERSION_HEADER = "Obscura-Version";

    /** Says under which claim a file is written: one of an earlier claim is refused. */
    public static final String FENCE_HEADER = "Obscura-Fence";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 500;
    private static final int TOO_LARGE = 413;
    private static final String OTHER_VERSION = "other-version";
    /** A mistake of the service, which it would make again. */
    private static final String INTERNAL = "internal";

    private final URI server;
    private final Supplier<String> token;
    private final String version;
    private final HttpClient http;

    /**
     * @param server address of the service, without a path
     * @param token asked for with each call, so that a new one is taken without a new start; empty for a service without accounts
     * @param version of this program
     */
    public ServiceClient(URI server, Supplier<String> token, String version) {
        this.server = server;
        this.token = token;
        this.version = version;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** As the settings of a worker say. */
    public static ServiceClient of(ObscuraProperties.Worker settings) {
        return new ServiceClient(
                URI.create(settings.server().strip()), WorkerToken.in(settings.tokenFile()), ProgramVersion.text());
    }

    /**
     * Sends a record and reads the answer.
     *
     * @param call below {@code /api/v1/worker/}
     * @throws NotAdmitted when the service refuses this worker as a whole
     * @throws ServiceRefusal when the service refuses the call
     */
    public <T> T call(String call, Object body, Class<T> answer) {
        return call(call, body, answer, ANSWER);
    }

    /** @param patience after which the service is away */
    <T> T call(String call, Object body, Class<T> answer, Duration patience) {
        byte[] bytes = WorkerCalls.JSON.writeValueAsBytes(body);
        HttpRequest request = to(call, patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
        HttpResponse<byte[]> response = send(request);
        try {
            return WorkerCalls.JSON.readValue(response.body(), answer);
        } catch (JacksonException e) {
            throw new DataAccessResourceFailureException(
                    "The service at " + server + " answered what this program cannot read", e);
        }
    }

    /**
     * Asks without a body.
     *
     * @param method as in GET
     * @throws NotAdmitted when the service refuses this worker as a whole
     * @throws ServiceRefusal when the service refuses the call
     */
    public byte[] bytes(String method, String call, Map<String, String> headers) {
        return send(method, call, headers, BodyPublishers.noBody());
    }

    /**
     * Brings a file to the service, where it lies for an hour under a name that a later call uses.
     *
     * @throws NotAdmitted when the service refuses this worker as a whole
     * @throws ServiceRefusal when the service refuses the call
     */
    public UUID upload(Path file) {
        UUID upload = UUID.randomUUID();
        try {
            put("uploads/" + upload, Map.of(), file);
        } catch (ServiceRefusal refusal) {
            throw refusal.type().isEmpty() ? tooLargeOnTheWay(file, refusal) : refusal;
        }
        return upload;
    }

    /** To be waited for: an operator can mend it, and what was computed is not lost until then. */
    private DataAccessResourceFailureException tooLargeOnTheWay(Path file, ServiceRefusal refusal) {
        return away(
                "something in between refuses the body " + file + " (" + refusal.getMessage()
                        + "). Raise its limit below /api/v1/worker, as with client_max_body_size of nginx",
                refusal);
    }

    /**
     * Sends a file as the body of one request, however large it is.
     *
     * @throws NotAdmitted when the service refuses this worker as a whole
     * @throws ServiceRefusal when the service refuses the call
     */
    public void put(String call, Map<String, String> headers, Path file) {
        try {
            HttpRequest.Builder request = to(call, FileTransfer.longest(Files.size(file)))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(BodyPublishers.ofFile(file));
            headers.forEach(request::header);
            send(request.build());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Fetches a file, or the rest of it.
     *
     * @param bytes that the whole file has, as far as is known; 0 for not at all
     * @param target a file that is missing, empty, or the beginning of what is fetched
     * @param got hears again and again how many bytes are here
     * @throws NotAdmitted when the service refuses this worker as a whole
     * @throws ServiceRefusal when the service refuses the call; the file is as it was
     */
    public void fetch(String call, long bytes, Path target, LongConsumer got) {
        try {
            long here = Files.exists(target) ? Files.size(target) : 0;
            if (here > 0 && here == bytes) {
                return;
            }
            HttpRequest.Builder request = to(call, ANSWER).GET();
            if (here > 0) {
                request.header("Range", "bytes=" + here + "-");
            }
            var transfer = new FileTransfer(http, request.build(), target, got);
            checked(transfer.answer());
        } catch (IOException e) {
            throw away(said(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("interrupted", e);
        }
    }

    private byte[] send(String method, String call, Map<String, String> headers, BodyPublisher body) {
        HttpRequest.Builder request = to(call, ANSWER).method(method, body);
        headers.forEach(request::header);
        return send(request.build()).body();
    }

    private HttpRequest.Builder to(String call, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve("/api/v1/worker/" + call))
                .timeout(patience)
                .header(VERSION_HEADER, version);
        String shown = token.get();
        return shown.isEmpty() ? request : request.header("Authorization", "Bearer " + shown);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        return checked(answer(request));
    }

    private HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String type = type(response);
        boolean isOurs = !type.isEmpty() || status == TOO_LARGE || status == 401 || status == 403;
        boolean isAway = status >= UNAVAILABLE && !type.equals(INTERNAL) || status == 429 || status == 408;
        if (status >= 300 && (isAway || !isOurs)) { // what a proxy answers is no word of the service
            throw away(status + " " + detail(response), null);
        }
        if (status == 401 || status == 403 || type.equals(OTHER_VERSION)) {
            throw new NotAdmitted("The service at " + server + " does not admit this worker: " + detail(response));
        }
        if (status >= 300) {
            throw new ServiceRefusal(type, detail(response));
        }
        return response;
    }

    private HttpResponse<byte[]> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, BodyHandlers.ofByteArray());
        try {
            Duration patience = request.timeout().orElse(ANSWER).plus(CONNECT);
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw away(said(e.getCause()), e);
        } catch (TimeoutException e) {
            answer.cancel(true); // the request's own limit ends with the headers of its answer
            throw away("its answer stopped in the middle", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw away("interrupted", e);
        }
    }

    private static String said(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private DataAccessResourceFailureException away(String why, Exception cause) {
        return new DataAccessResourceFailureException("The service at " + server + " does not answer: " + why, cause);
    }

    private static String detail(HttpResponse<byte[]> response) {
        return problem(response).path("detail").asString(String.format(Locale.ROOT, "HTTP %d", response.statusCode()));
    }

    /** Its last word. */
    private static String type(HttpResponse<byte[]> response) {
        String type = response.statusCode() < 300
                ? ""
                : problem(response).path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** A proxy in between may answer with anything. */
    private static JsonNode problem(HttpResponse<byte[]> response) {
        try {
            return WorkerCalls.JSON.readTree(response.body());
        } catch (JacksonException noProblem) {
            return WorkerCalls.JSON.createObjectNode();
        }
    }
}
