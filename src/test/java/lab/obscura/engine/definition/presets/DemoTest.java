package lab.obscura.engine.definition.presets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.obscura.engine.definition.DefinitionReader;
import org.junit.jupiter.api.Test;

class DemoTest {

    private final List<Map<String, Object>> demo = Presets.all().stream()
            .filter(preset -> preset.isMeantBy("demo"))
            .map(preset -> new DefinitionReader().read(preset.definition()).toJson())
            .toList();

    @Test
    void itsRunsDifferInTheirDefenseOnly() {
        assertThat(demo).hasSize(3);
        assertThat(demo.stream().map(row -> row.get("defense")).distinct()).hasSize(3);
        assertThat(demo.stream()
                        .map(TreeMap::new)
                        .peek(row -> row.keySet().removeAll(Set.of("name", "defense", "measures")))
                        .distinct())
                .hasSize(1);
    }

    /** Numbers of other settings say nothing about the demo: who changes it measures it anew. */
    @Test
    void theResultsPageTellsOfTheSettingsThatTheDemoHas() throws IOException {
        String page = Files.readString(Path.of("docs/results.md"));
        Map<?, ?> dataset = (Map<?, ?>) demo.get(0).get("dataset");
        Map<?, ?> training = (Map<?, ?>) demo.get(0).get("training");
        Map<?, ?> attack = (Map<?, ?>) ((List<?>) demo.get(0).get("attacks")).get(0);
        List<?> defense = (List<?>) demo.get(2).get("defense");

        assertThat(page.substring(page.indexOf("## The demo"), page.indexOf("## CIFAR-10")))
                .contains(
                        "`trainLimit` " + dataset.get("trainLimit") + ", `testLimit` " + dataset.get("testLimit"),
                        training.get("epochs") + " epochs, batch " + training.get("batchSize") + ", rate "
                                + training.get("learningRate") + ", schedule `" + training.get("schedule") + "`",
                        "decoder " + attack.get("decoder") + ", " + attack.get("epochs") + " epochs",
                        "| noise " + setting(defense, 0, "standardDeviation") + " + CEM "
                                + setting(defense, 1, "weight") + " |");
    }

    private static String setting(List<?> parts, int part, String name) {
        Object value = ((Map<?, ?>) parts.get(part)).get(name);
        return value instanceof Double number && number % 1 == 0 ? Integer.toString(number.intValue()) : "" + value;
    }
}
