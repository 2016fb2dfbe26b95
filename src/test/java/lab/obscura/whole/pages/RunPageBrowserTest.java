package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run that is watched and edited while it changes. */
@ExtendWith(ServedPages.class)
class RunPageBrowserTest {

    private static final String LONG_RUN = """
            {"name": "Watched by many", "dataset": {"id": "shapes", "trainLimit": 400, "testLimit": 200},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "training": {"epochs": 2000, "batchSize": 40}, "attacks": [], "measures": [], "seeds": [%d]}""";

    @AfterEach
    void leaveNothingToDo(Visitor visitor) {
        visitor.cancelsEverything();
        visitor.posts("/api/v1/queue/resume");
    }

    @Test
    void notesOutliveLookingAtAnotherTabOfTheRun(Visitor visitor) {
        visitor.opens("/workers");
        visitor.posts("/api/v1/queue/pause");
        visitor.opens("/runs/" + visitor.queues(LONG_RUN.formatted(3)) + "?tab=about");
        visitor.field("Notes").fill("half a thought");
        visitor.fills("Priority", "0,5");

        visitor.presses(AriaRole.TAB, "Log");
        visitor.presses(AriaRole.TAB, "Provenance");

        assertThat(visitor.field("Notes")).hasValue("half a thought");
        assertThat(visitor.field("Priority")).hasValue("0,5");
        assertThat(visitor.sees(AriaRole.BUTTON, "Save")).isDisabled();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aChangeOfStateAsksOnceForWhatHangsOnIt(Visitor visitor) {
        visitor.opens("/workers");
        visitor.posts("/api/v1/queue/pause");
        String run = visitor.queues(LONG_RUN.formatted(4));
        var asked = new AtomicInteger();
        visitor.page.onRequest(request -> {
            if (request.url().endsWith("/api/v1/catalog")) {
                asked.incrementAndGet();
            }
        });
        visitor.opens("/runs/" + run + "?tab=definition");
        visitor.sees(AriaRole.HEADING, "Watched by many").waitFor();
        visitor.page.waitForCondition(() -> asked.get() > 0);
        visitor.page.waitForTimeout(2_500);
        int before = asked.get();

        visitor.presses(AriaRole.BUTTON, "Cancel");
        assertThat(visitor.page.getByText("This run was cancelled")).isVisible();
        visitor.page.waitForCondition(() -> asked.get() > before);
        visitor.page.waitForTimeout(2_500); // for what would be one too many

        assertThat(asked.get() - before).isEqualTo(1);
        assertThat(visitor.mishaps()).isEmpty();
    }
}
