package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One browser, several tabs: they share six connections, one run and one queue. */
@ExtendWith(ServedPages.class)
class SeveralTabsBrowserTest {

    private static final String LONG_RUN = """
            {"name": "Watched by many", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 2000, "batchSize": 40}, "attacks": [], "measures": [], "seeds": [%d],
             "tags": ["from the start"]}""";

    @AfterEach
    void leaveNothingToDo(Visitor visitor) {
        visitor.cancelsEverything();
        visitor.posts("/api/v1/queue/resume");
    }

    @Test
    void eightTabsWatchOneRunningRun(Visitor visitor) {
        visitor.opens("/workers");
        String run = visitor.queues(LONG_RUN.formatted(1));

        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tabs.add(visitor.opensBeside("/runs/" + run));
        }

        assertThat(tabs).allSatisfy(tab -> {
            assertThat(state(tab, "running")).isVisible();
            assertThat(tab.getByRole(AriaRole.IMG, containing("Curves of loss")))
                    .isVisible();
        });
        Page last = tabs.get(tabs.size() - 1);
        last.getByRole(AriaRole.TAB, named("Log")).click();
        assertThat(last.getByRole(AriaRole.LOG)).isVisible();
        visitor.posts("/api/v1/runs/" + run + "/cancel");
        assertThat(tabs).allSatisfy(tab -> assertThat(state(tab, "cancelled")).isVisible());
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void noneOfTwoTabsOverwritesTheOther(Visitor visitor) {
        visitor.expects(412);
        visitor.opens("/workers");
        visitor.posts("/api/v1/queue/pause");
        String about = "/runs/" + visitor.queues(LONG_RUN.formatted(2)) + "?tab=about";
        visitor.opens(about);
        Page other = visitor.opensBeside(about);
        visitor.field("Notes").fill("from the first");
        tag(visitor.page, "first");
        visitor.fills("Priority", "3");
        textbox(other, "Notes").fill("from the second");
        tag(other, "second");
        textbox(other, "Priority").fill("7");
        String read = "**/api/v1/runs/*"; // what is read again by itself, before the second tab saves
        other.route(read, route -> {
            if (route.request().method().equals("GET")) {
                route.abort();
            } else {
                route.resume();
            }
        });

        visitor.presses(AriaRole.BUTTON, "Save");
        assertThat(visitor.page.getByText("Saved ✓")).isVisible();
        other.getByRole(AriaRole.BUTTON, named("Save")).click();
        other.unroute(read);

        assertThat(other.getByText("Somebody changed this run meanwhile")).isVisible();
        assertThat(List.of("from the first", "from the second", "start, first", "start, second", "3", "7"))
                .allSatisfy(
                        version -> assertThat(other.getByLabel("Both versions")).containsText(version));
        other.reload();
        assertThat(other.getByLabel("Both versions")).containsText("from the second");
        assertThat(other.getByRole(AriaRole.BUTTON, named("Save"))).isDisabled();
        other.getByRole(AriaRole.BUTTON, named("Put both together")).click();
        other.getByRole(AriaRole.BUTTON, named("Save")).click();
        assertThat(other.getByText("Saved ✓")).isVisible();
        visitor.page.reload();
        assertThat(visitor.field("Notes")).hasValue("from the first\n\nfrom the second");
        assertThat(visitor.field("Priority")).hasValue("7");
        Locator card = visitor.page.getByLabel("Notes, tags, priority");
        assertThat(List.of("from the start", "first", "second"))
                .allSatisfy(kept -> assertThat(card.getByText(kept, new Locator.GetByTextOptions().setExact(true))
                                .first())
                        .isVisible());
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aReasonToPauseIsNotWrittenOverByOneWhoDidNotSeeIt(Visitor visitor) {
        visitor.opens("/workers");
        visitor.fills("Why it is paused", "the disk is changed");
        Page other = visitor.opensBeside("/workers");
        textbox(other, "Why it is paused").fill("I measure times");
        List<Route> held = new ArrayList<>(); // it does not hear of the other's pause before it is told to pause itself
        other.route("**/api/v1/queue", held::add);

        visitor.presses(AriaRole.BUTTON, "Pause the queue");
        assertThat(visitor.page.getByText("0 queued, 0 running · the disk is changed"))
                .isVisible();
        other.getByRole(AriaRole.BUTTON, named("Pause the queue")).click();
        other.unroute("**/api/v1/queue");
        held.forEach(Route::resume);

        assertThat(other.getByText("0 queued, 0 running · the disk is changed")).isVisible();
        assertThat(textbox(other, "Why it is paused")).hasValue("I measure times");
        other.reload();
        assertThat(textbox(other, "Why it is paused")).hasValue("I measure times");
        other.getByRole(AriaRole.BUTTON, named("Change the reason")).click();
        assertThat(visitor.page.getByText("0 queued, 0 running · I measure times"))
                .isVisible();
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static Locator state(Page tab, String word) {
        return tab.getByText(word, new Page.GetByTextOptions().setExact(true)).first();
    }

    private static void tag(Page tab, String tag) {
        Locator tags = tab.getByLabel("Tags", new Page.GetByLabelOptions().setExact(true))
                .first();
        tags.fill(tag);
        tags.press("Enter");
    }

    private static Locator textbox(Page tab, String label) {
        return tab.getByRole(AriaRole.TEXTBOX, named(label));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions containing(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
