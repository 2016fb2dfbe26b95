package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Accounts that are no people, and what admins may say of accounts. */
@GuardedServiceTest
class WorkerAccountsPostgresTest {

    @LocalServerPort
    int port;

    private ApiClient api;
    private Members members;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        members = new Members(api);
    }

    @Test
    void aWorkerNeedsNoPasswordAndItsTokenAdmitsIt() {
        Answer made = post("/api/v1/accounts", "{\"name\": \"bare-node\", \"role\": \"worker\"}");
        Answer token = post("/api/v1/tokens", "{\"name\": \"machine\", \"account\": \"bare-node\"}");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(api.get("/api/v1/session", bearer(token.at("/secret"))).at("/me/role"))
                .isEqualTo("worker");
        assertThat(members.login("bare-node", "").status()).isEqualTo(401);
    }

    @Test
    void aWorkerLogsInToNothingAndWhoBecomesOneIsOut() {
        members.has("pass-node", "worker");
        members.has("turned-node", "viewer");
        Members.Browser before = members.browser("turned-node");

        Answer login = members.login("pass-node", Members.PASSWORD);
        api.patch("/api/v1/accounts/turned-node", "{\"role\": \"worker\"}", bearer(members.admin()));

        assertThat(login.status()).isEqualTo(401);
        assertThat(login.at("/detail")).contains("workers, which do not log in");
        assertThat(Members.setCookies(login)).isEmpty();
        assertThat(api.get("/api/v1/session", before.cookieAlone()).at("/me/name"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "somebody", "role": "viewer"}                                    | password must be text
            {"name": "somebody", "role": "ADMIN", "password": "violet anchor nine"}    | role must be one of viewer, submitter, admin, worker, was ADMIN
            {"name": "bootstrap", "role": "viewer", "password": "violet anchor nine"}  | name must be another than bootstrap
            """)
    void whatIsWrongWithAnAccountIsSaid(String body, String words) {
        Answer refused = post("/api/v1/accounts", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail")).contains(words);
    }

    @Test
    void anAdminSubmitsForNobodyWhoMayNot() {
        members.has("on-looker", "viewer");

        Answer refused = api.post(
                "/api/v1/presets/tiny", "", "Authorization", "Bearer " + members.admin(), "X-Submitter", "on-looker");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("on-looker has viewer");
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, Did you mean login?", "log-in, login", "everything, Leave it out"})
    void theAuditHasNoOtherActions(String action, String words) {
        Answer refused = api.get("/api/v1/audit?action=" + action, bearer(members.admin()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/detail"))
                .startsWith("action must be one of login, login-failed")
                .contains(words);
    }

    private Answer post(String path, String body) {
        return api.post(path, body, bearer(members.admin()));
    }
}
