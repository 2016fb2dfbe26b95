package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lab.obscura.Obscura;
import lab.obscura.platform.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** From the login card to a provider in a process of its own, and back, in a real browser. */
class OidcBrowserTest {

    @TempDir
    static Path home;

    private static OidcProvider provider;
    private static ConfigurableApplicationContext application;
    private static Playwright playwright;
    private static Browser chromium;
    private static int port;

    @BeforeAll
    static void start() {
        assumeTrue(
                OidcBrowserTest.class.getResource("/static/index.html") != null,
                "The pages were not built (-DskipFrontend)");
        assumeTrue(Visitor.hasBrowser(), "There is no /usr/bin/chromium: apt-get install chromium");
        provider = OidcProvider.start(home);
        TestPostgres.Database database = TestPostgres.database();
        application = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.auth=oidc",
                "--obscura.accounts.oidc.issuer=" + provider.issuer(),
                "--obscura.accounts.oidc.client-id=obscura",
                "--obscura.accounts.oidc.client-secret=known-to-both",
                "--obscura.accounts.oidc.submitters=lab-members",
                "--obscura.worker.enabled=false",
                "--obscura.home=" + home.resolve("home"),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
        port = ((WebServerApplicationContext) application).getWebServer().getPort();
        playwright = Visitor.playwright();
        chromium = Visitor.chromium(playwright);
    }

    @AfterAll
    static void stop() {
        if (application != null) {
            playwright.close();
            application.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void theCardLeadsToTheProviderAndBackWithTheRoleOfAGroup() {
        try (var rita = new Visitor(chromium, port)) {
            rita.expects(401); // of what the start page asks before it is left
            rita.opens("/runs");
            rita.page.waitForURL(Pattern.compile(".*/login.*"));
            assertThat(rita.barriers()).isEmpty();
            rita.takesAPicture(Path.of("target/login-oidc.png"));

            rita.presses(AriaRole.LINK, "Continue");
            rita.page.waitForURL(Pattern.compile(Pattern.quote(provider.issuer()) + "/authorize.*"));
            rita.page.locator("input[name=username]").fill("31");
            rita.page
                    .locator("textarea[name=claims]")
                    .fill("{\"preferred_username\": \"Rita\", \"groups\": [\"lab-members\"]}");
            rita.page.locator("input[type=submit]").click();

            rita.sees(AriaRole.BUTTON, "Account of rita").waitFor();
            rita.presses(AriaRole.BUTTON, "Account of rita");
            rita.page.getByText("rita · submitter").waitFor();
        }
    }
}
