package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.queue.RunId;
import lab.obscura.result.FinishedRuns;
import lab.obscura.result.FinishedRuns.Plan;
import lab.obscura.whole.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Destinations of messages belong to one person each. */
@GuardedServiceTest
class NotificationsOfPeoplePostgresTest {

    private static final String ALL = "/api/v1/notifications";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private final FinishedRuns runs;
    private ApiClient api;
    private Members members;

    NotificationsOfPeoplePostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.runs = new FinishedRuns(jdbc);
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        members = new Members(api);
        members.admin();
    }

    private Answer add(String token) {
        return api.post(
                ALL,
                "{\"kind\": \"slack\", \"name\": \"ours\", \"target\": \"https://hooks.invalid/services/secret-of-slack\","
                        + " \"events\": [\"run-failed\"]}",
                bearer(token));
    }

    @Test
    void nobodyElseSeesOrChangesThemNotEvenAnAdmin() {
        String ada = members.tokenOfNew("told-ada", "viewer");
        String bob = members.tokenOfNew("told-bob", "submitter");
        String id = add(ada).at("/destination/id");

        assertThat(api.get(ALL, bearer(ada)).json().get("destinations")).hasSize(1);
        assertThat(api.get(ALL, bearer(bob)).json().get("destinations")).isEmpty();
        assertThat(api.get(ALL, bearer(members.admin())).json().get("destinations"))
                .isEmpty();
        assertThat(api.send("DELETE", ALL + "/" + id, BodyPublishers.noBody(), bearer(bob))
                        .status())
                .isEqualTo(404);
        assertThat(api.post(ALL + "/" + id + "/test", "", bearer(members.admin()))
                        .status())
                .isEqualTo(404);
        assertThat(api.get(ALL).status()).isEqualTo(401);
    }

    @Test
    void theAuditTellsOfThemWithoutWhatIsSecret() {
        String cleo = members.tokenOfNew("told-cleo", "viewer");
        String id = add(cleo).at("/destination/id");
        api.send("DELETE", ALL + "/" + id, BodyPublishers.noBody(), bearer(cleo));

        assertThat(members.audit("actor=told-cleo&limit=2"))
                .containsExactly("told-cleo destination-removed ours", "told-cleo destination-added ours");
        assertThat(api.get("/api/v1/audit?actor=told-cleo", bearer(members.admin()))
                        .text())
                .doesNotContain("secret-of-slack");
    }

    private void ended(RunId run) {
        jdbc.sql("insert into run_endings (run_id, state, reason) values (:run, 'SUCCEEDED', 'finished')")
                .param("run", run.value())
                .update();
    }

    private RunId makePrivate(RunId run) {
        jdbc.sql("insert into projects (id, name) values (gen_random_uuid(), 'leading') on conflict do nothing")
                .update();
        jdbc.sql("""
                        update experiments set project_id = p.id, private_to = p.id from projects p
                         where p.name = 'leading' and experiments.id = (select experiment_id from runs where id = :run)
                        """).param("run", run.value()).update();
        return run;
    }

    private List<String> newBests(String token) {
        return api.get(ALL + "/deliveries", bearer(token))
                .json()
                .get("deliveries")
                .valueStream()
                .map(delivery -> delivery.get("title").asString())
                .toList();
    }

    /** What only some may see must not be told to all by its lead. */
    @Test
    void nobodyIsToldThatAPrivateDefenseLeads() {
        String dora = members.tokenOfNew("told-dora", "viewer");
        api.post(
                ALL,
                "{\"kind\": \"slack\", \"name\": \"x\", \"target\": \"https://hooks.invalid/x\", \"events\": [\"new-best\"]}",
                bearer(dora));
        Plan plain = Plan.on("seen-lead").row("a").mse(0.02);
        Plan hidden = Plan.on("seen-lead")
                .row("b")
                .named("hidden")
                .part("gaussian-noise")
                .mse(0.08);
        Plan open = Plan.on("seen-lead").row("c").named("open").part("dropout").mse(0.05);
        Stream.of(1, 2).forEach(seed -> runs.succeeded(plain.seed(seed)));

        Stream.of(1, 2)
                .forEach(seed ->
                        ended(makePrivate(runs.succeeded(hidden.seed(seed).mse(0.08 + seed / 1000.0)))));
        Stream.of(1, 2).forEach(seed -> ended(runs.succeeded(open.seed(seed).mse(0.05 + seed / 1000.0))));
        Patience.until(
                "the message", Duration.ofMinutes(2), () -> !newBests(dora).isEmpty());

        assertThat(newBests(dora)).containsExactly("New best on seen-lead: open");
    }
}
