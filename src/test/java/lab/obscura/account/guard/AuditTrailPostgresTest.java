package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An act and its line in the audit are one: without the line nothing was done, and what was not done has no line. */
@GuardedServiceTest
class AuditTrailPostgresTest {

    private static final String RUNS = "select count(*) from runs where id = cast('{run}' as uuid)";
    private static final String STUDIES = "select count(*) from studies where id = cast('{study}' as uuid)";
    private static final String TABLES = "select count(*) from paper_tables where id = 'audited'";
    private static final String PAUSED = "select case when paused then 0 else 1 end from queue_control";
    private static final String DRAINING =
            "select count(*) from workers where id = cast('{worker}' as uuid) and not draining";
    private static final String PRIVATE =
            "select count(*) from experiments where id = cast('{experiment}' as uuid) and private_to is not null";

    private static final Map<String, String> BEFORE = Map.of(
            "run", RUNS, "study", STUDIES, "table", TABLES, "queue", PAUSED, "worker", DRAINING, "private", PRIVATE);

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private Members members;
    private Map<String, String> ids;

    AuditTrailPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void things() {
        api = new ApiClient(port);
        members = new Members(api);
        Answer queued = api.post("/api/v1/presets/tiny", "", bearer(members.admin()));
        assertThat(queued.status()).as(queued.text()).isEqualTo(201);
        String worker = "" + UUID.randomUUID();
        ids = Map.of(
                "{study}", queued.at("/study"),
                "{experiment}", queued.at("/experiments/0/id"),
                "{run}", queued.at("/experiments/0/runs/0/id"),
                "{worker}", worker);
        jdbc.sql(
                        "insert into workers (id, host, process, slots, device, version) values (cast(:id as uuid), 'a', 1, 1, 'cpu', 'x')")
                .param("id", worker)
                .update();
        jdbc.sql("insert into projects (id, name) values (gen_random_uuid(), 'audited') on conflict do nothing")
                .update();
        jdbc.sql(
                        "update experiments set project_id = p.id, private_to = p.id from projects p where p.name = 'audited' and experiments.id = cast(:id as uuid)")
                .param("id", ids.get("{experiment}"))
                .update();
        jdbc.sql("update queue_control set paused = false").update();
    }

    @AfterEach
    void mend() {
        jdbc.sql("drop trigger if exists audit_is_full on audit").update();
        jdbc.sql("update queue_control set paused = false").update();
        jdbc.sql("delete from paper_tables where id = 'audited'").update();
    }

    private void theAuditTakesNoLine() {
        jdbc.sql("""
                        create or replace function audit_is_full() returns trigger language plpgsql as $$
                        begin raise exception 'no space for the audit'; end $$
                        """).update();
        jdbc.sql("create trigger audit_is_full before insert on audit for each row execute function audit_is_full()")
                .update();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        return filled;
    }

    private Answer act(String method, String path, String body) {
        var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(filled(body));
        String[] headers = {
            "Authorization", "Bearer " + members.admin(), "Content-Type", "application/json", "X-Submitter", "root"
        };
        return api.send(method, filled(path), content, headers);
    }

    private int untouched(String thing) {
        return jdbc.sql(filled(BEFORE.get(thing))).query(Integer.class).single();
    }

    private int lines(String action, String path) {
        return jdbc.sql("select count(*) from audit where action = :action and subject = :path")
                .param("action", action)
                .param("path", filled(path))
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/runs/{run} | '' | run | delete",
                "DELETE | /api/v1/experiments/{experiment} | '' | run | delete",
                "DELETE | /api/v1/studies/{study} | '' | study | delete",
                "POST | /api/v1/runs/bulk | '{\"action\": \"delete\", \"runs\": [\"{run}\"]}' | run | delete",
                "POST | /api/v1/queue/pause | '' | queue | pause",
                "POST | /api/v1/workers/{worker}/drain | '' | worker | drain",
                "POST | /api/v1/experiments/{experiment}/publish | '' | private | publish"
            })
    void withoutItsLineNothingIsDone(String method, String path, String body, String thing, String action) {
        actsWithItsLineAlone(method, path, body, thing, action);
    }

    /** Only here: one that nobody can read would keep every run from being deleted. */
    @Test
    void withoutItsLineNoTableIsDeleted() {
        jdbc.sql("insert into paper_tables (id, submitter, posted) values ('audited', 'root', '{}')")
                .update();

        actsWithItsLineAlone("DELETE", "/api/v1/tables/audited", "", "table", "delete");
    }

    private void actsWithItsLineAlone(String method, String path, String body, String thing, String action) {
        int linesBefore = lines(action, path);

        theAuditTakesNoLine();
        Answer refused = act(method, path, body);
        int left = untouched(thing);
        jdbc.sql("drop trigger audit_is_full on audit").update();
        Answer done = act(method, path, body);

        assertThat(refused.status()).as(refused.text()).isGreaterThanOrEqualTo(500);
        assertThat(left).isEqualTo(1);
        assertThat(done.status()).as(done.text()).isBetween(200, 204);
        assertThat(untouched(thing)).isZero();
        assertThat(lines(action, path)).isEqualTo(linesBefore + 1);
    }

    @Test
    void whatIsLookedAtOrRefusedHasNoLine() {
        String run = "/api/v1/runs/{run}";

        Answer look = act("DELETE", run + "?dryRun=true", "");
        act("PATCH", run, "{\"pinned\": true}");
        Answer kept = act("DELETE", run, "");

        assertThat(look.status()).as(look.text()).isEqualTo(200);
        assertThat(kept.status()).as(kept.text()).isEqualTo(409);
        assertThat(lines("delete", run)).isZero();
    }

    @Test
    void aDeletionNamesItsRuns() {
        act("DELETE", "/api/v1/studies/{study}", "");

        assertThat(jdbc.sql("select detail from audit where subject = :path")
                        .param("path", filled("/api/v1/studies/{study}"))
                        .query(String.class)
                        .single())
                .isEqualTo("1 runs: " + ids.get("{run}"));
    }
}
