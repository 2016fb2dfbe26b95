package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that a person can change with a button, and what the pages ask the service meanwhile. */
@ExtendWith(ServedPages.class)
class ChangesBrowserTest {

    private static final String WAITING = """
            {"name": "Waiting", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "attacks": [], "tags": ["here"]}""";

    @AfterEach
    void leaveNothingToDo(Visitor visitor) {
        visitor.page.unrouteAll();
        visitor.cancelsEverything();
        visitor.posts("/api/v1/queue/resume");
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/QUEUED, Run next",
        "/runs/QUEUED, Cancel",
        "/runs/QUEUED?tab=about, Save",
        "/runs/CANCELLED, Retry",
        "/workers, Drain",
        "/workers, Resume the queue",
        "/workers, Change the reason",
        "/, Run the demo",
        "/, Try it out",
        "/submit?preset=tiny, Queue"
    })
    void aChangeThatIsRefusedSaysWhy(String address, String button, Visitor visitor) {
        visitor.expects(409);
        visitor.opens(prepared(address, visitor));
        fill(visitor, button);
        visitor.page.route("**/api/**", route -> answer(route, 409, """
                {"title": "Not now", "detail": "Because of the test", "status": 409, "fields": []}"""));

        visitor.presses(AriaRole.BUTTON, button);

        assertThat(visitor.page.getByText("Because of the test")).isVisible();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/QUEUED, Run next",
        "/runs/QUEUED?tab=about, Run next",
        "/runs/QUEUED?tab=log, Cancel",
        "/runs/QUEUED?tab=about, Cancel",
        "/runs/QUEUED?tab=about, Save",
        "/runs/CANCELLED?tab=curves, Retry",
        "/workers, Resume the queue",
        "/workers, Change the reason",
        "/workers, Drain",
        "/, Try it out",
        "/submit?preset=tiny, Queue"
    })
    void aChangeAsksOnceForWhatHangsOnIt(String address, String button, Visitor visitor) {
        visitor.opens(prepared(address, visitor));
        fill(visitor, button);
        if (button.equals("Drain")) { // a drained worker would be lost to the other tests
            visitor.page.route("**/api/**", route -> answer(route, 200, "{\"workers\": []}"));
        }

        List<String> asked = askedAfter(visitor.page, () -> visitor.presses(AriaRole.BUTTON, button));

        assertThat(asked).as("requests after the change").doesNotHaveDuplicates();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void whoLooksAtEverythingIsRefusedNothing(Visitor visitor) {
        visitor.opens("/workers");
        visitor.posts("/api/v1/queue/pause");
        String queued = "/runs/" + visitor.queues(WAITING);
        for (String tab : List.of("gallery", "curves", "log", "definition", "about")) {
            look(visitor, queued + "?tab=" + tab);
        }
        visitor.cancelsEverything();
        for (String address : List.of(
                queued,
                "/",
                "/boards",
                "/boards/shapes",
                "/boards/shapes?backbone=cnn-4&cutLayer=1&other=1",
                "/runs?state=CANCELLED&dataset=shapes&part=gaussian-noise&attack=decoder&submitter=a&tag=here&other=1",
                "/submit",
                "/submit?dataset=shapes",
                "/submit?run=" + queued.substring("/runs/".length()),
                "/compare",
                "/workers")) {
            look(visitor, address);
        }

        assertThat(visitor.mishaps()).isEmpty();
    }

    private static void look(Visitor visitor, String address) {
        visitor.opens(address);
        visitor.page.getByRole(AriaRole.HEADING).first().waitFor();
        visitor.page.waitForTimeout(700); // until everything that the page shows was asked for
    }

    /** The address with a run in the wanted state, and the queue paused so that it stays there. */
    private static String prepared(String address, Visitor visitor) {
        visitor.opens("/workers");
        visitor.posts("/api/v1/queue/pause");
        if (address.contains("QUEUED")) {
            return address.replace("QUEUED", visitor.queues(WAITING));
        }
        if (address.contains("CANCELLED")) {
            String run = visitor.queues(WAITING);
            visitor.posts("/api/v1/runs/" + run + "/cancel");
            return address.replace("CANCELLED", run);
        }
        return address;
    }

    private static void fill(Visitor visitor, String button) {
        if (button.equals("Save")) {
            visitor.fills("Notes", "written just now");
        }
        if (button.equals("Change the reason")) {
            visitor.fills("Why it is paused", "another one");
        }
        assertThat(visitor.sees(AriaRole.BUTTON, button).first()).isEnabled();
    }

    private static void answer(Route route, int status, String body) {
        boolean isChange = !route.request().method().equals("GET")
                && !route.request().url().endsWith("dryRun=true");
        if (isChange) {
            String type = status < 400 ? "application/json" : "application/problem+json";
            route.fulfill(new Route.FulfillOptions()
                    .setStatus(status)
                    .setContentType(type)
                    .setBody(body));
        } else {
            route.resume();
        }
    }

    /** What the page asks between the answer to a change and its next round of asking by itself. */
    private static List<String> askedAfter(Page page, Runnable change) {
        List<Request> asked = new ArrayList<>();
        page.waitForTimeout(300);
        Response answered = page.waitForResponse(
                response -> !response.request().method().equals("GET")
                        && !response.url().endsWith("dryRun=true"),
                change);
        page.onRequest(asked::add);
        page.waitForTimeout(1_500);
        assertThat(answered.status()).isLessThan(300);
        // By the browser's clock: where the test is held up, the next round may have begun.
        double begin = answered.request().timing().startTime;
        return asked.stream()
                .filter(request -> request.timing().startTime < begin + 1_900)
                .map(ChangesBrowserTest::line)
                .toList();
    }

    private static String line(Request request) {
        return request.method() + " " + request.url();
    }
}
