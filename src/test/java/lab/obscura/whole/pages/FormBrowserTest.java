package lab.obscura.whole.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types into the form is what is posted, or it is refused at its field. */
@ExtendWith(ServedPages.class)
class FormBrowserTest {

    private static final String TINY = "/submit?preset=tiny";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Seeds | a,b | must be a whole number, was a. Write digits only",
                "Standard deviation | 0,05 | must be a number, was 0,05. Write 0.05",
                "Train limit | 1 000 | must be a whole number, was 1 000. Write 1000"
            })
    void aTextThatCannotBeReadStaysAndIsNotQueued(String label, String text, String says, Visitor visitor) {
        visitor.expects(400);
        visitor.opens(TINY);
        assertThat(queue(visitor)).isEnabled();

        visitor.fills(label, text);

        assertThat(queue(visitor)).isDisabled();
        assertThat(visitor.page.getByText("Not valid yet")).isVisible();
        assertThat(queue(visitor)).isDisabled();
        assertThat(visitor.field(label)).hasValue(text);
        assertThat(visitor.page.getByText(says).first()).isVisible();
        assertThat(json(visitor).inputValue()).contains('"' + text + '"');
        assertThat(visitor.mishaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Seeds | 1-3 | \"seeds\":[1,2,3]", "Standard deviation | 1e-3 | \"standardDeviation\":0.001"})
    void whatCanBeReadStaysAsItWasTypedAndIsPostedAsItWasMeant(
            String label, String text, String posted, Visitor visitor) {
        visitor.opens(TINY);

        visitor.fills(label, text);

        assertThat(visitor.page.getByText("Checked by the service")).isVisible();
        assertThat(queue(visitor)).isEnabled();
        assertThat(visitor.field(label)).hasValue(text);
        assertThat(json(visitor).inputValue().replaceAll("\\s", "")).contains(posted);
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void aDraftOutlivesGoingAwayAndLoadingAgainInItsOwnTabUntilItIsDiscarded(Visitor visitor) {
        visitor.expects(400);
        visitor.opens(TINY);
        visitor.fills("Name", "Half done");
        visitor.fills("Standard deviation", "0,3");

        visitor.presses(AriaRole.LINK, "Workers");
        visitor.sees(AriaRole.HEADING, "Workers").waitFor();
        visitor.page.goBack();
        assertThat(visitor.field("Name")).hasValue("Half done");
        visitor.page.reload();
        assertThat(visitor.field("Name")).hasValue("Half done");
        assertThat(visitor.field("Standard deviation")).hasValue("0,3");

        Page other = visitor.opensBeside(TINY);
        assertThat(other.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("Tiny trial");

        visitor.presses(AriaRole.BUTTON, "Discard the draft");
        assertThat(visitor.field("Name")).hasValue("Tiny trial");
        assertThat(visitor.field("Standard deviation")).not().hasValue("0,3");
        visitor.page.reload();
        assertThat(visitor.field("Name")).hasValue("Tiny trial");
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void offersEveryFieldOfADefinition(Visitor visitor) {
        visitor.opens("/submit");
        visitor.sees(AriaRole.HEADING, "Measures").waitFor();
        flip(visitor, "Bottleneck");

        List<?> missing = (List<?>) visitor.page.evaluate("""
                async () => {
                    const [api, catalog] = await Promise.all(
                        ["/v3/api-docs", "/api/v1/catalog"].map(async (path) => (await fetch(path)).json()));
                    const own = Object.keys(api.components.schemas.Definition.properties);
                    const isMap = (setting) => setting.type === "object" && setting.properties === undefined; // written as JSON
                    const inside = (path, schema) => Object.entries(schema.properties)
                        .filter(([, setting]) => !isMap(setting)).map(([name]) => path + "." + name);
                    const backbone = catalog.backbones.find(({ id }) => id === "cnn-4");
                    const wanted = [
                        ...own,
                        ...Object.keys(catalog.sections.general.properties),
                        ...inside("dataset", catalog.sections.dataset),
                        ...inside("threatModel", catalog.sections.threatModel),
                        ...inside("network.bottleneck", catalog.sections.bottleneck),
                        ...inside("network", backbone.network),
                        ...inside("training", backbone.training)];
                    const own_fields = ["schemaVersion", "dataset.id", "network.backbone"];
                    return wanted.filter((path) => !own_fields.includes(path)
                        && document.querySelector(`[data-path="${path}"]`) === null);
                }""");

        assertThat(missing).isEmpty();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void whatAttackersMayHaveAndWhatIsMeasuredCanBeChosen(Visitor visitor) {
        visitor.opens(TINY);

        flip(visitor, "Weights: yes");
        flip(visitor, "Choose the measures: no");
        Locator measures = visitor.page.locator("[data-path=measures]");
        while (measures.getByRole(AriaRole.BUTTON, named("Remove")).count() > 0) {
            measures.getByRole(AriaRole.BUTTON, named("Remove")).first().click();
        }

        assertThat(json(visitor)).hasValue(Pattern.compile("\"weights\": false"));
        assertThat(json(visitor)).hasValue(Pattern.compile("\"measures\": \\[\\]"));
        assertThat(queue(visitor)).isEnabled();
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void whatNobodyFilledInSaysThatItIsTheDefault(Visitor visitor) {
        visitor.opens("/submit");

        assertThat(visitor.field("Seeds")).hasAttribute("placeholder", "default 1");
        assertThat(visitor.field("Learning rate")).hasAttribute("placeholder", Pattern.compile("default 0\\.\\d+"));
        assertThat(visitor.field("Device")).hasAttribute("placeholder", "default cpu");
        assertThat(visitor.field("Data hash")).hasAttribute("placeholder", "default none");
        assertThat(visitor.mishaps()).isEmpty();
    }

    @Test
    void jsonOfWhichReadingWouldLoseSomethingIsRefusedAndTheFormWaits(Visitor visitor) {
        visitor.opens(TINY);
        String typed =
                "{\"dataset\": {\"id\": \"shapes\"}, \"network\": {\"backbone\": \"cnn-4\"}, \"seeds\": [1], \"seeds\": [2]}";

        json(visitor).fill(typed);

        assertThat(visitor.page.getByText("seeds is written twice").first()).isVisible();
        assertThat(queue(visitor)).isDisabled();
        assertThat(visitor.field("Name")).isDisabled();
        visitor.page.reload();
        assertThat(json(visitor)).hasValue(typed);
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static Locator queue(Visitor visitor) {
        return visitor.sees(AriaRole.BUTTON, "Queue");
    }

    private static Locator json(Visitor visitor) {
        return visitor.field("Definition as JSON");
    }

    private static void flip(Visitor visitor, String beginning) {
        visitor.page
                .getByRole(AriaRole.SWITCH, new Page.GetByRoleOptions().setName(Pattern.compile("^" + beginning)))
                .click();
    }

    private static Locator.GetByRoleOptions named(String beginning) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + beginning));
    }
}
