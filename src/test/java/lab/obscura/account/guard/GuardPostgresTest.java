package lab.obscura.account.guard;

import static lab.obscura.account.guard.Members.PASSWORD;
import static lab.obscura.account.guard.Members.bearer;
import static lab.obscura.account.guard.Members.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import lab.obscura.account.guard.Members.Browser;
import lab.obscura.platform.web.ApiClient;
import lab.obscura.platform.web.ApiClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Login, sessions, tokens and the bootstrap token of a service with accounts. */
@GuardedServiceTest
class GuardPostgresTest {

    @LocalServerPort
    int port;

    private final JdbcClient jdbc;
    private ApiClient api;
    private Members members;

    GuardPostgresTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @BeforeEach
    void connect() {
        api = new ApiClient(port);
        members = new Members(api);
        members.admin();
    }

    @Test
    void whoIsNotLoggedInSeesThePagesAndReadsNothing() {
        assertThat(api.get("/").status()).isEqualTo(200);
        assertThat(api.get("/login", "Accept", "text/html").status()).isIn(200, 404);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        Answer refused = api.get("/api/v1/runs");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/type")).isEqualTo("/errors/not-logged-in");
        assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer realm=\"obscura\"");
        assertThat(api.get("/api/v1/nothing").status()).isEqualTo(401);
        assertThat(api.get("/actuator/prometheus").status()).isEqualTo(401);
    }

    @Test
    void theBootstrapTokenIsVoidAndItsFileGoneOnceThereIsAnAdmin() {
        assertThat(Members.BOOTSTRAP).doesNotExist();
        assertThat(api.get("/api/v1/session").at("/bootstrap")).isEqualTo("false");
    }

    @Test
    void aLoginSetsCookiesThatNoScriptAndNoForeignPageCanUse() {
        members.has("cleo", "submitter");

        Answer answer = members.login("cleo", PASSWORD);

        assertThat(answer.at("/me/name")).isEqualTo("cleo");
        assertThat(answer.at("/me/role")).isEqualTo("submitter");
        assertThat(Members.setCookies(answer))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("obscura_session=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain("Secure"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("XSRF-TOKEN=")
                        .contains("SameSite=Strict")
                        .doesNotContain("HttpOnly"));
        assertThat(answer.text()).doesNotContain(cookie(answer, "obscura_session"));
    }

    @Test
    void aChangeByABrowserNeedsTheTokenOfItsSession() {
        members.has("dora", "submitter");
        Browser browser = members.browser("dora");
        Browser other = members.browser("dora");
        String body = "{\"name\": \"csrf\"}";

        Answer without = api.post("/api/v1/tokens", body, browser.cookieAlone());
        Answer foreign = api.post(
                "/api/v1/tokens", body, "Cookie", "obscura_session=" + browser.session(), "X-XSRF-TOKEN", other.csrf());
        Answer planted = api.post(
                "/api/v1/tokens",
                body,
                "Cookie",
                "obscura_session=" + browser.session() + "; XSRF-TOKEN=x",
                "X-XSRF-TOKEN",
                "x");
        Answer right = api.post("/api/v1/tokens", body, browser.headers());

        assertThat(List.of(without, foreign, planted)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.at("/type")).isEqualTo("/errors/csrf-token");
        });
        assertThat(right.status()).as(right.text()).isEqualTo(201);
        assertThat(api.send("DELETE", "/api/v1/session", BodyPublishers.noBody(), browser.cookieAlone())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aForeignPageIsRefusedBeforeAnybodyAsksWhoItIs() {
        members.has("dora", "submitter");
        Browser browser = members.browser("dora");

        Answer answer = api.post(
                "/api/v1/tokens",
                "{\"name\": \"csrf\"}",
                "Cookie",
                "obscura_session=" + browser.session(),
                "X-XSRF-TOKEN",
                browser.csrf(),
                "Origin",
                "http://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/type")).isEqualTo("/errors/foreign-request");
    }

    @Test
    void aSessionIdFromBeforeTheLoginBecomesNobody() {
        members.has("dora", "submitter");
        Browser before = members.browser("dora");
        String planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        Answer fixed = members.login("dora", PASSWORD, "Cookie", "obscura_session=" + planted);
        Answer again = members.login("dora", PASSWORD, "Cookie", "obscura_session=" + before.session());

        assertThat(cookie(fixed, "obscura_session")).isNotEqualTo(planted).hasSize(43);
        assertThat(me("obscura_session=" + planted)).isEmpty();
        assertThat(me("obscura_session=" + before.session())).isEmpty();
        assertThat(me("obscura_session=" + cookie(again, "obscura_session"))).isEqualTo("dora");
        assertThat(me("obscura_session=" + planted + "; obscura_session=" + cookie(again, "obscura_session")))
                .as("two cookies are none")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"last_seen_at, 13 hours", "created_at, 169 hours"})
    void aSessionEndsWhenIdleAndAtTheLatestAfterAWeek(String column, String ago) {
        members.has("emil", "viewer");
        Browser browser = members.browser("emil");
        assertThat(me("obscura_session=" + browser.session())).isEqualTo("emil");

        jdbc.sql("update sessions set " + column + " = now() - interval '" + ago
                        + "' from accounts a where a.id = account_id and a.name = 'emil'")
                .update();

        assertThat(me("obscura_session=" + browser.session())).isEmpty();
        assertThat(api.get("/api/v1/runs", browser.cookieAlone()).status()).isEqualTo(401);
    }

    @Test
    void whoLogsOutEverywhereIsOutEverywhere() {
        members.has("fay", "viewer");
        Browser one = members.browser("fay");
        Browser other = members.browser("fay");
        assertThat(api.get("/api/v1/sessions", one.cookieAlone()).json().at("/sessions"))
                .hasSize(2);

        int status = api.send("DELETE", "/api/v1/sessions", BodyPublishers.noBody(), one.headers())
                .status();

        assertThat(status).isEqualTo(204);
        assertThat(me("obscura_session=" + one.session())).isEmpty();
        assertThat(me("obscura_session=" + other.session())).isEmpty();
        assertThat(members.audit("actor=fay&limit=1")).containsExactly("fay sessions-ended fay");
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        members.has("gus", "viewer");
        Browser here = members.browser("gus");
        Browser elsewhere = members.browser("gus");
        String next = "violet anchor nine meadows";

        Answer wrong = api.post(
                "/api/v1/session/password", "{\"old\": \"no\", \"password\": \"" + next + "\"}", here.headers());
        Answer weak = api.post(
                "/api/v1/session/password",
                "{\"old\": \"" + PASSWORD + "\", \"password\": \"gus gus gus gus\"}",
                here.headers());
        Answer changed = api.post(
                "/api/v1/session/password",
                "{\"old\": \"" + PASSWORD + "\", \"password\": \"" + next + "\"}",
                here.headers());

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(weak.at("/fields/0/path")).isEqualTo("password");
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        assertThat(me("obscura_session=" + here.session())).isEqualTo("gus");
        assertThat(me("obscura_session=" + elsewhere.session())).isEmpty();
        assertThat(members.login("gus", PASSWORD).status()).isEqualTo(401);
        assertThat(members.login("gus", next).status()).isEqualTo(200);
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() {
        String secret = members.tokenOfNew("hal", "submitter");

        assertThat(secret).matches("obs_[A-Za-z0-9_-]{43}");
        assertThat(api.get("/api/v1/runs", bearer(secret)).status()).isEqualTo(200);
        Answer list = api.get("/api/v1/tokens", bearer(secret));
        assertThat(list.text()).doesNotContain(secret);
        assertThat(list.at("/tokens/0/scope")).isEqualTo("submitter");
        assertThat(list.at("/tokens/0/lastUsedAt")).isNotEmpty();
        assertThat(jdbc.sql("select count(*) from tokens where position(convert_to(:secret, 'UTF8') in sha256) > 0")
                        .param("secret", secret)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer obs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer",
                "Basic cm9vdDpyb290",
                "Bearer obs_' or 1=1 --",
                ""
            })
    void whatIsNoTokenIsRefusedWhereverItIsSent(String header) {
        assertThat(api.get("/api/v1/runs", "Authorization", header).status()).isEqualTo(401);
        assertThat(api.post("/api/v1/experiments", "{}", "Authorization", header)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aCookieDoesNotHelpATokenThatIsWrong() {
        members.has("hal", "submitter");
        Browser browser = members.browser("hal");

        assertThat(api.get(
                                "/api/v1/runs",
                                "Authorization",
                                "Bearer obs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                                "Cookie",
                                "obscura_session=" + browser.session())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenEndsWithItsTimeItsOwnerAndItsRevocation() {
        String expiring = members.tokenOfNew("ida", "viewer");
        String revoked = members.token("ida", "viewer");
        String locked = members.tokenOfNew("joe", "viewer");
        Browser joe = members.browser("joe");
        String id = api.get("/api/v1/tokens", bearer(revoked)).at("/tokens/0/id");

        jdbc.sql("update tokens set expires_at = now() where id <> cast(:id as uuid) and account_id ="
                        + " (select id from accounts where name = 'ida')")
                .param("id", id)
                .update();
        int gone = api.send("DELETE", "/api/v1/tokens/" + id, BodyPublishers.noBody(), bearer(revoked))
                .status();
        api.patch("/api/v1/accounts/joe", "{\"disabled\": true}", bearer(members.admin()));

        assertThat(gone).isEqualTo(204);
        assertThat(List.of(expiring, revoked, locked))
                .allSatisfy(token -> assertThat(
                                api.get("/api/v1/runs", bearer(token)).status())
                        .isEqualTo(401));
        assertThat(me("obscura_session=" + joe.session())).isEmpty();
        assertThat(members.login("joe", PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aTokenMayDoNoMoreThanItsScopeAndItsOwner() {
        members.has("kim", "submitter");
        String narrow = members.token("kim", "viewer");
        String wide = members.token("kim", "submitter");

        assertThat(api.post("/api/v1/presets/tiny", "", bearer(narrow)).status())
                .isEqualTo(403);
        Answer more = api.post("/api/v1/tokens", "{\"name\": \"more\", \"scope\": \"submitter\"}", bearer(narrow));
        assertThat(more.at("/fields/0/path")).isEqualTo("scope");
        api.patch("/api/v1/accounts/kim", "{\"role\": \"viewer\"}", bearer(members.admin()));
        assertThat(api.post("/api/v1/presets/tiny", "", bearer(wide)).status()).isEqualTo(403);
    }

    @Test
    void theLastAdminStays() {
        Answer answer = api.patch("/api/v1/accounts/root", "{\"disabled\": true}", bearer(members.admin()));
        Answer lower = api.patch("/api/v1/accounts/root", "{\"role\": \"viewer\"}", bearer(members.admin()));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(lower.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/runs", bearer(members.admin())).status()).isEqualTo(200);
    }

    @Test
    void theAuditNamesWhoFailedToLogInButNotWhatWasTyped() {
        members.has("max", "viewer");
        members.login("max", "a password that is wrong");
        members.login("max-password-in-the-wrong-field", "x");

        assertThat(members.audit("action=login-failed&limit=2"))
                .containsExactly("(no account) login-failed ", "max login-failed ");
    }

    @Test
    void theAuditCannotBeChanged() {
        members.has("max", "viewer");

        assertThat(jdbc.sql("select count(*) from audit").query(Integer.class).single())
                .isPositive();
        assertThatThrownBy(() -> jdbc.sql("update audit set actor = 'nobody'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("delete from audit").update()).hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("truncate audit").update()).hasMessageContaining("append-only");
    }

    /** Who this cookie is; empty for nobody. */
    private String me(String cookies) {
        return api.get("/api/v1/session", "Cookie", cookies).at("/me/name");
    }
}
