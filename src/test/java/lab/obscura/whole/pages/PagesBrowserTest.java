package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages in a real Chromium, with the real service and real runs behind them. The picture of the board goes to
 * {@code target/board.png}, that of the comparison to {@code target/compare.png}.
 */
@ExtendWith(ServedPages.class)
class PagesBrowserTest {

    private static final Duration A_TINY_RUN = Duration.ofMinutes(5);
    private static final Page.GetByTextOptions EXACTLY = new Page.GetByTextOptions().setExact(true);
    private static final Pattern RUN = Pattern.compile(".*/runs/[0-9a-f-]{36}");

    @Test
    void oneClickLeadsToPicturesToTheBoardAndToAComparison(Visitor visitor) {
        visitor.opens("/");
        visitor.presses(AriaRole.BUTTON, "Try it out");
        visitor.page.waitForURL(RUN);
        visitor.waitsFor("succeeded", A_TINY_RUN);
        PlaywrightAssertions.assertThat(visitor.page
                        .getByRole(AriaRole.BUTTON)
                        .filter(new Locator.FilterOptions().setHas(visitor.page.getByText("rebuilt"))))
                .hasCount(16);

        visitor.presses(AriaRole.LINK, "Clone and edit");
        visitor.fills("Name", "Tiny, more noise");
        visitor.fills("Standard deviation", "0.3");
        visitor.presses(AriaRole.BUTTON, "Queue");
        visitor.page.waitForURL(RUN);
        visitor.waitsFor("succeeded", A_TINY_RUN);

        visitor.presses(AriaRole.LINK, "Boards");
        visitor.page
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Board of shapes")))
                .click();
        visitor.sees(AriaRole.CHECKBOX, "Select Tiny trial").check();
        visitor.sees(AriaRole.CHECKBOX, "Select Tiny, more noise").check();
        visitor.takesAPicture(Path.of("target/board.png"));
        visitor.page.getByLabel("Selection").getByRole(AriaRole.LINK).first().click();

        visitor.sees(AriaRole.HEADING, "The same images").waitFor();
        visitor.page.waitForLoadState(LoadState.NETWORKIDLE);
        visitor.takesAPicture(Path.of("target/compare.png"));
        // sixteen originals, each with what was rebuilt from two runs
        PlaywrightAssertions.assertThat(visitor.page.locator("table[aria-label=Images] img"))
                .hasCount(3 * 16);
        PlaywrightAssertions.assertThat(visitor.page.getByRole(
                        AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^Defense, Gaussian noise"))))
                .containsText(Pattern.compile("0\\.3"));
        looksAtAllSidesTogether(visitor);
        assertThat(visitor.mishaps()).isEmpty();
    }

    /** By the keyboard, and once more by the address alone. */
    private static void looksAtAllSidesTogether(Visitor visitor) {
        visitor.page.locator("table[aria-label=Images] button").first().press("Enter");
        Locator dialog = visitor.page.getByRole(AriaRole.DIALOG);
        PlaywrightAssertions.assertThat(dialog.locator("img")).hasCount(3);
        String first = dialog.getByRole(AriaRole.HEADING).textContent();
        visitor.page.keyboard().press("ArrowRight");
        PlaywrightAssertions.assertThat(dialog.getByRole(AriaRole.HEADING))
                .not()
                .hasText(first);
        visitor.page.keyboard().press("i");
        visitor.page.keyboard().press("i");
        visitor.page.keyboard().press("Shift+ArrowRight");
        visitor.page.keyboard().press("l");
        PlaywrightAssertions.assertThat(dialog.locator("img")).hasCount(5); // both pictures of each side
        visitor.page.waitForURL(Pattern.compile(".*view=slider.*zoom=4.*x=.*"));
        String second = dialog.getByRole(AriaRole.HEADING).textContent();
        String place = style(dialog);

        visitor.page.reload();

        PlaywrightAssertions.assertThat(dialog.locator("img")).hasCount(5);
        PlaywrightAssertions.assertThat(dialog.getByRole(AriaRole.HEADING)).hasText(second);
        assertThat(style(dialog)).isEqualTo(place).contains("400%");
        visitor.page.keyboard().press("d");
        PlaywrightAssertions.assertThat(dialog.locator("canvas")).hasCount(2);
        visitor.page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(dialog).hasCount(0);
    }

    /** Size and place of the enlarged picture of the last side. */
    private static String style(Locator dialog) {
        return dialog.locator(".lens > div").last().getAttribute("style");
    }

    @Test
    void aMistakeIsShownAtItsField(Visitor visitor) {
        visitor.expects(400);
        visitor.opens("/submit?preset=tiny");

        visitor.fills("Standard deviation", "25");
        visitor.waitsFor("Not valid yet", Duration.ofMinutes(1));

        PlaywrightAssertions.assertThat(
                        visitor.page.getByText(Pattern.compile("^must be a number between 0 and 1, was 25")))
                .hasCount(1);
        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.BUTTON, "Queue")).isDisabled();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aKeyboardReachesOnlyWhatASmallScreenShows(Visitor visitor) {
        visitor.page.setViewportSize(390, 844);
        visitor.opens("/runs");
        Locator menu = visitor.sees(AriaRole.BUTTON, "Menu");
        menu.focus();
        assertThat(IntStream.range(0, 8)).allSatisfy(presses -> {
            visitor.page.keyboard().press("Tab");
            assertThat((Boolean) visitor.page.evaluate("() => document.activeElement.getBoundingClientRect().x >= 0"))
                    .isTrue();
        });

        menu.press("Enter");
        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.LINK, "Workers")).isVisible();
        visitor.page.keyboard().press("Escape");

