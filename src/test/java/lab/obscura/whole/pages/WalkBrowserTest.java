package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of a person through all pages, from a study to its deletion; axe looks at every page on the way. */
@ExtendWith(ServedPages.class)
class WalkBrowserTest {

    private static final Duration TWO_SMALL_RUNS = Duration.ofMinutes(5);

    @Test
    void aMouseGetsFromAStudyToItsDeletion(Visitor visitor) throws IOException {
        walks("By mouse", 210, visitor, new MouseInput());
    }

    @Test
    void aKeyboardGetsThereOnASmallDarkScreen(Visitor visitor) throws IOException {
        visitor.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        visitor.page.setViewportSize(390, 844);

        walks("By keyboard", 220, visitor, new KeyboardInput(visitor.page));
    }

    /** @param images to train with: no other test has as many, whose runs would be shared */
    private static void walks(String study, int images, Visitor visitor, Input input) throws IOException {
        var barriers = new ArrayList<String>();
        visitor.opens("/studies");
        visitor.queuesStudy(twoCells(study, images));
        input.presses(visitor.sees(AriaRole.LINK, study));
        waitsForTheRuns(visitor);
        looks(visitor, barriers);
        input.presses(visitor.page
                .getByLabel("Cells of the study")
                .getByRole(AriaRole.LINK)
                .first());
        input.turnsTo(visitor.sees(AriaRole.TAB, "Boards"));
        looks(visitor, barriers);
        input.presses(visitor.sees(AriaRole.LINK, "shapes, cnn-4, cut 1, worst-case"));
        looks(visitor, barriers);
        enlargesAStrip(study, visitor, input, barriers);
        input.ticks(visitor.sees(AriaRole.CHECKBOX, "Select " + study + ": noise=0.1"));
        input.ticks(visitor.sees(AriaRole.CHECKBOX, "Select " + study + ": noise=0.2"));
        input.presses(visitor.page.getByLabel("Selection").getByRole(AriaRole.LINK));
        visitor.sees(AriaRole.HEADING, "The same images").waitFor();
        looks(visitor, barriers);
        assertThat(export("CSV (.csv)", visitor, input)).contains(study + ": noise=0.1", study + ": noise=0.2");

        visitor.opens("/tables");
        looks(visitor, barriers);
        input.presses(visitor.page
                .getByLabel("Paper tables")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("^What CEM adds")))
                .first());
        visitor.sees(AriaRole.BUTTON, "Export").waitFor();
        looks(visitor, barriers);
        assertThat(export("LaTeX table (.tex)", visitor, input)).contains("\\toprule", "Noise + CEM");

        deletes(study, visitor, input, barriers);
        assertThat(barriers).isEmpty();
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static String twoCells(String study, int images) {
        return """
                {"name": "%s", "base": {"dataset": {"id": "shapes", "trainLimit": %d, "testLimit": 100},
                 "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1}, "defense": [{"part": "gaussian-noise"}],
                 "training": {"epochs": 1, "batchSize": 40},
                 "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 1}], "measures": []},
                 "axes": [{"name": "noise", "path": "/defense/0/standardDeviation", "values": [0.1, 0.2]}], "seeds": [1]}""".formatted(study, images);
    }

    private static void waitsForTheRuns(Visitor visitor) {
        PlaywrightAssertions.assertThat(visitor.page.getByText(Pattern.compile("100 % of 2 runs: 2 succeeded")))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(TWO_SMALL_RUNS.toMillis()));
    }

    private static void looks(Visitor visitor, List<String> barriers) {
        visitor.waitsForThePage();
        visitor.barriers().stream()
                .map(barrier -> visitor.page.url() + " " + barrier)
                .forEach(barriers::add);
        assertThat((Boolean) visitor.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("fits the screen: " + visitor.page.url())
                .isTrue();
    }

    private static void enlargesAStrip(String study, Visitor visitor, Input input, List<String> barriers) {
        input.presses(visitor.sees(AriaRole.BUTTON, "Enlarge the pictures of " + study + ": noise=0.1"));
        Locator dialog = visitor.page.getByRole(AriaRole.DIALOG);
        String first = dialog.locator("img").getAttribute("src");
        looks(visitor, barriers);
        visitor.page.keyboard().press("ArrowRight");
        PlaywrightAssertions.assertThat(dialog.locator("img")).not().hasAttribute("src", first);
        visitor.page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(dialog).hasCount(0);
    }

    private static String export(String format, Visitor visitor, Input input) throws IOException {
        input.presses(visitor.sees(AriaRole.BUTTON, "Export"));
        Locator entry = visitor.sees(AriaRole.MENUITEM, format);
        Download file = visitor.page.waitForDownload(() -> input.presses(entry));
        return Files.readString(file.path());
    }

    private static void deletes(String study, Visitor visitor, Input input, List<String> barriers) {
        visitor.opens("/studies");
        input.presses(visitor.sees(AriaRole.LINK, study));
        input.presses(visitor.sees(AriaRole.BUTTON, "Keep or delete"));
        input.presses(visitor.sees(AriaRole.MENUITEM, "Delete …"));
        Locator delete = visitor.sees(AriaRole.BUTTON, "Delete 2 runs");
        delete.waitFor();
        PlaywrightAssertions.assertThat(visitor.page.getByRole(AriaRole.MENU)).hasCount(0); // it closes slowly, empty
        looks(visitor, barriers);
        input.presses(delete);
        visitor.page.waitForURL(Pattern.compile(".*/studies$"));
        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.LINK, study)).hasCount(0);
    }
}
