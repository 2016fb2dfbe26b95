package lab.obscura.study;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.definition.presets.CifarExcerpt;
import org.junit.jupiter.api.Test;

class MiniStudyTest {

    private final List<ExperimentDefinition> rows = MiniStudy.presets()
            .map(preset -> new DefinitionReader().read(DefinitionReader.posted(preset.definition())))
            .toList();

    @Test
    void elevenRowsHaveFiveSeedsAndTheOthersOne() {
        Map<Integer, Long> rowsBySeeds =
                rows.stream().collect(groupingBy(row -> row.seeds().size(), counting()));

        assertThat(rowsBySeeds).containsOnlyKeys(1, 5).containsEntry(5, 11L);
    }

    /** But the one that hides an attribute of the image, which the study's pictures do not have. */
    @Test
    void everyPartThatCanBeChosenIsInIt() {
        Set<String> used = rows.stream()
                .flatMap(row -> row.defense().parts().stream())
                .map(part -> part.info().id())
                .collect(toSet());

        assertThat(used)
                .doesNotContain("attribute-adversary")
                .hasSize(Defenses.catalog().ids().size() - 1)
                .isSubsetOf(Defenses.catalog().ids());
    }

    @Test
    void everyRowFitsThePictures() {
        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(FitCheck.fit(row, CifarExcerpt.INFO).input())
                                .as(row.name())
                                .isEqualTo(CifarExcerpt.INFO.shape()));
    }

    @Test
    void rowsDifferInTheirDefenseOnly() {
        Set<Map<String, Object>> rest = rows.stream()
                .map(row -> new TreeMap<>(row.toJson()))
                .peek(row -> row.keySet().removeAll(Set.of("name", "defense", "seeds", "measures")))
                .collect(toSet());

        assertThat(rest).hasSize(1);
    }
}
