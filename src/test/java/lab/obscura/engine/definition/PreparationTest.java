package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetFacts;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.FactsText;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes were taken from commit 4467114, which went by the names of data sets: what was trained then must still be found. */
class PreparationTest {

    private static final String DATA = "0123456789abcdef";
    private static final long SEED = 125;

    private static final String HALVES = "{\"mean\": [0.5, 0.5, 0.5], \"standardDeviation\": [0.5, 0.5, 0.5]}";

    @ParameterizedTest
    @CsvSource({
        "shapes, 0219687c6d103e545e4b9e3990c7262451856250d43e28a6692a7a13e50d7d72",
        "cifar10, 16f4d79bf0901181b70adb072c0b21759690de4b4eb5735f9b0cccfad502919d",
        "cifar100, a2858cf38b74050be9c93528b74c5159a13f9a3255daea30cbd45a50777fb8bb",
        "facescrub, da257443774018605014cc92a9102f83d2a7d680d40bcbeb128de6228a7f8d41",
        "tiny-imagenet, 61f0b535918e6ed1d93232f8a823faf95e9fed76fb16382826da4ab5d54b199a",
        "faces, 32614e74fe47a7f82665439d0297ad93c822cc8352d26e994e5675ea9f0cadfc"
    })
    void setsThatSayNothingAreFoundAsBefore(String id, String hash) {
        assertThat(hash(id, "")).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "cifar10-lossless-6k, cifar10, cdd263de4fb2c56b19d029965ef2271e738dab527e2d301f7da065191bd5f7c1",
        "tiny-imagenet-20, tiny-imagenet, f13be35163aefe72f9bb6557dc5d0173613485b014653650177ba9e49e9a17cc"
    })
    void setsThatSayWhatTheirNameMeantAreFoundAsBefore(String id, String like, String hash) {
        assertThat(hash(id, "{\"like\": \"" + like + "\"}")).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "tiny-things, cb0854181e2fd0e715a425a9d3bed5281451645779494f9193e4f8f2884c1f17",
        "cifar10-lossless-6k, cdd263de4fb2c56b19d029965ef2271e738dab527e2d301f7da065191bd5f7c1"
    })
    void aNameThatMeansNothingAnyMoreGivesAnotherIdentity(String id, String former) {
        assertThat(hash(id, "")).isNotEqualTo(former);
    }

    @Test
    void everyNormalizationAndAugmentationIsAnIdentityOfItsOwn() {
        assertThat(List.of(
                        hash("faces", ""),
                        hash("faces", "{\"like\": \"cifar10\"}"),
                        hash("faces", "{\"like\": \"cifar100\"}"),
                        hash("faces", "{\"like\": \"tiny-imagenet\"}"),
                        hash("faces", "{\"normalization\": " + HALVES + "}"),
                        hash("faces", "{\"augmentation\": \"flip\"}"),
                        hash("faces", "{\"augmentation\": \"none\"}"),
                        hash("faces", "{\"augmentation\": \"flip\", \"normalization\": " + HALVES + "}")))
                .doesNotHaveDuplicates();
    }

    @Test
    void titlesAndTermsChangeNoIdentity() {
        assertThat(hash(
                        "faces",
                        "{\"title\": \"Faces\", \"license\": \"CC BY 4.0\", \"citation\": \"A. Person, 2020\"}"))
                .isEqualTo(hash("faces", ""));
    }

    @Test
    void anAugmentationThatIsNotUsedChangesNoIdentity() {
        Map<String, Object> plain = definition("faces");
        plain.put("training", Map.of("augment", false));

        assertThat(hash(plain, "{\"augmentation\": \"flip\"}")).isEqualTo(hash(plain, ""));
    }

    @Test
    void aDefinitionMaySayItselfHowImagesAreNormalized() {
        Map<String, Object> halves = with("faces", List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

        ExperimentDefinition read = new DefinitionReader().read(halves);

        assertThat(read.dataset().normalization().orElseThrow().mean()).containsExactly(0.5, 0.5, 0.5);
        assertThat(new DefinitionReader().read(read.toJson()).dataset()).isEqualTo(read.dataset());
        assertThat(hash(halves, ""))
                .isNotEqualTo(hash("faces", ""))
                .isEqualTo(hash("faces", "{\"normalization\": " + HALVES + "}"));
        assertThat(hash(halves, "{\"like\": \"cifar10\"}")).isEqualTo(hash(halves, ""));
    }

    @Test
    void publishedValuesSpeltOutAreTheSameIdentity() {
        Map<String, Object> spelt = with("cifar10", List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.243, 0.261));

        assertThat(hash(spelt, "")).isEqualTo(hash("cifar10", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'mean': [0.5]}",
                "{'mean': [0.5], 'standardDeviation': [0]}",
                "{'mean': [125.3], 'standardDeviation': [63]}",
                "{'mean': [0.5, 0.5], 'standardDeviation': [0.5]}",
                "{'mean': [], 'standardDeviation': []}",
                "'measured'",
                "{'mean': 0.5, 'standardDeviation': [0.5]}",
                "{'mean': [0.5], 'standardDeviation': [0.5], 'std': [1]}"
            })
    void whatIsNoNormalizationIsRefusedByItsField(String json) {
        String text = "{\"dataset\": {\"id\": \"faces\", \"normalization\": " + json.replace('\'', '"')
                + "}, \"network\": {\"backbone\": \"cnn-4\"}}";
        var read = JsonText.object(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> new DefinitionReader().read(read))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.errors())
                                .allMatch(error -> error.path().startsWith("dataset.normalization")));
    }

    @Test
    void asManyValuesAsChannelsAreWanted() {
        var definition = new DefinitionReader().read(with("faces", List.of(0.5), List.of(0.5)));
        var info = new DatasetInfo(
                "faces", "faces", "test", new ImageShape(32, 32, 3), List.of("a", "b"), 100, 100, DATA, false);

        assertThatThrownBy(() -> FitCheck.fit(definition, info))
                .hasMessageContaining("dataset.normalization")
                .hasMessageContaining("3 of each, was 1 of each");
    }

    @Test
    void anAttackerOfAuxiliaryImagesNeedsASplitThatHasSome() {
        Map<String, Object> posted = Map.of(
                "dataset", Map.of("id", "faces"),
                "network", Map.of("backbone", "cnn-4"),
                "attacks", List.of(Map.of("attack", "decoder", "knowledge", "auxiliary")));
        var info = new DatasetInfo(
                "faces", "faces", "test", new ImageShape(32, 32, 3), List.of("a", "b"), 100, 100, DATA, false);
        var divided = new LinkedHashMap<>(posted);
        divided.put("dataset", Map.of("id", "faces", "split", Map.of("train", 0.5, "test", 0.3, "auxiliary", 0.2)));
        var definition = new DefinitionReader().read(divided);

        assertThatThrownBy(() -> FitCheck.fit(new DefinitionReader().read(posted), info))
                .hasMessageContaining("attacks[0].knowledge")
                .hasMessageContaining("\"auxiliary\": 0.167");
        assertThat(FitCheck.fit(definition, info).input()).isEqualTo(info.shape());
        assertThat(definition.images(info)).isEqualTo(new ImageCounts(100, 60, 40));
        assertThat(new DefinitionReader().read(definition.toJson()).toJson()).isEqualTo(definition.toJson());
        assertThat(Identity.of(definition, info).trainingHash(1))
                .isNotEqualTo(
                        Identity.of(new DefinitionReader().read(posted), info).trainingHash(1));
    }

    @Test
    void whatAttackersOwnChangesTheirHashesAndNoTraining() {
        Map<String, Object> posted = Map.of(
                "dataset", Map.of("id", "faces"),
                "network", Map.of("backbone", "cnn-4"),
                "attacks", List.of(Map.of("attack", "decoder")));
        var beside = new LinkedHashMap<>(posted);
        beside.put("dataset", Map.of("id", "faces", "auxiliary", Map.of("id", "others", "limit", 50)));
        beside.put("attacks", List.of(Map.of("attack", "decoder", "knowledge", "auxiliary")));
        var info = new DatasetInfo(
                "faces", "faces", "test", new ImageShape(32, 32, 3), List.of("a", "b"), 100, 100, DATA, false);
        var alone = new DefinitionReader().read(posted);
        var definition = new DefinitionReader().read(beside);
        DatasetInfo withOthers = info.with(new AuxiliarySet("others", 50, "1".repeat(64)));
        var attack = definition.attacks().get(0);

        assertThat(definition.images(withOthers).auxiliary()).isEqualTo(50);
        assertThat(Identity.of(definition, withOthers).trainingHash(1))
                .isEqualTo(Identity.of(alone, info).trainingHash(1));
        assertThat(Identity.of(definition, withOthers).attackHash(1, "t", attack))
                .isNotEqualTo(Identity.of(definition, info.with(new AuxiliarySet("others", 50, "2".repeat(64))))
                        .attackHash(1, "t", attack));
        assertThat(Identity.of(definition, withOthers).rowHash())
                .isNotEqualTo(Identity.of(alone, info).rowHash());
        assertThat(new DefinitionReader().read(definition.toJson()).toJson()).isEqualTo(definition.toJson());
        assertThatThrownBy(() -> FitCheck.fit(definition, info)).hasMessageContaining("dataset.auxiliary");
    }

    private static String hash(String id, String said) {
        return hash(definition(id), said);
    }

    private static String hash(Map<String, Object> definition, String said) {
        Optional<DatasetFacts> facts = said.isEmpty() ? Optional.empty() : Optional.of(FactsText.read(said));
        return Identities.of(new DefinitionReader().read(definition), DATA, facts)
                .trainingHash(SEED);
    }

    private static Map<String, Object> with(String id, List<Double> mean, List<Double> deviation) {
        Map<String, Object> definition = definition(id);
        definition.put(
                "dataset", Map.of("id", id, "normalization", Map.of("mean", mean, "standardDeviation", deviation)));
        return definition;
    }

    private static Map<String, Object> definition(String id) {
        return new LinkedHashMap<>(Map.of("dataset", Map.of("id", id), "network", Map.of("backbone", "cnn-4")));
    }
}
