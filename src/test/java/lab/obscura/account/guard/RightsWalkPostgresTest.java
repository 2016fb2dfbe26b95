package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Every handler is called by everybody, and answers whom it should. One that stands in no line of {@link Rights} fails here. */
@GuardedServiceTest
class RightsWalkPostgresTest {

    /** Those that ask, as docs/accounts.md has them. */
    private enum Caller {
        NONE,
        VIEWER,
        SUBMITTER,
        OWNER,
        ADMIN,
        WORKER
    }

    private static final Set<Caller> EVERYBODY = Set.of(Caller.values());

    /** The matrix of docs/accounts.md. */
    private static final Map<Right, Set<Caller>> ALLOWED = new EnumMap<>(Map.of(
            Right.OPEN, EVERYBODY,
            Right.KNOWN, EVERYBODY,
            Right.READ, Set.of(Caller.VIEWER, Caller.SUBMITTER, Caller.OWNER, Caller.ADMIN),
            Right.SELF, Set.of(Caller.VIEWER, Caller.SUBMITTER, Caller.OWNER, Caller.ADMIN),
            Right.SUBMIT, Set.of(Caller.SUBMITTER, Caller.OWNER, Caller.ADMIN),
            Right.OWN, Set.of(Caller.OWNER, Caller.ADMIN),
            Right.ADMIN, Set.of(Caller.ADMIN),
            Right.WORKER, Set.of(Caller.WORKER)));

    /** Bodies that get as far as the owner; all others need not even be right. */
    private static final Map<String, String> BODIES = Map.of(
            "PATCH /api/v1/runs/{id}", "{\"notes\": \"walked\"}",
            "PATCH /api/v1/experiments/{id}", "{\"pinned\": false}",
            "PATCH /api/v1/studies/{id}", "{\"priority\": 1}",
            "POST /api/v1/studies/{id}/seeds", "{\"seeds\": [77]}");

    private static final String TABLE = "walked-table";

    @LocalServerPort
    int port;

    private final ApplicationContext context;
    private final JdbcClient jdbc;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Caller, String> tokens = new EnumMap<>(Caller.class);
    private ApiClient api;

    RightsWalkPostgresTest(@Autowired ApplicationContext context, @Autowired JdbcClient jdbc) {
        this.context = context;
        this.jdbc = jdbc;
    }

