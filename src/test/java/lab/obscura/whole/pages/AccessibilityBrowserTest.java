package lab.obscura.whole.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Axe looks at every page, with real runs in it: contrast, names, roles, order. */
@ExtendWith(ServedPages.class)
class AccessibilityBrowserTest {

    private static final String RUN = """
            {"name": "Looked at", "dataset": {"id": "shapes", "trainLimit": 200, "testLimit": 100, "imageSize": 16},
             "network": {"backbone": "cnn-4", "width": 0.25, "cutLayer": 1},
             "defense": [{"part": "gaussian-noise", "standardDeviation": 0.1}],
             "training": {"epochs": 1, "batchSize": 40},
             "attacks": [{"attack": "decoder", "decoder": "conv-n0c16", "epochs": 1}], "measures": [], "tags": ["axe"], "seeds": [1]}""";

    /** The run that is looked at in every scheme; empty before the first. */
    private static String looked = "";

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 390"})
    void noPageHasASeriousBarrier(ColorScheme scheme, int width, Visitor visitor) {
        visitor.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        visitor.page.setViewportSize(width, 860);
        visitor.expects(404); // the page for addresses where nothing is
        if (looked.isEmpty()) {
            looked = finishedRun(visitor);
        }
        visitor.opens("/runs/" + looked);
        List<String> barriers = addresses(looked, firstImage(visitor, looked))
                .flatMap(address -> barriers(visitor, address))
                .toList();

        assertThat(barriers).isEmpty();
        assertThat(visitor.mishaps()).isEmpty();
    }

    private static String finishedRun(Visitor visitor) {
        visitor.opens("/workers");
        visitor.posts("/api/v1/presets/demo"); // a study to look at
        visitor.posts("/api/v1/studies/latest/cancel");
        String run = visitor.queues(RUN);
        visitor.opens("/runs/" + run);
        visitor.waitsFor("succeeded", Duration.ofMinutes(5));
        return run;
    }

    /** The number of the first test image that the run shows. */
    private static int firstImage(Visitor visitor, String run) {
        return (int) visitor.page.evaluate("""
                async run => (await (await fetch(`/api/v1/runs/${run}/reconstructions`)).json()).images[0].index""", run);
    }

    private static Stream<String> addresses(String run, int image) {
        return Stream.concat(
                Stream.of(
                        "/",
                        "/?demo=" + run,
                        "/boards",
                        "/boards/shapes",
                        "/runs",
                        "/runs?state=RUNNING&tag=nowhere",
                        "/submit?preset=tiny",
                        "/studies",
                        "/studies/latest",
                        "/vary?preset=tiny",
                        "/experiments/latest",
                        "/experiments/latest?tab=curves",
                        "/experiments/latest/card",
                        "/presets",
                        "/tables",
                        "/tables/cem-gains",
                        "/compare",
                        "/compare?runs=latest," + run,
                        "/compare?experiments=latest&runs=" + run + "&view=slider&zoom=4&image=" + image,
                        "/workers",
                        "/disk",
                        "/cluster",
                        "/runs?q=-tag:old",
                        "/nothing/here"),
                Stream.of("gallery", "gallery&image=0", "leaks", "curves", "definition", "log", "about")
                        .map(tab -> "/runs/" + run + "?tab=" + tab));
    }

    private static Stream<String> barriers(Visitor visitor, String address) {
        visitor.opens(address);
        visitor.waitsForThePage();
        return visitor.barriers().stream().map(barrier -> address + " " + barrier);
    }
}
