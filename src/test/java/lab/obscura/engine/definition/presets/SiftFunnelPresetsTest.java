package lab.obscura.engine.definition.presets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageShape;
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
    void thePublishedEdgesHaveTheirParameters() {
        assertThat(split("siftfunnel-undefended", 64).edge().parameterCount()).isEqualTo(299_520);
        assertThat(split("siftfunnel-cnn", 64).edge().parameterCount()).isEqualTo(16_354);
    }

    @Test
    void rowsOfTheAblationDifferInTheirDefenseOnly() {
        List<ExperimentDefinition> rows = rows();

        Set<Map<String, Object>> rest = rows.stream()
                .map(row -> new TreeMap<>(row.toJson()))
                .peek(row -> row.keySet().removeAll(Set.of("name", "defense")))
                .collect(Collectors.toSet());

        assertThat(rows).hasSize(8);
        assertThat(rest).hasSize(1);
        assertThat(rows.stream().map(row -> row.toJson().get("defense")).distinct())
                .hasSize(8);
    }

    @Test
    void everyRowFitsItsPictures() {
        assertThat(presets.keySet().stream().filter(id -> id.startsWith(SiftFunnelPresets.ABLATION)))
                .allSatisfy(id -> assertThat(split(id, 32).feature().size()).isPositive());
    }

    private List<ExperimentDefinition> rows() {
        return presets.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(SiftFunnelPresets.ABLATION))
                .map(Map.Entry::getValue)
                .toList();
    }

    private SplitSpec split(String id, int size) {
        return FitCheck.fit(
                presets.get(id),
                new DatasetInfo(
                        "cifar10",
                        "CIFAR-10",
                        "cifar10-binary",
                        new ImageShape(size, size, 3),
                        IntStream.range(0, 10).mapToObj(String::valueOf).toList(),
                        50_000,
                        10_000,
                        "0".repeat(64),
                        false));
    }
}
