package lab.obscura.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.definition.DefinitionReader;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static final Map<String, Object> NOISE = Map.of("part", "gaussian-noise", "standardDeviation", 0.1);
    private static final Map<String, Object> CEM = Map.of("part", "conditional-entropy", "weight", 16);

    @Test
    void aPartIsComparedWithItsLikeWhereverItStands() {
        List<ComparisonView.Difference> differences = between(
                Map.of("defense", List.of(NOISE)),
                Map.of(
                        "defense",
                        List.of(CEM, Map.of("part", "gaussian-noise", "standardDeviation", 0.25)),
                        "network",
                        Map.of("backbone", "cnn-4", "cutLayer", 2)));

        assertThat(differences)
                .extracting(ComparisonView.Difference::path, ComparisonView.Difference::setting)
                .containsExactly(
                        tuple("network.cutLayer", "Network: cut layer"),
                        tuple(
                                "defense[gaussian-noise].standardDeviation",
                                "Defense, Gaussian noise: standard deviation"),
                        tuple("defense[conditional-entropy]", "Defense, Conditional entropy maximization (CEM)"));
        assertThat(differences.get(0).words()).containsExactly("1", "2");
        assertThat(differences.get(1).values()).containsExactly("0.1", "0.25");
        assertThat(differences.get(2).words()).containsExactly("not there", "yes");
        assertThat(differences.get(2).values().get(0)).isNull();
    }

    @Test
    void aPartThatOthersLackSaysWhatIsNotUsual() {
        var weak = Map.of("part", "conditional-entropy", "weight", 0.5);

        assertThat(between(Map.of("defense", List.of(NOISE, weak)), Map.of("defense", List.of(NOISE))))
                .extracting(ComparisonView.Difference::words)
                .containsExactly(List.of("yes, weight 0.5", "not there"));
    }

    @Test
    void theOrderOfPartsIsADifferenceOfItsOwn() {
        List<ComparisonView.Difference> differences =
                between(Map.of("defense", List.of(NOISE, CEM)), Map.of("defense", List.of(CEM, NOISE)));

        assertThat(differences)
                .extracting(ComparisonView.Difference::setting, ComparisonView.Difference::words)
                .containsExactly(tuple(
                        "Defense: order",
                        List.of(
                                "Gaussian noise, Conditional entropy maximization (CEM)",
                                "Conditional entropy maximization (CEM), Gaussian noise")));
    }

    @Test
    void aSecondOfAKindHasANumber() {
        var small = Map.of("attack", "decoder", "decoder", "conv-n0c16");
        var large = Map.of("attack", "decoder", "decoder", "res-n8c64");

        assertThat(between(Map.of("attacks", List.of(small)), Map.of("attacks", List.of(small, large))))
                .extracting(ComparisonView.Difference::path)
                .containsExactly("attacks[decoder 2]");
    }

    @Test
    void namesTagsAndSeedsAreNoDifferences() {
        assertThat(between(
                        Map.of("name", "a", "tags", List.of("x"), "seeds", List.of(1)),
                        Map.of("name", "b", "tags", List.of("y"), "seeds", List.of(2))))
                .isEmpty();
    }

    /** Two definitions with defaults, apart from what is given. */
    private static List<ComparisonView.Difference> between(Map<String, Object> one, Map<String, Object> other) {
        return Differences.between(List.of(complete(one), complete(other)));
    }

    private static Map<String, Object> complete(Map<String, Object> given) {
        var posted = new LinkedHashMap<String, Object>();
        posted.put("dataset", Map.of("id", "shapes"));
        posted.put("network", Map.of("backbone", "cnn-4", "cutLayer", 1));
        posted.put("attacks", List.of());
        posted.put("measures", List.of());
        posted.putAll(given);
        return new DefinitionReader().read(DefinitionReader.posted(posted)).toJson();
    }
}
