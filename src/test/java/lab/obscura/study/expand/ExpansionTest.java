package lab.obscura.study.expand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class ExpansionTest {

    private static final String BASE = """
            "base": {"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4"}, "seeds": [7],
                     "defense": [{"part": "gaussian-noise"}, {"part": "conditional-entropy", "weight": 1}]}
            """;

    @Test
    void everyCombinationIsACellAndTheLastAxisChangesFastest() {
        List<Cell> cells = cells(study("""
                , "axes": [{"name": "epochs", "path": "/training/epochs", "values": "2-3"},
                           {"name": "λ", "path": "/defense/1/weight", "values": [4, 16]}]"""));

        assertThat(cells)
                .extracting(Cell::words)
                .containsExactly("epochs=2, λ=4", "epochs=2, λ=16", "epochs=3, λ=4", "epochs=3, λ=16");
        assertThat(cells.get(1).definition())
                .containsEntry("name", "trial: epochs=2, λ=16")
                .containsEntry("training", Map.of("epochs", 2))
                .containsEntry("seeds", List.of(7L))
                .containsEntry(
                        "defense",
                        List.of(Map.of("part", "gaussian-noise"), Map.of("part", "conditional-entropy", "weight", 16)));
    }

    @Test
    void axesApplyInTheOrderGiven() {
        List<Cell> cells = cells(study("""
                , "axes": [{"name": "defense", "values": [
                             {"label": "noise", "set": {"/defense": [{"part": "gaussian-noise"}]}},
                             {"label": "both", "set": {"/defense/0/standardDeviation": 0.5, "/tags": ["b"]}}]},
                           {"name": "σ", "path": "/defense/0/standardDeviation", "values": "0.1..0.3 3"}], "seeds": "1-2"
                """));

        assertThat(cells).hasSize(6);
        assertThat(cells.get(2).definition()).containsEntry("seeds", List.of(1L, 2L));
        assertThat(cells.get(2).definition())
                .containsEntry("defense", List.of(Map.of("part", "gaussian-noise", "standardDeviation", 0.3)));
        assertThat(cells.get(5).definition()).containsEntry("tags", List.of("b"));
    }

    @Test
    void aStudyWithoutAxesIsOneCell() {
        assertThat(cells(study(""))).singleElement().satisfies(cell -> {
            assertThat(cell.labels()).isEmpty();
            assertThat(cell.definition()).containsEntry("name", "trial");
        });
    }

    @Test
    void valuesAreCalledAfterWhatTheyAre() {
        List<Cell> cells = cells(study("""
                , "axes": [{"path": "/attacks", "values": [[], [{"attack": "decoder"}, {"attack": "linear"}],
                                                          {"label": "weak", "value": [{"attack": "decoder", "epochs": 1}]}]}]"""));

        assertThat(cells)
                .extracting(Cell::words)
                .containsExactly("attacks=none", "attacks=decoder + linear", "attacks=weak");
    }

    @Test
    void anErrorOfACellPointsAtTheValueThatHasSetTheField() {
        Cell cell = cells(study("""
                , "axes": [{"name": "λ", "path": "/defense/1/weight", "values": [4, -1]}]""")).get(1);

        FieldError field = cell.inStudy(new FieldError("defense[1].weight", "0 or more", "-1", "Try 1"));
        FieldError base = cell.inStudy(new FieldError("defense[0].deviation", "known", "deviation", ""));

        assertThat(field.path()).isEqualTo("axes[0].values[1]");
        assertThat(field.sentence()).isEqualTo("In λ=-1: defense[1].weight must be 0 or more, was -1. Try 1");
        assertThat(base.path()).isEqualTo("base.defense[0].deviation");
        assertThat(cell.inStudy(new FieldError("defense[10].weight", "known", "", ""))
                        .path())
                .isEqualTo("base.defense[10].weight");
        assertThat(cell.inStudy(new FieldError("defense", "shorter", "", "")).path())
                .isEqualTo("axes[0].values[1]");
        assertThat(cell.inStudy(new FieldError("seeds[0]", "small", "", "")).path())
                .isEqualTo("seeds[0]");
    }

    @Test
    void namesStayWithinWhatADefinitionMayHave() {
        String label = "😀".repeat(39);
        List<Cell> cells =
                cells(study(", \"axes\": [{\"name\": \"a\", \"path\": \"/network/backbone\", \"values\": [\"" + label
                        + "\"]}, {\"name\": \"bb\", \"path\": \"/dataset/id\", \"values\": [\"" + label
                        + "\"]}, {\"name\": \"c\", \"path\": \"/engine\", \"values\": [\"" + label + "\"]}]"));

        String name = String.valueOf(cells.get(0).definition().get("name"));
        assertThat(name).hasSizeBetween(199, 200).endsWith("…");
        assertThat(Character.isHighSurrogate(name.charAt(name.length() - 2))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("badStudies")
    void badListsAreRefusedWhereTheyStand(String json, String path, String saying) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> cells(json))
                .satisfies(refused -> {
                    assertThat(refused.errors()).extracting(FieldError::path).contains(path);
                    assertThat(refused).hasMessageContaining(saying);
                });
    }

    static Stream<Arguments> badStudies() {
        return Stream.of(
                bad(study("").replace("trial", " "), "name", "Name the study"),
                bad("{\"name\": \"x\"}", "base", "a definition"),
                bad(study(", \"axis\": []"), "axis", "Known: name, base, axes"),
                bad(study(", \"axes\": {}"), "axes", "a list of at most 8"),
                bad(study(", \"axes\": [3]"), "axes[0]", "an object"),
                bad(axis("\"path\": \"/training/epochs\", \"value\": [1]"), "axes[0].value", "Did you mean values?"),
                bad(axis("\"path\": \"/training/epochs\""), "axes[0].values", "but is missing"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": []"), "axes[0].values", "at least one"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": \"many\""), "axes[0].values", "1-5"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": [1, \"5-2\"]"), "axes[0].values[1]", "goes up"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": \"0..1 log 5\""), "axes[0].values", "above 0"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": [\"1..x 3\"]"), "axes[0].values[0]", "1..x 3"),
                bad(
                        axis("\"path\": \"/training/epochs\", \"values\": [4, 5, 4]"),
                        "axes[0].values[2]",
                        "another label"),
                bad(axis("\"path\": \"/training/epochs\", \"values\": [4, null]"), "axes[0].values[1]", "the default"),
                bad(axis("\"path\": \"/dataset\", \"values\": [{\"trainLimit\": 5}]"), "axes[0].values[0]", "a label"),
                bad(axis("\"path\": \"training.epochs\", \"values\": [4]"), "axes[0].path", "JSON pointer"),
                bad(axis("\"path\": \"/seeds\", \"values\": [4]"), "axes[0].path", "stand in seeds"),
                bad(axis("\"values\": [4]"), "axes[0].name", "but is missing"),
                bad(axis("\"name\": \"a\", \"values\": [4]"), "axes[0].values[0]", "label and set"),
                bad(
                        axis("\"name\": \"a\", \"values\": [{\"label\": \"b\", \"set\": {\"defense\": []}}]"),
                        "axes[0].values[0].set",
                        "JSON pointer"),
                bad(
                        axis("\"path\": \"/defense/2/weight\", \"values\": [1, 2]"),
                        "axes[0].values[1]",
                        "no /defense/2/weight"),
                bad(axis("\"path\": \"/network/backbone/x\", \"values\": [1]"), "axes[0].values[0]", "has no"),
                bad(
                        axis(
                                "\"path\": \"/training/epochs\", \"values\": \"1-5000\"}, {\"path\": \"/a\", \"values\": \"1-5000\"}, "
                                        + "{\"path\": \"/b\", \"values\": \"1-2\""),
                        "axes",
                        "at most 5000 runs"),
                bad(
                        axis("\"path\": \"/a\", \"values\": [1]}, {\"path\": \"/b/a\", \"values\": [1]"),
                        "axes[1].name",
                        "another name"),
                bad(study(", \"seeds\": \"1-101\""), "seeds", "at most 100"),
                bad(study(", \"seeds\": [1, 2.5]"), "seeds[1]", "whole number"),
                bad(study(", \"seeds\": [1, \"1-3\"]"), "seeds[1]", "another seed"),
                bad(study(", \"seeds\": 3"), "seeds", "a range"));
    }

    private static Arguments bad(String json, String path, String saying) {
        return Arguments.of(json, path, saying);
    }

    private static String axis(String fields) {
        return study(", \"axes\": [{" + fields + "}]");
    }

    private static String study(String more) {
        return "{\"name\": \"trial\", " + BASE + more + "}";
    }

    private static List<Cell> cells(String json) {
        return Expansion.of(StudyReader.read(
                JsonMapper.builder().build().readValue(json, new TypeReference<Map<String, Object>>() {})));
    }
}
