package lab.obscura.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import lab.obscura.Obscura;
import lab.obscura.platform.web.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins by a provider of OpenID Connect, by a browser that follows redirects and keeps cookies. */
@SpringBootTest(
        classes = Obscura.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "obscura.worker.enabled=false",
            "obscura.home=target/oidc-service",
            "obscura.auth=oidc",
            "obscura.accounts.oidc.client-id=obscura",
            "obscura.accounts.oidc.client-secret=known-to-both",
            "obscura.accounts.oidc.admins=lab-admins",
            "obscura.accounts.oidc.submitters=lab-members,guests"
        })
@ContextConfiguration(initializers = ServiceTest.OwnDatabase.class)
class OidcPostgresTest {

    private static final Provider PROVIDER = new Provider();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("obscura.accounts.oidc.issuer", PROVIDER::issuer);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void groupsSayWhatPeopleMayDoAtEveryLogin() {
        PROVIDER.isAsked("17", "Noor", List.of("others", "lab-members"));
        assertThat(login().at("/me/name").asString()).isEqualTo("noor");
        assertThat(login().at("/me/role").asString()).isEqualTo("submitter");

        PROVIDER.isAsked("17", "noor", List.of("lab-admins"));
        assertThat(login().at("/me/role").asString()).isEqualTo("admin");

        PROVIDER.isAsked("17", "noor", List.of());
        assertThat(login().at("/me/role").asString()).isEqualTo("viewer");
    }

    @Test
    void whoIsRenamedAtTheProviderStaysTheSameHere() {
        PROVIDER.isAsked("18", "olga", List.of());
        login();
        PROVIDER.isAsked("18", "olga-new", List.of());

        assertThat(login().at("/me/name").asString()).isEqualTo("olga");
    }

    @Test
    void aNameThatIsSomebodyElsesIsNotTakenOver() {
        PROVIDER.isAsked("19", "pia", List.of());
        login();
        PROVIDER.isAsked("20", "pia", List.of("lab-admins"));

        var browser = new Browser();
        URI end = browser.follows("/oauth2/authorization/oidc");

        assertThat(end.toString()).endsWith("/login?failed=account");
        assertThat(browser.session().at("/me").isNull()).isTrue();
    }

    @Test
    void anAnswerThatSomebodyElseSignedIsNone() {
        PROVIDER.isAsked("21", "quentin", List.of("lab-admins"));
        PROVIDER.isForged();

        var browser = new Browser();
        URI end = browser.follows("/oauth2/authorization/oidc");

        assertThat(end.toString()).endsWith("/login?failed=provider");
        assertThat(browser.session().at("/me").isNull()).isTrue();
    }

    @Test
    void anAnswerToNoQuestionIsNone() {
        var browser = new Browser();

        URI end = browser.follows("/login/oauth2/code/oidc?code=code-0&state=made-up");

        assertThat(end.toString()).endsWith("/login?failed=provider");
        assertThat(browser.session().at("/me").isNull()).isTrue();
    }

    private JsonNode login() {
        var browser = new Browser();
        assertThat(browser.follows("/oauth2/authorization/oidc").getPath()).isEqualTo("/");
        return browser.session();
    }

    private final class Browser {

        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build();

        /** Where the redirects end. */
        URI follows(String path) {
            return get(path).uri();
        }

        JsonNode session() {
            return JsonMapper.shared().readTree(get("/api/v1/session").body());
        }

        private HttpResponse<String> get(String path) {
            try {
                var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", "text/html,application/json")
                        .build();
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
