package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages while the service is silent, and addresses behind which there is nothing. */
@ExtendWith(ServedPages.class)
class AwayBrowserTest {

    private static final Pattern SILENT = Pattern.compile("The service does not answer since \\d");

    @ParameterizedTest
    @CsvSource({"/workers, The queue is open", "/submit?preset=tiny, Definition as JSON", "/, Run the demo"})
    void whatIsShownStaysAndGoesOnByItself(String address, String shown, Visitor visitor) {
        visitor.opens(address);
        Locator content = visitor.page.getByText(shown).first();
        assertThat(content).isVisible();

        visitor.losesTheService();

        assertThat(visitor.page.getByText(SILENT)).isVisible();
        visitor.page.waitForTimeout(4_000); // longer than a query is tried
        assertThat(content).isVisible();
        visitor.findsTheServiceAgain();
        assertThat(visitor.page.getByText(SILENT)).isHidden();
        assertThat(content).isVisible();
        assertThat(visitor.page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void aPageThatWasNotVisitedBeforeKeepsTheMenuAndArrivesLater(Visitor visitor) {
        visitor.opens("/workers");
        visitor.sees(AriaRole.HEADING, "Workers").waitFor();
        visitor.losesTheService();

        visitor.presses(AriaRole.LINK, "Compare");

        visitor.sees(AriaRole.HEADING, "This page is not loaded yet").waitFor();
        visitor.presses(AriaRole.LINK, "Workers");
        visitor.sees(AriaRole.HEADING, "Workers").waitFor();
        visitor.presses(AriaRole.LINK, "Compare");
        visitor.sees(AriaRole.HEADING, "This page is not loaded yet").waitFor();
        visitor.findsTheServiceAgain();
        visitor.sees(AriaRole.HEADING, "Compare").waitFor();
        assertThat(visitor.sees(AriaRole.LINK, "Workers").first()).isVisible();
    }

    @Test
    void aPartThatAnUpgradeTookAwayIsFetchedAnew(Visitor visitor) {
        visitor.opens("/workers");
        visitor.sees(AriaRole.HEADING, "Workers").waitFor();
        visitor.page.route("**/assets/ComparePage*", route -> {
            route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(404));
            visitor.page.unroute("**/assets/ComparePage*");
        });

        visitor.presses(AriaRole.LINK, "Compare");

        visitor.sees(AriaRole.HEADING, "Compare").waitFor();
        assertThat(visitor.sees(AriaRole.LINK, "Workers").first()).isVisible();
    }

    @ParameterizedTest
    @CsvSource({
        "/runs/a/b, There is no such page",
        "/nowhere, There is no such page",
        "/dataset/shapes.html, There is no such page",
        "/runs/11111111-1111-1111-1111-111111111111, Run",
        "/submit?preset=nonsense, New experiment"
    })
    void anAddressBehindWhichThereIsNothingKeepsTheMenu(String address, String heading, Visitor visitor) {
        visitor.expects(404);
        visitor.opens(address);

        visitor.sees(AriaRole.HEADING, heading).waitFor();

        assertThat(visitor.sees(AriaRole.LINK, "Runs").first()).isVisible();
        assertThat(visitor.mishaps()).isEmpty();
    }
}