        PlaywrightAssertions.assertThat(visitor.sees(AriaRole.LINK, "Workers")).hasCount(0);
        assertThat(visitor.mishaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/boards", "/boards/hands", "/submit?dataset=hands"})
    void aDataSetIsShownWithWhatItSaysOfItself(String address, Visitor visitor) {
        visitor.expects(400); // the form lacks the rest of a definition
        visitor.opens(address);

        assertThat(List.of(
                        "Hands of our laboratory",
                        "License: CC BY 4.0",
                        "Cite: A. Person, Hands, 2020",
                        "Normalization: mean 0.5; deviation 0.25"))
                .allSatisfy(said -> PlaywrightAssertions.assertThat(visitor.page.getByText(said, EXACTLY))
                        .isVisible());
        assertThat(visitor.mishaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/boards, being read…, 'yes, queue a run'",
        "/boards/hands, hands is being read, About hands",
        "/submit?dataset=hands, hands is being read, About hands"
    })
    void aDataSetThatIsBeingReadSaysSoUntilItIsRead(String address, String meanwhile, String then, Visitor visitor) {
        visitor.expects(400);
        visitor.page.route("**/api/v1/datasets", PagesBrowserTest::stillReading);
        visitor.opens(address);
        Locator row = visitor.page.getByText(meanwhile);
        PlaywrightAssertions.assertThat(row).isVisible();
        PlaywrightAssertions.assertThat(visitor.page.getByText("License: CC BY 4.0"))
                .hasCount(0);

        visitor.page.unroute("**/api/v1/datasets");

        PlaywrightAssertions.assertThat(row).hasCount(0);
        PlaywrightAssertions.assertThat(visitor.page.getByText(then).first()).isVisible();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aDraftIsCheckedAgainWhenItsDataSetHasBeenRead(Visitor visitor) {
        visitor.expects(400);
        visitor.expects(503);
        visitor.page.route(
                "**/api/v1/experiments?dryRun=true",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(503)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"type\": \"/errors/dataset-being-read\", \"title\": \"Data set is being read\", \"status\": 503}")));
        visitor.opens("/submit?dataset=hands");
        PlaywrightAssertions.assertThat(
                        visitor.page.getByText("Data set is being read").first())
                .isVisible();
        PlaywrightAssertions.assertThat(visitor.page.getByText("does not answer"))
                .hasCount(0);

        visitor.page.unroute("**/api/v1/experiments?dryRun=true");

        PlaywrightAssertions.assertThat(visitor.page
                        .getByText("dataset.imageSize must be large enough")
                        .first())
                .isVisible();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aDataSetThatCannotBeUsedSaysWhyAndOffersNoRun(Visitor visitor) {
        visitor.opens("/boards");

        Locator row =
                visitor.page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^torn")));

        PlaywrightAssertions.assertThat(row).containsText("no: torn/train/a/0.png");
        PlaywrightAssertions.assertThat(row.getByRole(AriaRole.LINK)).hasCount(0);
        assertThat(visitor.mishaps()).isEmpty();
    }

    /** What the service says of a set before its files were read. */
    private static void stillReading(Route route) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody("""
                {"datasets": [{"id": "hands", "title": "hands", "state": "being-read", "format": "", "height": 0, "width": 0,
                  "channels": 0, "classNames": [], "attributeNames": [], "trainCount": 0, "testCount": 0, "contentHash": "", "synthetic": false,
                  "problem": "", "notes": [], "license": "", "citation": "", "like": "",
                  "normalization": {"mean": [], "standardDeviation": []}, "augmentation": ""}]}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "/boards, Boards",
        "/boards/shapes, Board: shapes",
        "/runs, Runs",
        "/submit, New experiment",
        "/compare?runs=latest, Compare",
        "/workers, Workers"
    })
    void everyViewHasAnAddressOfItsOwn(String address, String heading, Visitor visitor) {
        visitor.opens(address);

        visitor.sees(AriaRole.HEADING, heading).waitFor();

        assertThat(visitor.mishaps()).isEmpty();
    }
}