    private record Handler(String method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void people() {
        api = new ApiClient(port);
        var members = new Members(api);
        tokens.put(Caller.ADMIN, members.admin());
        tokens.put(Caller.VIEWER, members.tokenOfNew("walk-viewer", "viewer"));
        tokens.put(Caller.SUBMITTER, members.tokenOfNew("walk-stranger", "submitter"));
        tokens.put(Caller.OWNER, members.tokenOfNew("walk-owner", "submitter"));
        tokens.put(Caller.WORKER, members.tokenOfNew("walk-worker", "worker"));
    }

    @Test
    void everyHandlerStandsInTheMatrixAndEveryLineHasAHandler() {
        Set<String> listed = Rights.all().stream()
                .map(rule -> rule.method() + " " + rule.path())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = handlers().stream().map(Handler::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> files = Set.of("GET /swagger-ui/**", "GET /actuator", "GET /v3/api-docs.yaml");

        assertThat(there).as("Give each a line in account.guard.Rights").isSubsetOf(listed);
        assertThat(listed.stream().filter(line -> !files.contains(line)).toList())
                .as("Take the line out of account.guard.Rights, or correct it")
                .isSubsetOf(there);
    }

    @Test
    void nothingThatChangesAnythingIsForReaders() {
        assertThat(Rights.all())
                .filteredOn(rule -> !rule.method().equals("GET") && rule.right() == Right.READ)
                .isEmpty();
    }

    @Test
    void everybodyIsAnsweredAsTheMatrixSays() {
        List<String> wrong = new ArrayList<>();
        for (Handler handler : handlers()) {
            Right right = rightOf(handler);
            for (Caller caller : Caller.values()) {
                boolean isRefused = isRefused(handler, caller);
                if (isRefused == ALLOWED.get(right).contains(caller)) {
                    wrong.add(handler + " (" + right + ") " + (isRefused ? "refuses " : "lets in ") + caller);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(handlers().size()).isGreaterThan(70);
    }

    @Test
    void anAddressThatStandsNowhereIsMissingForEverybody() {
        Answer answer = api.get("/api/v1/no-such-thing", Members.bearer(tokens.get(Caller.ADMIN)));
        Answer method = api.patch("/api/v1/queue", "{}", Members.bearer(tokens.get(Caller.ADMIN)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).hasValue("GET");
    }

    private static Right rightOf(Handler handler) {
        return Rights.all().stream()
                .filter(rule -> handler.toString().equals(rule.method() + " " + rule.path()))
                .findFirst()
                .map(Rights.Rule::right)
                .orElseThrow(() -> new AssertionError(handler + " has no line in account.guard.Rights"));
    }

    /** Of all controllers, and of the actuator. What answers errors inside of the server is not called from outside. */
    private List<Handler> handlers() {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RightsWalkPostgresTest::handlers)
                .filter(handler -> !handler.path().equals("/error"))
                .distinct()
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }

    private static Stream<Handler> handlers(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> new Handler(method.name(), path)));
    }

    private boolean isRefused(Handler handler, Caller caller) {
        Map<String, String> ids = ids(rightOf(handler) == Right.OWN);
        String path = handler.path()
                .replace("/experiments/{id}", "/experiments/" + ids.get("experiment"))
                .replace("/runs/{id}", "/runs/" + ids.get("run"))
                .replace("/studies/{id}", "/studies/" + ids.get("study"))
                .replace("/tables/{id}", "/tables/" + TABLE)
                .replace("/presets/{id}", "/presets/tiny")
                .replace("/tokens/{id}", "/tokens/" + ids.get("run"))
                .replace("/sessions/{id}", "/sessions/" + ids.get("run"))
                .replace("/accounts/{name}", "/accounts/walk-viewer")
                .replace("{index}", "0")
                .replace("{format}", "csv")
                .replace("{type}", "internal")
                .replace("/**", "/liveness")
                .replaceAll("\\{\\w+}", "none");
        try {
            return isRefusal(ask(handler, path, caller));
        } finally {
            jdbc.sql("delete from paper_tables where id = :id")
                    .param("id", TABLE)
                    .update();
        }
    }

    /** What belongs to the owner; new for each call that may change it. */
    private Map<String, String> ids(boolean isNew) {
        Map<String, String> ids = new HashMap<>();
        if (isNew) {
            Answer queued = api.post("/api/v1/presets/tiny", "", Members.bearer(tokens.get(Caller.OWNER)));
            assertThat(queued.status()).as(queued.text()).isEqualTo(201);
            ids.put("study", queued.at("/study"));
            ids.put("experiment", queued.at("/experiments/0/id"));
            ids.put("run", queued.at("/experiments/0/runs/0/id"));
            jdbc.sql("""
                            insert into paper_tables (id, submitter, account_id, posted)
                            select :id, name, id, '{}' from accounts where name = 'walk-owner'
                            """).param("id", TABLE).update();
            return ids;
        }
        Stream.of("study", "experiment", "run").forEach(kind -> ids.put(kind, "00000000-0000-0000-0000-000000000000"));
        return ids;
    }

    private record Told(int status, String type) {}

    private static boolean isRefusal(Told answer) {
        return Set.of("/errors/not-logged-in", "/errors/not-allowed", "/errors/not-owner")
                .contains(answer.type());
    }

    /** A stream never ends by itself, so only what is a problem is read. */
    private Told ask(Handler handler, String path, Caller caller) {
        boolean hasBody = Set.of("POST", "PATCH", "PUT").contains(handler.method())
                && (BODIES.containsKey(handler.toString()) || takesBody(handler));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(
                        handler.method(),
                        hasBody
                                ? HttpRequest.BodyPublishers.ofString(BODIES.getOrDefault(handler.toString(), "[]"))
                                : HttpRequest.BodyPublishers.noBody());
        if (hasBody) {
            request.header("Content-Type", "application/json");
        }
        if (caller != Caller.NONE) {
            request.header("Authorization", "Bearer " + tokens.get(caller));
        }
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean isProblem =
                        answer.headers().firstValue("Content-Type").orElse("").contains("problem");
                String type = isProblem
                        ? JsonMapper.shared()
                                .readTree(body.readAllBytes())
                                .at("/type")
                                .asString()
                        : "";
                return new Told(answer.statusCode(), type);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(handler.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean takesBody(Handler handler) {
        return Set.of(
                                "/api/v1/experiments",
                                "/api/v1/studies",
                                "/api/v1/tables",
                                "/api/v1/runs/bulk",
                                "/api/v1/session",
                                "/api/v1/session/password",
                                "/api/v1/tokens",
                                "/api/v1/accounts")
                        .contains(handler.path())
                || handler.path().startsWith("/api/v1/accounts/")
                || handler.path().startsWith("/api/v1/projects")
                || handler.path().startsWith("/api/v1/quotas/")
                || handler.path().endsWith("/seeds");
    }
}
