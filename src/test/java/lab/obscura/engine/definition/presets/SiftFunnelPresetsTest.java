package lab.obscura.engine.definition.presets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.network.spec.SplitSpec;
import org.junit.jupiter.api.Test;

class SiftFunnelPresetsTest {

    private final Map<String, ExperimentDefinition> presets = SiftFunnelPresets.all()
            .collect(Collectors.toMap(
                    Preset::id, preset -> new DefinitionReader().read(DefinitionReader.posted(preset.definition()))));

    @Test
    void rowsOfTheAblationDifferInTheirDefenseOnly() {
        Set<Map<String, Object>> rest = presets.values().stream()
                .map(row -> new TreeMap<>(row.toJson()))
                .peek(row -> row.keySet().removeAll(Set.of("name", "defense")))
                .collect(Collectors.toSet());

        assertThat(presets).hasSize(8);
        assertThat(rest).hasSize(1);
        assertThat(presets.values().stream()
                        .map(row -> row.toJson().get("defense"))
                        .distinct())
                .hasSize(8);
    }

    @Test
    void everyRowFitsItsPictures() {
        assertThat(presets.keySet())
                .allSatisfy(id -> assertThat(split(id).feature().size()).isPositive());
    }

    private SplitSpec split(String id) {
        return FitCheck.fit(presets.get(id), CifarExcerpt.INFO);
    }
}
