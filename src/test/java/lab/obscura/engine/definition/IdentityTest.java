package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The hashes were taken from commit 654d651, before choices got other names: what was trained then must still be found. */
class IdentityTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final String DATA = "0123456789abcdef";
    private static final long SEED = 125;

    private static final String REFERENCE_CODE = """
            {"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4"},
             "defense": [{"part": "conditional-entropy", "classIndex": "%1$s", "clusterIndex": "%1$s"}],
             "training": {"epochs": 8, "milestones": [2, 4, 6, 7], "warmUp": "%1$s", "modelSelection": "%1$s"},
             "attacks": [{"attack": "decoder", "schedule": "fixed", "statistics": "%1$s"}]}""";

    private static final String MIXED = """
            {"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4"},
             "defense": [{"part": "adversarial-noise", "sign": "%1$s", "pretrainingImages": "%1$s"},
                         {"part": "top-k", "form": "%1$s"}],
             "training": {"epochs": 8, "milestones": [2, 4, 6, 7], "warmUp": "none", "modelSelection": "%2$s"},
             "attacks": [{"attack": "decoder", "schedule": "fixed"}]}""";

    private static final String CORRECTED = """
            {"dataset": {"id": "shapes"}, "network": {"backbone": "cnn-4"},
             "defense": [{"part": "conditional-entropy", "classIndex": "%1$s"}, {"part": "top-k", "form": "%1$s"}],
             "training": {"epochs": 8, "milestones": [2, 4, 6, 7], "warmUp": "%2$s", "modelSelection": "last"},
             "attacks": [{"attack": "decoder", "schedule": "fixed", "statistics": "%1$s"}]}""";

    @ParameterizedTest
    @CsvSource({"faithful", "reference-code"})
    void whatRepeatsThePublicCodeIsFoundUnderBothNames(String name) {
        var identity = identity(REFERENCE_CODE.formatted(name));

        assertThat(identity.rowHash()).isEqualTo("8bb478def885f4d30782e517776a20b7b7af42d9e3c0ceea5b452fd0aff8a96b");
        assertThat(identity.trainingHash(SEED))
                .isEqualTo("8e26ff3ef8c07bd690f59a5e0794576d356d4e1bd4355c769f332c6aa30732e9");
        assertThat(identity.attackHash(SEED))
                .isEqualTo("3e73f19b4fc82a3525680b0a94e4f9b620c7371806a1cd0d7821c20ce1da2648");
    }

    @ParameterizedTest
    @CsvSource({"faithful, intended", "reference-code, held-out"})
    void adversariesAreFoundUnderBothNames(String variant, String selection) {
        assertThat(identity(MIXED.formatted(variant, selection)).trainingHash(SEED))
                .isEqualTo("23c1be38e3ac3c9793311ce569df0bfc5a88f6b8cdfa4a76d34e928899327dbf");
    }

    @ParameterizedTest
    @CsvSource({"intended, intended", "corrected, linear"})
    void defaultsAreFoundUnderBothNames(String variant, String warmUp) {
        assertThat(identity(CORRECTED.formatted(variant, warmUp)).trainingHash(SEED))
                .isEqualTo("cac36cbc6472c917bdfec67499695deb9f30d12c6eaa855be36fcbbe2bcfbb81");
    }

    @ParameterizedTest
    @CsvSource({"faithful", "reference-code"})
    void checkpointsOfAnAttackAreFoundUnderBothNames(String name) {
        ExperimentDefinition definition = definition(REFERENCE_CODE.formatted(name));

        assertThat(Identities.of(definition, DATA)
                        .attackHash(SEED, "trained", definition.attacks().get(0)))
                .isEqualTo("e88b97a110f4d13454590fbc2aab9442c16013bb0199790d30cec30890b37298");
    }

    @Test
    void thePublishedSettingIsFound() {
        assertThat(presetHash("cem-noise-cem"))
                .isEqualTo("cf000bc23447195ff9c69761e0feced21a8c88288caa17e9e0ef9392a3a00e65");
        assertThat(presetHash("cem-sca")).isEqualTo("8aef0555659b54c8e1a752970fd238ccc3edd9a36b6c7521feed1dc83c604496");
    }

    /** Their slots and their memory compute other numbers than they did. */
    @Test
    void surrogatesThatWereRevisedAreNotTakenForEarlierOnes() {
        assertThat(presetHash("proposal-gated-attention"))
                .isNotEqualTo("d1726adb51145b1cb092aa799756ac4c1c8bbc43d1ce8090eb60a7e1880dc452");
        assertThat(presetHash("proposal-slot-attention"))
                .isNotEqualTo("ffdca4a9cb11a7ef2163dffcf79c5e868c7f40e1c0abc856e1303d26a1f4b077");
    }

    @Test
    void anotherStrengthIsAnotherEncoder() {
        String plain =
                "{'dataset': {'id': 'shapes'}, 'network': {'backbone': 'cnn-4'}, 'defense': [{'part': 'conditional-entropy'%s}]}"
                        .replace('\'', '"');

        String byDefault = identity(plain.formatted("")).trainingHash(SEED);

        assertThat(identity(plain.formatted(", \"strength\": \"formula\"")).trainingHash(SEED))
                .isEqualTo(byDefault);
        assertThat(identity(plain.formatted(", \"strength\": \"per-sample\"")).trainingHash(SEED))
                .isNotEqualTo(byDefault);
    }

    @Test
    void oneTrainingServesEveryCut() {
        String network =
                "{'dataset': {'id': 'shapes'}, 'network': {'backbone': 'cnn-4', 'cutLayer': %s}}".replace('\'', '"');
        var trained = identity(network.formatted("2"));
        var there = identity(network.formatted("2, \"trainingCutLayer\": 2"));
        var deeper = identity(network.formatted("3, \"trainingCutLayer\": 2"));

        assertThat(List.of(there.trainingHash(SEED), deeper.trainingHash(SEED)))
                .containsOnly(trained.trainingHash(SEED));
        assertThat(there.rowHash()).isEqualTo(trained.rowHash());
        assertThat(deeper.rowHash()).isNotEqualTo(trained.rowHash());
        assertThat(deeper.attackHash(SEED)).isNotEqualTo(trained.attackHash(SEED));
        assertThat(identity(network.formatted("3")).trainingHash(SEED)).isNotEqualTo(trained.trainingHash(SEED));
    }

    @Test
    void formerNamesAreReadWithAWarningEach() {
        ExperimentDefinition definition = definition(REFERENCE_CODE.formatted("faithful"));

        assertThat(definition.warnings())
                .hasSize(5)
                .allMatch(warning -> warning.contains("\"faithful\" is called \"reference-code\" now"))
                .anyMatch(warning -> warning.startsWith("defense[0].classIndex:"))
                .anyMatch(warning -> warning.startsWith("training.warmUp:"))
                .anyMatch(warning -> warning.startsWith("attacks[0].statistics:"));
        assertThat(definition.toJson().toString()).doesNotContain("faithful");
        assertThat(definition(REFERENCE_CODE.formatted("reference-code")).warnings())
                .isEmpty();
    }

    @Test
    void whatWasStoredUnderFormerNamesIsShownUnderThePresentOnes() {
        Map<String, Object> stored = json(MIXED.formatted("faithful", "intended"));

        assertThat(FormerNames.replaced(stored)).isEqualTo(json(MIXED.formatted("reference-code", "held-out")));
        assertThat(FormerNames.replaced(Map.of("defense", "broken", "attacks", List.of("broken"))))
                .isEqualTo(Map.of("defense", "broken", "attacks", List.of("broken")));
    }

    private static String presetHash(String id) {
        Preset preset = Presets.all().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        return Identities.of(new DefinitionReader().read(preset.definition()), DATA)
                .trainingHash(SEED);
    }

    private static Identity identity(String text) {
        return Identities.of(definition(text), DATA);
    }

    private static ExperimentDefinition definition(String text) {
        return new DefinitionReader().read(json(text));
    }

    private static Map<String, Object> json(String text) {
        return JSON.readValue(text, OBJECT);
    }
}
