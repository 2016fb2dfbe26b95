package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.contract.OfAllEntries;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** So few images that something cannot be computed are refused before the training, and any others lead to numbers. */
@Tag("contract")
class FewImagesTest {

    private record Sizes(int train, int test, int batch) {}

    /** Two test images, and a last batch of one. */
    private static final Sizes FEW = new Sizes(3, 2, 2);

    @TempDir
    Path folder;

    static Stream<Arguments> attacks() {
        return CatalogContractTest.definitions();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("attacks")
    void anyAttackEndsWithNumbers(String id, Map<String, Object> definition) {
        Outcome outcome = run(withSizes(definition, FEW));

        assertThat(outcome.attacks().get(0).means().values()).allMatch(Double::isFinite);
    }

    static Stream<String> parts() {
        return Entries.parts().map(entry -> entry.info().id());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("parts")
    void anyPartEndsWithNumbers(String id) {
        var definition = withSizes(network(), FEW);
        definition.put("defense", List.of(PartContractTest.part(id)));

        Outcome outcome = run(definition);

        assertThat(outcome.metrics().values()).allMatch(Double::isFinite);
    }

    static Stream<Map<String, Object>> measures() {
        return Entries.measures().map(CatalogContractTest::small);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("measures")
    void anyMeasureEndsWithNumbers(Map<String, Object> measure) {
        var definition = withSizes(network(), FEW);
        definition.put("defense", List.of(Map.of("part", "gaussian-noise")));
        definition.put("measures", List.of(measure));

        Outcome outcome = run(definition);

        assertThat(outcome.metrics().values()).allMatch(Double::isFinite);
    }

    @OfAllEntries
    @ParameterizedTest
    @CsvSource({"1, 5, dataset.trainLimit", "5, 1, dataset.testLimit"})
    void oneImageIsRefusedBeforeTheTraining(int train, int test, String field) {
        var definition = withSizes(network(), new Sizes(train, test, 2));

        assertThatThrownBy(() -> run(definition))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(field + " must be 2 or more");
    }

    @Test
    @OfAllEntries
    void oneTestImageIsEnoughWhereNothingIsMeasuredOnFeatures() {
        var definition = withSizes(network(), new Sizes(4, 1, 2));
        definition.put("measures", List.of());

        assertThat(run(definition).metrics()).containsKey("accuracy");
    }

    private static Map<String, Object> network() {
        return Map.of(
                "network",
                Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1, "bottleneck", Map.of("channels", 2)));
    }

    private static Map<String, Object> withSizes(Map<String, Object> definition, Sizes sizes) {
        var few = new LinkedHashMap<>(definition);
        few.put(
                "dataset",
                Map.of("id", "shapes", "trainLimit", sizes.train(), "testLimit", sizes.test(), "imageSize", 16));
        few.put("training", Map.of("epochs", 2, "batchSize", sizes.batch()));
        return few;
    }

    private Outcome run(Map<String, Object> definition) {
        return new Pipeline(SharedShapes.datasets())
                .run(
                        new DefinitionReader().read(definition),
                        7,
                        new AttemptFolder(folder.resolve("attempt")),
                        RunContext.of(event -> {}, () -> false));
    }
}
