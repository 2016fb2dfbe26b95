package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.catalog.Attacks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What version 0.1 (commit 298c768) stored for definitions with every part, every attack and its own former names, and the hashes it gave
 * them on a data set with the hash {@code hash}: trained encoders are found by these, and boards group by them. Written by that version's
 * reader and {@code Identity}; a difference here is either a mistake, or a part whose revision has to be raised.
 */
class StoredDefinitionsTest {

    private static final int SEED = 7;

    private final DefinitionReader reader = new DefinitionReader();

    @ParameterizedTest(name = "{0}")
    @MethodSource("stored")
    void whatWasPostedMeansTheSame(String what, Map<String, Object> stored) {
        ExperimentDefinition definition = reader.read(withFormerDefaults(object(stored, "posted")));

        assertThat(json(known(definition.toJson(), object(stored, "stored"))))
                .isEqualTo(json(object(stored, "stored")));
        assertThat(hashes(definition)).isEqualTo(hashes(stored));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stored")
    void whatWasStoredStillRuns(String what, Map<String, Object> stored) {
        ExperimentDefinition definition = reader.read(object(stored, "stored"));

        assertThat(hashes(definition)).isEqualTo(hashes(stored));
        assertThat(definition.attacks()).extracting(Attack::slug).isEqualTo(stored.get("slugs"));
    }

    static Stream<Arguments> stored() throws IOException {
        try (InputStream file = StoredDefinitionsTest.class.getResourceAsStream("/definitions/version-0.1.json")) {
            List<?> all = JsonMapper.builder().build().readValue(file, List.class);
            return all.stream()
                    .map(Map.class::cast)
                    .map(definition -> Arguments.of(definition.get("what"), definition))
                    .toList()
                    .stream();
        }
    }

    private static List<Object> hashes(ExperimentDefinition definition) {
        Identity identity = Identities.of(definition, "hash");
        return List.of(identity.rowHash(), identity.trainingHash(SEED), identity.attackHash(SEED));
    }

    private static List<Object> hashes(Map<String, Object> stored) {
        return List.of(stored.get("rowHash"), stored.get("trainingHash"), stored.get("attackHash"));
    }

    /** A decoder whose epochs nobody named had 50 of them; today it learns until a plateau. */
    private static Map<String, Object> withFormerDefaults(Map<String, Object> posted) {
        var former = new LinkedHashMap<>(posted);
        former.computeIfPresent(
                "attacks",
                (field, attacks) -> ((List<?>) attacks)
                        .stream()
                                .map(attack -> withFormerSchedule((Map<?, ?>) attack))
                                .toList());
        return former;
    }

    private static Map<?, ?> withFormerSchedule(Map<?, ?> attack) {
        var former = new LinkedHashMap<Object, Object>(attack);
        boolean hasSchedules =
                Attacks.catalog()
                        .find(String.valueOf(attack.get("attack")))
                        .orElseThrow()
                        .info()
                        .schema()
                        .settings()
                        .stream()
                        .anyMatch(setting -> setting.name().equals("schedule"));
        if (hasSchedules && !attack.containsKey("epochs")) {
            former.put("schedule", "fixed");
        }
        return former;
    }

    /** What is completed today, without settings that came later: those change no hash, as {@code Setting.addedLater} promises. */
    private static Object known(Object today, Object then) {
        if (today instanceof Map<?, ?> now && then instanceof Map<?, ?> before) {
            var kept = new LinkedHashMap<Object, Object>();
            now.forEach((name, value) -> {
                if (before.containsKey(name)) {
                    kept.put(name, known(value, before.get(name)));
                }
            });
            return kept;
        }
        if (today instanceof List<?> now && then instanceof List<?> before && now.size() == before.size()) {
            return IntStream.range(0, now.size())
                    .mapToObj(i -> known(now.get(i), before.get(i)))
                    .toList();
        }
        return today;
    }

    /** As text, so that 1 and 1L are the same number. */
    private static String json(Object object) {
        return JsonMapper.builder().build().writeValueAsString(object);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> stored, String field) {
        return (Map<String, Object>) stored.get(field);
    }
}
