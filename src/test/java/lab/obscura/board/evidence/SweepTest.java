package lab.obscura.board.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final Sweep.Place WEIGHT = new Sweep.Place(0, "weight");

    @Test
    void strengthsOfAnEarlierVersionAndOfTodayDifferInNothingElse() {
        Map<String, Object> earlier = definition(4, Map.of());
        Map<String, Object> today = definition(
                16,
                Map.of(
                        "name",
                        "again",
                        "network",
                        Map.of("backbone", "cnn-4", "cutLayer", 2, "trainingCutLayer", 0),
                        "trainAnew",
                        true,
                        "floor",
                        true,
                        "measures",
                        List.of()));

        assertThat(sweep(today).without(WEIGHT)).isEqualTo(sweep(earlier).without(WEIGHT));
        assertThat(sweep(today).whole()).isNotEqualTo(sweep(earlier).whole());
    }

    @Test
    void anotherCutIsAnotherRow() {
        Map<String, Object> deeper = definition(16, Map.of("network", Map.of("backbone", "cnn-4", "cutLayer", 3)));

        assertThat(sweep(deeper).without(WEIGHT))
                .isNotEqualTo(sweep(definition(4, Map.of())).without(WEIGHT));
    }

    @Test
    void whatCanNoLongerBeReadStaysAsItCame() {
        Map<String, Object> unknown = Map.of("defense", List.of(Map.of("part", "of-yesterday", "weight", 1)));

        assertThat(KnownDefinitions.complete(unknown)).isEqualTo(unknown);
    }

    private static Sweep sweep(Map<String, Object> definition) {
        return new Sweep(KnownDefinitions.complete(definition));
    }

    private static Map<String, Object> definition(double weight, Map<String, Object> others) {
        var definition = new LinkedHashMap<String, Object>(Map.of(
                "dataset", Map.of("id", "shapes"),
                "network", Map.of("backbone", "cnn-4", "cutLayer", 2),
                "defense", List.of(Map.of("part", "conditional-entropy", "weight", weight))));
        definition.putAll(others);
        return definition;
    }
}
