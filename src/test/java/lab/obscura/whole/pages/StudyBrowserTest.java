package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A study through the pages: varied, checked, queued, looked at, grown; then one of its experiments. Pictures go to
 * {@code target/study.png}, {@code target/experiment.png} and {@code target/study-small.png}.
 */
@ExtendWith(ServedPages.class)
class StudyBrowserTest {

    private static final Duration TWO_TINY_RUNS = Duration.ofMinutes(5);
    private static final Pattern STUDY = Pattern.compile(".*/studies/[0-9a-f-]{36}");

    /** Done in seconds; no other test has this data, whose runs would be shared. */
    private static final String SMALL = """
            {"name": "To be varied", "dataset": {"id": "shapes", "trainLimit": 240, "testLimit": 100},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "defense": [{"part": "gaussian-noise"}],
             "training": {"epochs": 1, "batchSize": 40},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 1}], "measures": [], "seeds": [1]}""";

    @Test
    void anExperimentIsVariedIntoAStudyWhoseCellsLeadToExperiments(Visitor visitor) {
        visitor.opens("/studies");
        String run = visitor.queues(SMALL);
        visitor.opens("/vary?run=" + run);
        visitor.page.getByPlaceholder("/defense/0/standardDeviation").fill("/defense/0/standardDeviation");
        visitor.fills("Values", "0.1..0.2 2");
        visitor.field("Values").press("Enter");
        visitor.fills("Seeds", "1-2");
        visitor.waitsFor("2 experiments, 4 runs", Duration.ofMinutes(1));
        visitor.waitsFor("Checked by the service", Duration.ofMinutes(1));
        visitor.posts("/api/v1/queue/pause"); // so that all of it can be cancelled
        visitor.presses(AriaRole.BUTTON, "Queue the study");
        visitor.page.waitForURL(STUDY);

        visitor.waitsFor("gaussian-noise standardDeviation", Duration.ofMinutes(1));
        visitor.presses(AriaRole.BUTTON, "Cancel");
        visitor.presses(AriaRole.BUTTON, "Run missing (4)");
        visitor.posts("/api/v1/queue/resume");
        PlaywrightAssertions.assertThat(visitor.page.getByText(Pattern.compile("100 % of 4 runs: 4 succeeded")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(TWO_TINY_RUNS.toMillis()));
        Locator cells = visitor.page.getByLabel("Cells of the study").getByRole(AriaRole.LINK);
        PlaywrightAssertions.assertThat(cells).hasCount(2);
        movesAlongTheStrengthsByKeyboard(visitor);
        visitor.takesAPicture(Path.of("target/study.png"));

        cells.first().click();
        visitor.page.waitForURL(Pattern.compile(".*/experiments/[0-9a-f-]{36}"));
        PlaywrightAssertions.assertThat(
                        visitor.page.getByLabel("Over all seeds").getByText("Accuracy"))
                .isVisible();
        PlaywrightAssertions.assertThat(visitor.field("Seeds to add")).hasValue("3");
        visitor.field("Seeds to add").press("Enter");
        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.LINK, "Run with seed 3"))
                .isVisible();
        visitor.presses(AriaRole.TAB, "Curves");
        PlaywrightAssertions.assertThat(visitor.page.getByRole(AriaRole.IMG).first())
                .isVisible();
        visitor.takesAPicture(Path.of("target/experiment.png"));
        visitor.presses(AriaRole.TAB, "Boards");
        // the worst case, and one board per attack: the one that was posted, and the linear one that is added as its
        // floor
        PlaywrightAssertions.assertThat(
                        visitor.page.getByLabel("Rows on boards").getByRole(AriaRole.LINK))
                .hasText(new Pattern[] {
                    Pattern.compile("^shapes, cnn-4, cut 1, worst-case$"),
                    Pattern.compile("^shapes, cnn-4, cut 1, decoder-\\S+-train\\S*$"),
                    Pattern.compile("^shapes, cnn-4, cut 1, linear-train$")
                });
        visitor.page.waitForURL(Pattern.compile(".*tab=boards.*"));
        assertThat(visitor.mishaps()).isEmpty();
    }

    /** The pictures follow the slider, and the address says where it stands. */
    private static void movesAlongTheStrengthsByKeyboard(Visitor visitor) {
        Locator slider = visitor.sees(AriaRole.SLIDER, "Strength: gaussian-noise standardDeviation");
        Locator rebuilt = visitor.page
                .getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^What decoder-\\S+ rebuilt at")))
                .getByAltText(Pattern.compile(", rebuilt by "))
                .first();
        PlaywrightAssertions.assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile(" 0\\.1$"));
        String before = rebuilt.getAttribute("src");

        slider.press("ArrowRight");

        PlaywrightAssertions.assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile(" 0\\.2$"));
        visitor.page.waitForURL(Pattern.compile(".*at=0\\.2.*"));
        PlaywrightAssertions.assertThat(rebuilt).not().hasAttribute("src", before);
        assertThat((Boolean)
                        rebuilt.evaluate("async image => { await image.decode(); return image.naturalWidth > 0; }"))
                .isTrue();
        PlaywrightAssertions.assertThat(visitor.page.getByLabel(Pattern.compile("^Strength curves\\. ")))
                .isVisible();
        assertThat(visitor.barriers()).isEmpty();
    }

    @Test
    void aMistakeIsToldWithTheValueThatItComesFrom(Visitor visitor) {
        visitor.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visitor.page.setViewportSize(390, 844);
        visitor.opens("/vary?preset=tiny");
        visitor.page.getByPlaceholder("/defense/0/standardDeviation").fill("/defense/0/standardDeviation");
        visitor.fills("Values", "0.1, 25");
        visitor.field("Values").press("Enter");

        PlaywrightAssertions.assertThat(visitor.page.getByRole(AriaRole.ALERT)).containsText("axes[0].values[1]");
        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.BUTTON, "Queue the study"))
                .isDisabled();
        assertThat((Boolean) visitor.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        visitor.takesAPicture(Path.of("target/study-small.png"));
        assertThat(visitor.mishaps()).isEmpty();
    }
}
