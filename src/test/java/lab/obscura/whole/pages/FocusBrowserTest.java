package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where a keyboard and a screen reader are after the address changed. */
@ExtendWith(ServedPages.class)
class FocusBrowserTest {

    @Test
    void whoGoesToAPageArrivesAtItsHeading(Visitor visitor) {
        visitor.opens("/runs");
        assertThat(heading(visitor, "Runs")).isVisible();
        assertThat(heading(visitor, "Runs")).not().isFocused();

        visitor.presses(AriaRole.LINK, "Workers");
        assertThat(heading(visitor, "Workers")).isFocused();
        assertThat(visitor.page).hasTitle("Workers · Obscura");

        visitor.page.keyboard().press("g");
        visitor.page.keyboard().press("b");
        assertThat(heading(visitor, "Boards")).isFocused();

        visitor.presses(AriaRole.LINK, "Obscura, start page");
        assertThat(visitor.page.getByRole(AriaRole.HEADING).first()).isFocused();

        visitor.page.goBack();
        assertThat(heading(visitor, "Boards")).isFocused();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aFilterOfTheSamePageKeepsTheFocus(Visitor visitor) {
        visitor.opens("/runs");
        Locator tag = visitor.field("Tag");
        assertThat(tag).isVisible();

        tag.click();
        tag.fill("demo");

        assertThat(visitor.page).hasURL(Pattern.compile(".*tag=demo"));
        assertThat(tag).isFocused();
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static Locator heading(Visitor visitor, String name) {
        return visitor.sees(AriaRole.HEADING, name);
    }
}
