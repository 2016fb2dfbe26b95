package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpRequest;
import java.util.stream.StreamSupport;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What accounts and projects may use, and what a submission hears that goes beyond. */
@GuardedServiceTest
class QuotaPostgresTest {

    private static final String TINY = """
            {"name": "Q", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1, "bottleneck": {"channels": 4}},
             "training": {"epochs": 2, "batchSize": 40}, "attacks": [], "seeds": [SEEDS]}""";

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private Members members;

    QuotaPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        members = new Members(api);
    }

    private void quota(String holder, String limits) {
        Answer set = put("/api/v1/quotas/" + holder, limits);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private Answer put(String address, String json) {
        return api.send(
                "PUT",
                address,
                HttpRequest.BodyPublishers.ofString(json),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + members.admin());
    }

    private Answer submit(String token, String seeds, String query) {
        return api.post("/api/v1/experiments" + query, TINY.replace("SEEDS", seeds), bearer(token));
    }

    /** An attempt of somebody that used hours of the processor, some days ago. */
    private void used(String name, double hours, int days) {
        jdbc.sql("""
                        insert into attempt_usage (run_id, attempt, submitter, account_id, started_at, last_at, processor_seconds, card_seconds)
                        select gen_random_uuid(), 1, name, id, current_instant() - make_interval(days => :days),
                               current_instant() - make_interval(days => :days), :seconds, 0
                          from accounts where name = :name
                        """)
                .param("name", name)
                .param("days", days)
                .param("seconds", hours * 3600)
                .update();
    }

    @Test
    void runsThatWaitAreCountedByAccount() {
        String una = members.tokenOfNew("una", "submitter");
        quota("accounts/una", "{\"queuedRuns\": 2}");

        Answer first = submit(una, "1, 2", "");
        Answer refused = submit(una, "3", "");
        Answer look = submit(una, "3", "?dryRun=true");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.at("/type")).isEqualTo("/errors/too-many-queued");
        assertThat(refused.at("/detail"))
                .contains("The account una uses 2 of 2 queued runs")
                .contains("this would take 1 more", "Nothing was queued", "quotas/accounts/una");
        assertThat(line(look, "queued-runs").at("/exceeded").asBoolean()).isTrue();
        assertThat(line(look, "queued-runs").at("/used").asDouble()).isEqualTo(2);
    }

    @Test
    void hoursAreRefusedWithWhatIsUsedAndAskedAndComeBackWithTime() {
        String vic = members.tokenOfNew("vic", "submitter");
        quota("accounts/vic", "{\"processorHours\": 10}");
        used("vic", 9.9999, 1);

        Answer refused = submit(vic, "1, 2, 3", "");
        Answer look = submit(vic, "1, 2, 3", "?dryRun=true");
        jdbc.sql("update attempt_usage set last_at = last_at - interval '40 days' where submitter = 'vic'")
                .update();
        Answer later = submit(vic, "1, 2, 3", "");

        assertThat(refused.status()).as(refused.text()).isEqualTo(429);
        assertThat(refused.at("/type")).isEqualTo("/errors/quota-used-up");
        assertThat(refused.at("/detail"))
                .contains("10.00 processor hours", "within the last 30 days", "this would take about", "ask an admin");
        JsonNode hours = line(look, "processor-hours");
        assertThat(hours.at("/limit").asDouble()).isEqualTo(10);
        assertThat(hours.at("/used").asDouble()).isCloseTo(9.9999, within(1e-6));
        assertThat(hours.at("/asked").asDouble()).isPositive();
        assertThat(hours.at("/exceeded").asBoolean()).isTrue();
        assertThat(later.status()).as(later.text()).isEqualTo(201);
    }

    @Test
    void whatWaitsIsPromisedAndCountsToo() {
        String wim = members.tokenOfNew("wim", "submitter");
        Answer look = submit(wim, "1", "?dryRun=true");
        double hours = look.json().at("/estimate/expected/processorSeconds").asDouble() / 3600;
        quota("accounts/wim", "{\"processorHours\": " + hours * 1.5 + "}");

        Answer first = submit(wim, "1", "");
        Answer second = submit(wim, "2", "");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).as(second.text()).isEqualTo(429);
        assertThat(second.at("/detail")).contains("promised to runs that wait");
    }

    @Test
    void bytesThatAreStoredStopWhatComesNext() {
        String xia = members.tokenOfNew("xia", "submitter");
        submit(xia, "1", "");
        jdbc.sql("update runs set stored_bytes = 5000 where submitter = 'xia'").update();
        quota("accounts/xia", "{\"storedBytes\": 5000}");

        Answer refused = submit(xia, "2", "");

        assertThat(refused.at("/detail")).contains("uses 4.88 kB of 4.88 kB of results", "Delete runs");
    }

    @Test
    void aProjectHasAQuotaOfItsOwnAndItsPeopleSeeBoth() {
        String yan = members.tokenOfNew("yan", "submitter");
        String zoe = members.tokenOfNew("zoe", "submitter");
        api.post(
                "/api/v1/projects",
                "{\"name\": \"shared-hours\", \"members\": [\"yan\", \"zoe\"]}",
                bearer(members.admin()));
        quota("projects/shared-hours", "{\"queuedRuns\": 3}");

        Answer one = submit(yan, "1, 2", "?project=shared-hours");
        Answer other = submit(zoe, "3, 4", "?project=shared-hours");
        Answer own = submit(zoe, "3, 4", "");
        JsonNode usage = api.get("/api/v1/usage", bearer(zoe)).json();

        assertThat(one.status()).as(one.text()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(429);
        assertThat(other.at("/detail")).contains("The project shared-hours uses 2 of 3 queued runs");
        assertThat(own.status()).as(own.text()).isEqualTo(201);
        assertThat(usage.at("/account/queuedRuns").asInt()).isEqualTo(2);
        assertThat(usage.at("/projects/0/name").asString()).isEqualTo("shared-hours");
        assertThat(usage.at("/projects/0/queuedRuns").asInt()).isEqualTo(2);
        assertThat(usage.at("/projects/0/quotas/0/limit").asDouble()).isEqualTo(3);
    }

    @Test
    void anAdminSeesAllAndAQuotaThatIsTakenBackGoesByTheService() {
        members.has("quota-kai", "submitter");
        quota("accounts/quota-kai", "{\"queuedRuns\": 5, \"cardHours\": 2.5}");
        JsonNode set = holder("quota-kai");
        quota("accounts/quota-kai", "{}");
        JsonNode unset = holder("quota-kai");
        Answer wrong = put("/api/v1/quotas/accounts/quota-kai", "{\"cardHours\": -1}");

        assertThat(set.at("/quotas/0/limit").asDouble()).isEqualTo(5);
        assertThat(set.at("/quotas/2/limit").asDouble()).isEqualTo(2.5);
        assertThat(unset.at("/quotas/0/limit").asDouble()).isEqualTo(10_000);
        assertThat(unset.at("/quotas/2/limit").asDouble()).isZero();
        assertThat(wrong.at("/fields/0/path")).isEqualTo("cardHours");
        assertThat(members.audit("action=quota-changed")).anyMatch(entry -> entry.contains("quota-kai"));
    }

    private JsonNode holder(String name) {
        return api.get("/api/v1/quotas", bearer(members.admin()))
                .json()
                .at("/holders")
                .valueStream()
                .filter(one -> one.at("/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode line(Answer dryRun, String resource) {
        return StreamSupport.stream(dryRun.json().at("/quotas").spliterator(), false)
                .filter(line -> line.at("/resource").asString().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError(dryRun.text()));
    }
}
