package lab.obscura.account.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** A proxy at 127.0.0.1 names who asks, and who is not logged in may read. */
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "obscura.worker.enabled=false",
            "obscura.home=target/proxied-service",
            "obscura.auth=proxy",
            "obscura.accounts.proxy-peers=10.9.8.7,127.0.0.1/32",
            "obscura.accounts.proxy-header=X-Lab-User",
            "obscura.accounts.anonymous-read=true"
        })
@ContextConfiguration(initializers = ServiceTest.OwnDatabase.class)
class ProxyPostgresTest {

    private static final Path BOOTSTRAP = Path.of("target/proxied-service/bootstrap-token");

    @LocalServerPort
    int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
    }

    @Test
    void whoTheProxyNamesForTheFirstTimeIsAViewer() {
        Answer answer = api.post("/api/v1/session", "{}", "X-Lab-User", "zoe@lab");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/me/name")).isEqualTo("zoe@lab");
        assertThat(answer.at("/me/role")).isEqualTo("viewer");
    }

    @Test
    void theHeaderAloneIsNoSession() {
        assertThat(api.get("/api/v1/session", "X-Lab-User", "zoe@lab").at("/me/name"))
                .isEmpty();
        assertThat(api.post("/api/v1/presets/tiny", "", "X-Lab-User", "zoe@lab").status())
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsWhereTheProxyNamesSomebodyElse() {
        Answer zoe = api.post("/api/v1/session", "{}", "X-Lab-User", "zoe@lab");
        String cookie = "obscura_session=" + Members.cookie(zoe, "obscura_session");

        assertThat(api.get("/api/v1/session", "Cookie", cookie, "X-Lab-User", "zoe@lab")
                        .at("/me/name"))
                .isEqualTo("zoe@lab");
        assertThat(api.get("/api/v1/session", "Cookie", cookie, "X-Lab-User", "yan@lab")
                        .at("/me/name"))
                .isEmpty();
    }

    @Test
    void aNameThatIsNoneAndTwoNamesAreRefused() {
        assertThat(api.post("/api/v1/session", "{}", "X-Lab-User", "root,zoe").status())
                .isEqualTo(400);
        assertThat(api.post("/api/v1/session", "{}", "X-Lab-User", "a", "X-Lab-User", "b")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherHeaderIsBelievedFromNobody() {
        assertThat(api.post("/api/v1/session", "{}", "X-Forwarded-User", "zoe").status())
                .isEqualTo(401);
    }

    @Test
    void whoIsNotLoggedInReadsWhereThatIsAllowedAndChangesNothing() {
        assertThat(api.get("/api/v1/runs").status()).isEqualTo(200);
        assertThat(api.get("/v3/api-docs").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/tokens").status()).isEqualTo(401);
        assertThat(api.get("/api/v1/runs/latest/encoder").status()).isEqualTo(401);
        assertThat(api.post("/api/v1/queue/pause", "").status()).isEqualTo(401);
    }

    @Test
    void theBootstrapTokenMakesAnAdminOfSomebodyBehindTheProxy() throws Exception {
        assertThat(Files.getPosixFilePermissions(BOOTSTRAP))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        String token = Files.readString(BOOTSTRAP, StandardCharsets.UTF_8).strip();
        api.post("/api/v1/session", "{}", "X-Lab-User", "abe");

        Answer made = api.patch("/api/v1/accounts/abe", "{\"role\": \"admin\"}", Members.bearer(token));
        Answer again = api.get("/api/v1/accounts", Members.bearer(token));

        assertThat(made.at("/role")).as(made.text()).isEqualTo("admin");
        assertThat(again.status()).isEqualTo(401);
        assertThat(BOOTSTRAP).doesNotExist();
        ownPasswordIsChangedBesideTheProxy();
        assertThat(api.post("/api/v1/session", "{}", "X-Lab-User", "abe").at("/me/role"))
                .isEqualTo("admin");
    }

    /** Only who has a password here: the proxy asks for all others. */
    private void ownPasswordIsChangedBesideTheProxy() {
        Answer abe = api.post("/api/v1/session", "{}", "X-Lab-User", "abe");
        api.post("/api/v1/accounts", Members.account("lou", "viewer"), browser(abe));
        Answer lou = new Members(api).login("lou", Members.PASSWORD);
        String change = "{\"old\": \"" + Members.PASSWORD + "\", \"password\": \"violet anchor nine meadows\"}";

        assertThat(api.post("/api/v1/session/password", change, browser(lou)).status())
                .isEqualTo(204);
        assertThat(api.post("/api/v1/session/password", change, browser(abe)).at("/detail"))
                .contains("no password here");
    }

    private static String[] browser(Answer login) {
        return new Members.Browser(Members.cookie(login, "obscura_session"), Members.cookie(login, "XSRF-TOKEN"))
                .headers();
    }
}
