package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To whom things belong in a service with accounts, and who may act for whom. */
@GuardedServiceTest
class OwnersPostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private Members members;

    OwnersPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        members = new Members(api);
        members.admin();
    }

    @Test
    void onlyAnAdminActsForSomebodyElse() {
        String nia = members.tokenOfNew("nia", "submitter");
        members.has("oto", "submitter");

        Answer own = api.post("/api/v1/presets/tiny", "", "Authorization", "Bearer " + nia);
        Answer foreign = api.post("/api/v1/presets/tiny", "", "Authorization", "Bearer " + nia, "X-Submitter", "oto");
        Answer behalf = api.post(
                "/api/v1/presets/tiny", "", "Authorization", "Bearer " + members.admin(), "X-Submitter", "oto");
        Answer nobody = api.post(
                "/api/v1/presets/tiny", "", "Authorization", "Bearer " + members.admin(), "X-Submitter", "nobody");

        assertThat(own.status()).as(own.text()).isEqualTo(201);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(nobody.at("/fields/0/path")).isEqualTo("X-Submitter");
        assertThat(behalf.status()).as(behalf.text()).isEqualTo(201);
        assertThat(owner(behalf.at("/experiments/0/id"))).isEqualTo("oto");
        assertThat(owner(own.at("/experiments/0/id"))).isEqualTo("nia");
    }

    @Test
    void whatIsOlderThanAccountsIsNobodysUntilAnAdminGivesItAway() {
        String pia = members.tokenOfNew("pia", "submitter");
        Answer queued = api.post("/api/v1/presets/tiny", "", bearer(pia));
        String run = queued.at("/experiments/0/runs/0/id");
        jdbc.sql("update runs set account_id = null, submitter = 'Pia P.'").update();
        jdbc.sql("update experiments set account_id = null, submitter = 'Pia P.'")
                .update();
        jdbc.sql("update studies set account_id = null, submitter = 'Pia P.'").update();

        Answer refused = api.post("/api/v1/runs/" + run + "/cancel", "", bearer(pia));
        Answer claimed =
                api.post("/api/v1/accounts/pia/claims", "{\"submitter\": \"Pia P.\"}", bearer(members.admin()));
        Answer allowed = api.post("/api/v1/runs/" + run + "/cancel", "", bearer(pia));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("Pia P.", "you are pia");
        assertThat(claimed.json().at("/rows").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(allowed.status()).as(allowed.text()).isEqualTo(200);
        assertThat(allowed.at("/submitter")).isEqualTo("Pia P.");
    }

    @Test
    void manyAtOnceChangesOwnRunsAndNamesThoseOfOthers() {
        String quin = members.tokenOfNew("quin", "submitter");
        String rosa = members.tokenOfNew("rosa", "submitter");
        String own = api.post("/api/v1/presets/tiny", "", bearer(quin)).at("/experiments/0/runs/0/id");
        String foreign = api.post("/api/v1/presets/tiny", "", bearer(rosa)).at("/experiments/0/runs/0/id");
        String body = "{\"action\": \"ACTION\", \"runs\": [\"" + own + "\", \"" + foreign + "\"]}";

        Answer look = api.post("/api/v1/runs/bulk?dryRun=true", body.replace("ACTION", "cancel"), bearer(quin));
        Answer cancelled = api.post("/api/v1/runs/bulk", body.replace("ACTION", "cancel"), bearer(quin));
        Answer deleted = api.post("/api/v1/runs/bulk", body.replace("ACTION", "delete"), bearer(quin));

        assertThat(List.of(look, cancelled, deleted)).allSatisfy(answer -> {
            assertThat(answer.json().at("/done").asInt()).as(answer.text()).isEqualTo(1);
            assertThat(answer.text()).contains("belongs to somebody else");
        });
        assertThat(api.get("/api/v1/runs/" + foreign, bearer(quin)).at("/state"))
                .isEqualTo("QUEUED");
        assertThat(api.get("/api/v1/runs/" + own, bearer(quin)).status()).isEqualTo(404);
    }

    private String owner(String experiment) {
        return jdbc.sql(
                        "select a.name from experiments e join accounts a on a.id = e.account_id where e.id = cast(:id as uuid)")
                .param("id", experiment)
                .query(String.class)
                .optional()
                .orElse("nobody");
    }
}
