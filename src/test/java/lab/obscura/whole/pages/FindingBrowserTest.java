package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs are found, selected and deleted without a mouse. A picture goes to {@code target/finding.png}. */
@ExtendWith(ServedPages.class)
class FindingBrowserTest {

    private static final int MOST_TABS = 60;

    private static final String DOOMED = """
            {"name": "Doomed", "dataset": {"id": "shapes", "trainLimit": 230, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "defense": [{"part": "gaussian-noise"}],
             "training": {"epochs": 1, "batchSize": 40}, "attacks": [], "measures": [], "seeds": [1, 2, 3]}""";

    @AfterEach
    void resume(Visitor visitor) {
        visitor.posts("/api/v1/queue/resume");
    }

    @Test
    void runsAreFoundSelectedAndDeletedByKeyboard(Visitor visitor) {
        visitor.expects(400); // what is half typed is no query yet
        visitor.opens("/runs");
        visitor.posts("/api/v1/queue/pause"); // so that nobody begins to compute what goes
        visitor.queues(DOOMED);

        visitor.field("Search").focus();
        types(visitor, "stat:queued name:Doomed");
        PlaywrightAssertions.assertThat(visitor.page.getByText("Did you mean state?"))
                .isVisible();
        types(visitor, "state:queued name:Doomed");
        PlaywrightAssertions.assertThat(visitor.page).hasURL(Pattern.compile(".*q=state%3Aqueued.*"));
        Locator rows = visitor.page.getByLabel(Pattern.compile("^Select Doomed"));
        PlaywrightAssertions.assertThat(rows).hasCount(3);

        tabsTo(visitor, "Tab", "Select all");
        visitor.page.keyboard().press("ArrowDown");
        visitor.page.keyboard().press("Space");
        visitor.page.keyboard().press("ArrowDown");
        visitor.page.keyboard().press("Space");
        PlaywrightAssertions.assertThat(visitor.page.getByText("2 runs selected"))
                .isVisible();
        tabsTo(visitor, "Shift+Tab", "Delete …");
        visitor.page.keyboard().press("Enter");
        Locator delete = visitor.sees(AriaRole.BUTTON, "Delete 2 runs");
        PlaywrightAssertions.assertThat(delete).isEnabled();
        visitor.takesAPicture(Path.of("target/finding.png"));
        tabsTo(visitor, "Tab", "Delete 2 runs");
        visitor.page.keyboard().press("Enter");

        PlaywrightAssertions.assertThat(visitor.page.getByText(Pattern.compile("^. ?2 runs deleted")))
                .isVisible();
        PlaywrightAssertions.assertThat(rows).hasCount(1);
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static void types(Visitor visitor, String text) {
        visitor.page.keyboard().press("Control+A");
        visitor.page.keyboard().insertText(text);
    }

    /** Presses the key until something has the focus that is called so. */
    private static void tabsTo(Visitor visitor, String key, String name) {
        for (int press = 0; press < MOST_TABS && !focused(visitor).equals(name); press++) {
            visitor.page.keyboard().press(key);
        }
        assertThat(focused(visitor)).isEqualTo(name);
    }

    private static String focused(Visitor visitor) {
        return (String) visitor.page.evaluate(
                "() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
    }
}
