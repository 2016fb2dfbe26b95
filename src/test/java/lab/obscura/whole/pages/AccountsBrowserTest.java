package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lab.obscura.Obscura;
import lab.obscura.platform.TestPostgres;
import lab.obscura.platform.web.ApiClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** From the token in a file to the first admin, to people with roles, a token for curl, and the audit. Pictures go to {@code target/}. */
class AccountsBrowserTest {

    private static final String PASSWORD = "copper lantern seven rivers";

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext application;
    private static Playwright playwright;
    private static Browser chromium;
    private static int port;

    @BeforeAll
    static void start() {
        assumeTrue(
                AccountsBrowserTest.class.getResource("/static/index.html") != null,
                "The pages were not built (-DskipFrontend)");
        assumeTrue(Visitor.hasBrowser(), "There is no /usr/bin/chromium: apt-get install chromium");
        TestPostgres.Database database = TestPostgres.database();
        application = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.auth=local",
                "--obscura.worker.enabled=false",
                "--obscura.home=" + home,
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
    }

    @Test
    void fromTheBootstrapTokenToTheAudit() throws IOException {
        try (var root = new Visitor(chromium, port);
                var vera = new Visitor(chromium, port)) {
            makesTheFirstAdmin(root);
            makesAViewer(root);
            String token = makesATokenForCurl(root);
            seesButChangesNothing(vera);
            asksAsSomebodyElseInSwagger(vera, token);
            findsItAllInTheAudit(root);
            fitsIntoAPhone(root);
            assertThat(root.mishaps()).isEmpty();
            assertThat(vera.mishaps()).isEmpty();
            logsOut(root);
        }
    }

    private static void makesTheFirstAdmin(Visitor root) throws IOException {
        root.expects(401); // of what the start page asks before it is left
        root.opens("/runs");
        root.page.waitForURL(Pattern.compile(".*/login\\?next=%2Fruns"));
        root.sees(AriaRole.HEADING, "The first admin").waitFor();
        assertThat(root.barriers()).isEmpty();
        root.takesAPicture(Path.of("target/login-bootstrap.png"));

        root.fills("Token", Files.readString(home.resolve("bootstrap-token")).strip());
        root.fills("Name", "root");
        root.fills("Password", PASSWORD);
        root.field("Password").press("Enter");

        root.page.waitForURL(Pattern.compile(".*/runs"));
        root.sees(AriaRole.BUTTON, "Account of root").waitFor();
        assertThat(home.resolve("bootstrap-token")).doesNotExist();
    }

    private static void makesAViewer(Visitor root) {
        goes(root, "People");
        root.fills("Account name", "vera");
        root.sees(AriaRole.COMBOBOX, "Role").selectOption("viewer");
        root.fills("First password", PASSWORD);
        root.presses(AriaRole.BUTTON, "Make the account");
        root.waitsFor("vera", Visitor.PATIENCE);
        assertThat(root.barriers()).isEmpty();
        root.takesAPicture(Path.of("target/people.png"));
    }

    private static String makesATokenForCurl(Visitor root) {
        goes(root, "Account");
        root.fills("Token name", "laptop");
        root.presses(AriaRole.BUTTON, "Make the token");
        Locator secret = root.page.getByText(Pattern.compile("^obs_[\\w-]{43}$"));
        String token = secret.textContent();
        root.takesAPicture(Path.of("target/account.png"));
        assertThat(root.barriers()).isEmpty();

        var curl = new ApiClient(port);
        assertThat(curl.get("/api/v1/runs", "Authorization", "Bearer " + token).status())
                .isEqualTo(200);
        assertThat(curl.get("/api/v1/runs").status()).isEqualTo(401);
        root.page.reload();
        root.waitsFor("laptop", Visitor.PATIENCE);
        PlaywrightAssertions.assertThat(secret).hasCount(0);
        return token;
    }

    /** Swagger UI knows its page by Vera's session; what it asks carries the token of somebody else, and is answered as to them. */
    private static void asksAsSomebodyElseInSwagger(Visitor vera, String token) {
        vera.opens("/swagger-ui/index.html#/People/getUsage");
        vera.page.locator("button.authorize").first().click();
        vera.page.locator("#auth-bearer-value").fill(token);
        vera.page.locator(".auth-btn-wrapper button.authorize").click();
        vera.page.locator(".auth-btn-wrapper .btn-done").click();
        Locator operation = vera.page.locator("#operations-People-getUsage");
        operation.getByText("Try it out").click();
        operation.getByText("Execute").click();
        Locator answer = operation.locator(".live-responses-table .response").first();
        PlaywrightAssertions.assertThat(answer).containsText("200");
        PlaywrightAssertions.assertThat(answer).containsText("\"name\": \"root\"");
    }

    private static void seesButChangesNothing(Visitor vera) {
        vera.expects(401);
        vera.expects(403);
        vera.opens("/boards");
        vera.fills("Name", "vera");
        vera.fills("Password", "a wrong password");
        vera.presses(AriaRole.BUTTON, "Log in");
        vera.page.getByText("Wrong name or password").waitFor();
        vera.fills("Password", PASSWORD);
        vera.presses(AriaRole.BUTTON, "Log in");
        vera.page.waitForURL(Pattern.compile(".*/boards"));

        vera.opens("/workers");
        vera.presses(AriaRole.BUTTON, "Pause the queue");
        vera.page
                .getByText(Pattern.compile("This needs the role admin; vera has viewer here"))
                .waitFor();
        vera.opens("/audit");
        vera.page.getByText(Pattern.compile("This needs the role admin")).waitFor();
    }

    private static void findsItAllInTheAudit(Visitor root) {
        goes(root, "Audit");
        Locator table = root.page.getByRole(AriaRole.TABLE);
        PlaywrightAssertions.assertThat(table).containsText("account-created");
        PlaywrightAssertions.assertThat(table).containsText("token-created");
        PlaywrightAssertions.assertThat(table).containsText("login-failed");
        root.fills("Who", "vera");
        PlaywrightAssertions.assertThat(table).not().containsText("token-created");
        root.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(root.barriers()).isEmpty();
        root.takesAPicture(Path.of("target/audit-dark.png"));
    }

    private static void fitsIntoAPhone(Visitor root) {
        root.page.setViewportSize(390, 844);
        for (String path : new String[] {"/account", "/people", "/audit", "/login"}) {
            root.opens(path);
            root.waitsForThePage();
            root.takesAPicture(Path.of("target" + path + "-390.png"));
        }
        assertThat((Boolean) root.page.evaluate("() => document.documentElement.scrollWidth <= 390"))
                .isTrue();
        root.page.setViewportSize(1280, 860);
    }

    private static void logsOut(Visitor root) {
        root.presses(AriaRole.BUTTON, "Account of root");
        root.presses(AriaRole.MENUITEM, "Log out");
        root.page.waitForURL(Pattern.compile(".*/login.*"));
        root.opens("/runs");
        root.page.waitForURL(Pattern.compile(".*/login\\?next=.*"));
    }

    private static void goes(Visitor visitor, String page) {
        visitor.presses(AriaRole.BUTTON, "Account of root");
        visitor.presses(AriaRole.MENUITEM, page);
        visitor.sees(AriaRole.HEADING, page).waitFor();
    }
}
