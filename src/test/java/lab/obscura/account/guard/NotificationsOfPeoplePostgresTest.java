package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Destinations of messages belong to one person each. */
@GuardedServiceTest
class NotificationsOfPeoplePostgresTest {

    private static final String ALL = "/api/v1/notifications";

    @LocalServerPort
    int port;

    private ApiClient api;
    private Members members;

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
}
