package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lists of attacks get the linear attack as their floor. */
class FloorTest {

    private static final Map<String, Object> DECODER = Map.of("attack", "decoder");
    private static final Map<String, Object> INFER = Map.of("attack", "noise-aware-decoder", "knowledge", "infer");
    private static final Map<String, Object> WHITE_BOX = Map.of("attack", "mle");
    private static final Map<String, Object> QUERY_FREE = Map.of("attack", "query-free");

    private final DefinitionReader reader = new DefinitionReader();

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("lists")
    void oneIsAddedForEachSetOfImagesThatSomebodyLearnsFrom(List<Map<String, Object>> attacks, List<String> added) {
        assertThat(slugs(posted(attacks))
                        .subList(attacks.size(), slugs(posted(attacks)).size()))
                .isEqualTo(added);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of(List.of(DECODER), List.of("linear-train")),
                Arguments.of(List.of(DECODER, INFER), List.of("linear-train", "linear-infer")),
                Arguments.of(
                        List.of(INFER, Map.of("attack", "inverse-network", "knowledge", "infer")),
                        List.of("linear-infer")),
                Arguments.of(List.of(DECODER, Map.of("attack", "linear")), List.of()),
                Arguments.of(
                        List.of(DECODER, INFER, Map.of("attack", "linear", "knowledge", "infer")),
                        List.of("linear-train")),
                Arguments.of(List.of(WHITE_BOX), List.of()),
                Arguments.of(List.of(WHITE_BOX, DECODER), List.of("linear-train")),
                Arguments.of(List.of(QUERY_FREE), List.of()),
                Arguments.of(List.of(), List.of()));
    }

    @Test
    void whatWasStoredWithoutTheFieldHasNone() {
        ExperimentDefinition stored = reader.read(json(List.of(DECODER)));

        assertThat(slugs(stored)).hasSize(1);
        assertThat(stored.toJson()).containsEntry("floor", false);
    }

    @Test
    void whoSaysFalseGetsNone() {
        var json = json(List.of(DECODER));
        json.put("floor", false);

        assertThat(slugs(reader.read(DefinitionReader.posted(json)))).hasSize(1);
    }

    /** A stored definition is read again and again, and copied by people. */
    @Test
    void whatWasCompletedIsNotCompletedTwice() {
        ExperimentDefinition once = posted(List.of(DECODER, INFER));

        ExperimentDefinition again = reader.read(DefinitionReader.posted(once.toJson()));

        assertThat(again.toJson()).isEqualTo(once.toJson()).containsEntry("floor", true);
    }

    /** The attack counts, who asked for it does not. */
    @Test
    void theFieldItselfStandsInNoHash() {
        ExperimentDefinition added = posted(List.of(DECODER));
        ExperimentDefinition named = reader.read(json(List.of(DECODER, Map.of("attack", "linear"))));
        ExperimentDefinition without = reader.read(json(List.of(DECODER)));

        assertThat(hashes(added)).isEqualTo(hashes(named));
        assertThat(Identities.of(added, "hash").trainingHash(1))
                .isEqualTo(Identities.of(without, "hash").trainingHash(1));
    }

    @Test
    void whereNobodyMayAskThereIsNone() {
        var json = json(List.of(QUERY_FREE));
        json.put("threatModel", Map.of("queries", false));

        assertThat(slugs(reader.read(DefinitionReader.posted(json)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", ""})
    void refusesWhatIsNeitherTrueNorFalse(String value) {
        var json = json(List.of(DECODER));
        json.put("floor", value);

        assertThatThrownBy(() -> reader.read(DefinitionReader.posted(json)))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        refused -> assertThat(refused.errors())
                                .extracting(error -> error.path())
                                .containsExactly("floor"));
    }

    private ExperimentDefinition posted(List<Map<String, Object>> attacks) {
        return reader.read(DefinitionReader.posted(json(attacks)));
    }

    private static List<String> slugs(ExperimentDefinition definition) {
        return definition.attacks().stream().map(Attack::slug).toList();
    }

    private static List<String> hashes(ExperimentDefinition definition) {
        Identity identity = Identities.of(definition, "hash");
        return List.of(identity.rowHash(), identity.trainingHash(1), identity.attackHash(1));
    }

    private static Map<String, Object> json(List<Map<String, Object>> attacks) {
        var json = new LinkedHashMap<String, Object>();
        json.put("dataset", Map.of("id", "shapes"));
        json.put("network", Map.of("backbone", "cnn-4"));
        json.put("attacks", new ArrayList<>(attacks));
        return json;
    }
}
