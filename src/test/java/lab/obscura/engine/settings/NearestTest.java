package lab.obscura.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.definition.DefinitionSchemas;
import lab.obscura.engine.network.backbone.Backbones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of(
            "cpu", "cuda", "auto", "weight", "batchSize", "learningRate", "standardDeviation", "epochs", "vgg11-bn");

    @ParameterizedTest
    @CsvSource({
        "gpu, cuda",
        "GPU, cuda",
        "cuda:0, cuda",
        "lambda, weight",
        "λ, weight",
        "lr, learningRate",
        "bs, batchSize",
        "sigma, standardDeviation",
        "std, standardDeviation",
        "batch_size, batchSize",
        "Learning-Rate, learningRate",
        "weigth, weight",
        "wieght, weight",
        "epcohs, epochs",
        "epoch, epochs",
        "standartDeviation, standardDeviation",
        "cpuu, cpu"
    })
    void findsWhatWasMeant(String word, String meant) {
        assertThat(Nearest.to(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"tpu", "mps", "npu", "rocm", "vgg16-bn", "momentum", "?", "x"})
    void saysNothingRatherThanSomethingElse(String word) {
        assertThat(Nearest.to(word, KNOWN)).isEmpty();
    }

    @Test
    void otherNamesLeadToWordsThatThereAre() {
        assertThat(wordsOfTheCatalogs()).containsAll(OtherNames.words());
    }

    /** Every name that a definition may hold: sections, settings, choices, parts, attacks. */
    private static Set<String> wordsOfTheCatalogs() {
        var words = new HashSet<String>(List.of(
                "dataset", "network", "defense", "training", "attacks", "threatModel", "measures", "seeds", "tags"));
        DefinitionSchemas.sections().values().forEach(schema -> addNames(schema, words));
        Backbones.all().forEach(backbone -> {
            addNames(DefinitionSchemas.network(backbone), words);
            addNames(DefinitionSchemas.training(backbone), words);
        });
        Stream.of(Defenses.catalog(), Attacks.catalog())
                .flatMap(catalog -> catalog.entries().stream())
                .forEach(entry -> {
                    words.add(entry.id());
                    addNames(entry.info().schema().jsonSchema(), words);
                });
        return words;
    }

    private static void addNames(Map<?, ?> schema, Set<String> words) {
        ((Map<?, ?>) schema.get("properties")).forEach((name, setting) -> {
            words.add((String) name);
            if (((Map<?, ?>) setting).get("enum") instanceof List<?> choices) {
                choices.forEach(choice -> words.add((String) choice));
            }
        });
    }
}
