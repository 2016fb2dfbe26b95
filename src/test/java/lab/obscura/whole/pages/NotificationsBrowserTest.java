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
import java.nio.file.Path;
import java.util.regex.Pattern;
import lab.obscura.Obscura;
import lab.obscura.notify.reach.Listener;
import lab.obscura.platform.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** On a laptop: a destination is made, tested, looked after and removed; a receiver on this machine gets what the page says. */
class NotificationsBrowserTest {

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext application;
    private static Playwright playwright;
    private static Browser chromium;
    private static int port;

    @BeforeAll
    static void start() {
        assumeTrue(
                NotificationsBrowserTest.class.getResource("/static/index.html") != null,
                "The pages were not built (-DskipFrontend)");
        assumeTrue(Visitor.hasBrowser(), "There is no /usr/bin/chromium: apt-get install chromium");
        TestPostgres.Database database = TestPostgres.database();
        application = SpringApplication.run(
                Obscura.class,
                "--server.port=0",
                "--obscura.worker.enabled=false",
                "--obscura.home=" + home,
                "--obscura.notifications.allowed-hosts=localhost",
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
    void fromTheFlagInTheCornerToAMessageThatArrived() {
        try (Listener receiver = Listener.answering("HTTP/1.1 200 OK\r\n\r\n");
                var ada = new Visitor(chromium, port)) {
            addsAWebhook(ada, receiver.port());
            sendsATest(ada, receiver);
            isRefusedAPrivateAddress(ada);
            looksWellAnywhere(ada);
            removesIt(ada);
            assertThat(ada.mishaps()).isEmpty();
        }
    }

    private static void addsAWebhook(Visitor ada, int receiver) {
        ada.opens("/workers");
        ada.page.getByLabel("Notifications").click();
        ada.sees(AriaRole.HEADING, "Notifications").waitFor();
        ada.fills("Destination name", "my robot");
        ada.fills("Address", "http://localhost:" + receiver + "/hook/with-a-secret");
        ada.presses(AriaRole.BUTTON, "Add it");
        Locator secret = ada.page.getByText(Pattern.compile("^whsec_[A-Za-z0-9+/=]{44}$"));
        secret.waitFor();
        assertThat(ada.barriers()).isEmpty();
        ada.page.reload();
        ada.waitsFor("my robot", Visitor.PATIENCE);
        PlaywrightAssertions.assertThat(secret).hasCount(0);
        PlaywrightAssertions.assertThat(ada.page.getByText("with-a-secret")).hasCount(0);
    }

    private static void sendsATest(Visitor ada, Listener receiver) {
        ada.presses(AriaRole.BUTTON, "Send a test to my robot");

        Locator row = ada.page.getByRole(
                AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("A test of Obscura")));
        PlaywrightAssertions.assertThat(row).containsText("sent");
        assertThat(receiver.requests())
                .singleElement()
                .asString()
                .contains("webhook-signature: v1,", "\"event\":\"test\"");
    }

    private static void isRefusedAPrivateAddress(Visitor ada) {
        ada.expects(400);
        ada.fills("Destination name", "the printer");
        ada.fills("Address", "http://192.168.1.7/");
        ada.presses(AriaRole.BUTTON, "Add it");
        ada.page
                .getByText(Pattern.compile("must be an address that begins with https://"))
                .first()
                .waitFor();
    }

    private static void looksWellAnywhere(Visitor ada) {
        ada.takesAPicture(Path.of("target/notifications.png"));
        ada.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(ada.barriers()).isEmpty();
        ada.takesAPicture(Path.of("target/notifications-dark.png"));
        ada.page.setViewportSize(390, 844);
        ada.takesAPicture(Path.of("target/notifications-390.png"));
        assertThat((Boolean) ada.page.evaluate("() => document.documentElement.scrollWidth <= 390"))
                .isTrue();
        ada.page.setViewportSize(1280, 860);
    }

    private static void removesIt(Visitor ada) {
        ada.presses(AriaRole.BUTTON, "Remove my robot");

        PlaywrightAssertions.assertThat(ada.page.getByText("my robot")).hasCount(0);
    }
}
