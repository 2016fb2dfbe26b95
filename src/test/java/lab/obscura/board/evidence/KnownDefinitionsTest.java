package lab.obscura.board.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KnownDefinitionsTest {

    private static final String CEM = "[{\"part\": \"conditional-entropy\", \"weight\": 4}]";

    private final List<List<UUID>> asked = new ArrayList<>();
    private final KnownDefinitions definitions = new KnownDefinitions();
    private final AttackedRuns runs = new AttackedRuns()
            .row("none", "[]", AttackedRuns.of(0.8, 0.8), AttackedRuns.of(0.01, 0.01))
            .row("cem", CEM, AttackedRuns.of(0.8, 0.8), AttackedRuns.of(0.02, 0.02));

    @Test
    void eachIsFetchedOnceAndForTheFirstBoardOnly() {
        Map<String, Sweep> first = definitions.of(runs.all(), this::stored);
        Map<String, Sweep> again = definitions.of(runs.all(), this::stored);

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0)).doesNotHaveDuplicates().hasSize(2);
        assertThat(first).containsOnlyKeys("none", "cem");
        assertThat(again).isEqualTo(first);
        assertThat(first.get("cem").partIds()).containsExactly("conditional-entropy");
    }

    @Test
    void aRunWhoseExperimentWasDeletedMeanwhileIsLeftOut() {
        Map<String, Sweep> known = definitions.of(runs.all(), ids -> Map.of());

        assertThat(known).isEmpty();
        assertThat(definitions.of(runs.all(), this::stored)).hasSize(2);
    }

    private Map<UUID, String> stored(List<UUID> experiments) {
        asked.add(experiments);
        Map<UUID, String> texts = runs.all().stream()
                .collect(Collectors.toMap(
                        BoardRun::experiment,
                        run -> run.name().equals("cem") ? "{\"defense\": " + CEM + "}" : "{\"defense\": []}",
                        (one, other) -> one));
        return experiments.stream().collect(Collectors.toMap(id -> id, texts::get));
    }
}
