package lab.obscura.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import lab.obscura.engine.data.DataPins;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.JsonText;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {

    @Test
    void spellsOutEveryDefault() {
        Map<String, Object> json = read(minimal()).toJson();

        assertThat(json.keySet())
                .containsExactly(
                        "name",
                        "dataset",
                        "network",
                        "defense",
                        "training",
                        "attacks",
                        "floor",
                        "trainAnew",
                        "threatModel",
                        "measures",
                        "seeds",
                        "engine",
                        "device",
                        "precision",
                        "deterministic",
                        "tags",
                        "schemaVersion");
        assertThat(json.get("training"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("epochs", 240)
                .containsEntry("milestones", List.of(60, 120, 180, 210));
        assertThat(read(json).toJson()).isEqualTo(json);
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        var json = minimal();
        json.put("network", Map.of("backbone", "vgg11-bn-sgm", "cutLayer", 14));
        json.put(
                "defense",
                List.of(Map.of("part", "gausian-noise"), Map.of("part", "gaussian-noise", "standardDeviation", 25)));
        json.put("trainng", Map.of());

        List<FieldError> errors = errors(json);

        assertThat(errors)
                .extracting(FieldError::path)
                .containsExactly("trainng", "network.cutLayer", "defense[0].part", "defense[1].standardDeviation");
        assertThat(errors.get(0).hint()).isEqualTo("Did you mean training?");
        assertThat(errors.get(1).rule()).isEqualTo("a whole number between 1 and 12");
        assertThat(errors.get(2).hint()).isEqualTo("Did you mean gaussian-noise?");
        assertThat(errors.get(3).sentence()).contains("between 0 and 1, was 25").contains("nearest allowed value is 1");
    }

    @Test
    void hintsAtTheNameThatAFieldHasHere() {
        var json = minimal();
        json.put("lr", 0.1);
        json.put("network", Map.of("backbone", "vgg11-bn-sgm", "split", 4));
        json.put("defense", List.of(Map.of("part", "conditional-entropy", "lambda", 16), Map.of("part", "noise")));
        json.put("training", Map.of("bs", 32, "learningRate", "0,05"));
        json.put("device", "gpu");

        assertThat(errors(json))
                .extracting(FieldError::path, FieldError::hint)
                .containsExactlyInAnyOrder(
                        tuple("lr", "Did you mean training.learningRate?"),
                        tuple("network.split", "Did you mean cutLayer?"),
                        tuple("defense[0].lambda", "Did you mean weight?"),
                        tuple("defense[1].part", "Did you mean gaussian-noise?"),
                        tuple("training.bs", "Did you mean batchSize?"),
                        tuple("training.learningRate", "Write 0.05"),
                        tuple("device", "Did you mean cuda?"));
    }

    @Test
    void refusesNotANumber() {
        var json = minimal();
        json.put("defense", List.of(Map.of("part", "gaussian-noise", "standardDeviation", Double.NaN)));

        assertThat(errors(json)).extracting(FieldError::path).containsExactly("defense[0].standardDeviation");
    }

    @Test
    void refusesTenThousandSeeds() {
        var json = minimal();
        json.put("seeds", LongStream.range(0, 10_000).boxed().toList());

        assertThat(errors(json)).hasSize(1);
        FieldError error = errors(json).get(0);
        assertThat(error.path()).isEqualTo("seeds");
        assertThat(error.rule()).contains("at most 100");
    }

    @Test
    void aSeedBeyondSixtyFourBitsDoesNotWrapAround() {
        var json = minimal();
        json.put("seeds", List.of(new java.math.BigInteger("18446744073709551617")));

        assertThat(errors(json)).extracting(FieldError::path).containsExactly("seeds[0]");
    }

    @Test
    void pinningTheSameDataChangesNoIdentity() {
        var pinned = minimal();
        pinned.put("dataset", Map.of("id", "cifar10", "dataHash", "d".repeat(64)));
        Identity plain = Identities.of(read(minimal()), "d".repeat(64));
        Identity same = Identities.of(read(pinned), "d".repeat(64));

        assertThat(same.rowHash()).isEqualTo(plain.rowHash());
        assertThat(same.galleryHash()).isEqualTo(plain.galleryHash());
    }

    @Test
    void pinningOtherDataChangesNoIdentityEither() {
        var pinned = minimal();
        pinned.put("dataset", Map.of("id", "cifar10", "otherDataHashes", Map.of("celebs", "D".repeat(64))));

        ExperimentDefinition read = read(pinned);

        assertThat(read.dataset().pins().brokenBy("celebs", "e".repeat(64)).orElseThrow())
                .isEqualTo(new DataPins.Pin("dataset.otherDataHashes.celebs", "d".repeat(64)));
        assertThat(read.dataset().pins().brokenBy("celebs", "d".repeat(64))).isEmpty();
        assertThat(read.dataset().pins().brokenBy("cifar10", "d".repeat(64))).isEmpty();
        assertThat(Identities.of(read, "d".repeat(64)).rowHash())
                .isEqualTo(Identities.of(read(minimal()), "d".repeat(64)).rowHash());
        assertThat(read(read.toJson()).toJson()).isEqualTo(read.toJson());
        assertThat(read(minimal()).toJson().toString()).doesNotContain("otherDataHashes");
    }

    @Test
    void aPinOfOtherDataIsAHash() {
        var json = minimal();
        json.put("dataset", Map.of("id", "cifar10", "otherDataHashes", Map.of("celebs", "abc")));

        FieldError error = errors(json).get(0);

        assertThat(error.path()).isEqualTo("dataset.otherDataHashes.celebs");
        assertThat(error.rule()).contains("64 hexadecimal digits");
        assertThat(error.value()).isEqualTo("abc");
    }

    @Test
    void refusesTheSameSeedTwiceAndTheSameAttackTwice() {
        var json = minimal();
        json.put("seeds", List.of(1, 1));
        json.put(
                "attacks",
                List.of(Map.of("attack", "decoder", "schedule", "fixed"), Map.of("attack", "decoder", "epochs", 50)));

        assertThat(errors(json)).extracting(FieldError::path).containsExactly("attacks[1]", "seeds[1]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'attack': 'decoder'}                                          | plateau | 200
            {'attack': 'decoder', 'schedule': null, 'epochs': null}        | plateau | 200
            {'attack': 'decoder', 'schedule': 'plateau', 'epochs': 30}     | plateau | 30
            {'attack': 'decoder', 'epochs': 30}                            | fixed   | 30
            {'attack': 'decoder', 'schedule': 'fixed'}                     | fixed   | 50
            {'attack': 'noise-aware-decoder', 'batchSize': 8}              | plateau | 200
            {'attack': 'repeated-query-decoder', 'lastLearningRate': 1e-6} | plateau | 200
            {'attack': 'label-conditioned-decoder', 'epochs': 200}         | fixed   | 200
            """)
    void aDecoderLearnsToAPlateauUnlessItsEpochsAreNamed(String attack, String schedule, int epochs) {
        var json = minimal();
        json.put("attacks", List.of(JsonText.object(attack.replace('\'', '"').getBytes(StandardCharsets.UTF_8))));

        Map<String, Object> settings = read(json).attacks().get(0).settings().values();

        assertThat(settings).containsEntry("schedule", schedule).containsEntry("epochs", epochs);
        json.put("attacks", read(json).toJson().get("attacks"));
        assertThat(read(json).attacks().get(0).settings().values()).isEqualTo(settings);
    }

    @Test
    void refusesAScheduleThatThereIsNot() {
        var json = minimal();
        json.put("attacks", List.of(Map.of("attack", "decoder", "schedule", "cosine")));

        FieldError error = errors(json).get(0);

        assertThat(List.of(error.path(), error.rule(), error.value()))
                .containsExactly("attacks[0].schedule", "one of plateau, fixed", "cosine");
    }

    @Test
    void refusesLineBreaksInANameButKeepsMarkupAsText() {
        var json = minimal();
        json.put("name", "two\nlines");
        assertThat(errors(json)).extracting(FieldError::path).containsExactly("name");

        json.put("name", "<b>bold</b>");
        assertThat(read(json).name()).isEqualTo("<b>bold</b>");
    }

    @Test
    void refusesWrongForms() {
        var json = minimal();
        json.put("dataset", "shapes");
        json.put("defense", Map.of());
        json.put("training", List.of());

        assertThat(errors(json)).extracting(FieldError::path).contains("dataset", "defense", "training");
    }

    @Test
    void theSameContentHasTheSameIdentityWhateverItsName() {
        var named = minimal();
        named.put("name", "Another name");
        named.put("tags", List.of("x"));
        var noisy = minimal();
        noisy.put("defense", List.of(Map.of("part", "gaussian-noise")));
        Identity plain = Identities.of(read(minimal()), "d");

        assertThat(Identities.of(read(named), "d").trainingHash(1)).isEqualTo(plain.trainingHash(1));
        assertThat(Identities.of(read(named), "d").rowHash()).isEqualTo(plain.rowHash());
        assertThat(Identities.of(read(minimal()), "e").rowHash()).isNotEqualTo(plain.rowHash());
        assertThat(Identities.of(read(noisy), "d").trainingHash(1)).isNotEqualTo(plain.trainingHash(1));
        assertThat(plain.trainingHash(2)).isNotEqualTo(plain.trainingHash(1));
    }

    @Test
    void anotherAttackKeepsTheTrainedEncoder() {
        var attacked = minimal();
        attacked.put("attacks", List.of(Map.of("attack", "decoder")));
        Identity with = Identities.of(read(attacked), "d");
        Identity without = Identities.of(read(minimal()), "d");

        assertThat(with.trainingHash(1)).isEqualTo(without.trainingHash(1));
        assertThat(with.attackHash(1)).isNotEqualTo(without.attackHash(1));
    }

    @Test
    void surviveNestedNonsense() {
        var json = minimal();
        json.put("tags", Collections.nCopies(3, Map.of("a", 1)));
        json.put("network", Map.of("backbone", List.of(), "bottleneck", 7));

        assertThat(errors(json)).isNotEmpty();
    }

    @Test
    void anAttackThatTheThreatModelForbidsIsRefused() {
        var json = minimal();
        json.put("threatModel", Map.of("weights", false));
        json.put("attacks", List.of(Map.of("attack", "decoder"), Map.of("attack", "mle")));

        List<FieldError> errors = errors(json);

        assertThat(errors).extracting(FieldError::path).containsExactly("attacks[1].attack");
        assertThat(errors.get(0).sentence())
                .contains("does without what threatModel forbids", "mle, which needs weights")
                .contains("set threatModel.weights to true");
    }

    @Test
    void measuresThatSayNothingUnderADefenseAreRefusedWhenNamedAndLeftOutOtherwise() {
        var json = minimal();
        assertThat(read(json).measures())
                .extracting(measure -> measure.info().id())
                .contains("effective-information")
                .doesNotContain("conditional-entropy-factor");
        json.put("measures", List.of(Map.of("measure", "conditional-entropy-factor")));

        List<FieldError> errors = errors(json);

        assertThat(errors).extracting(FieldError::path).containsExactly("measures[0].measure");
        assertThat(errors.get(0).sentence()).contains("additive normal noise");
        json.put("defense", List.of(Map.of("part", "gaussian-noise")));
        assertThat(read(json).measures()).hasSize(1);
    }

    private static ExperimentDefinition read(Map<String, Object> json) {
        return new DefinitionReader().read(json);
    }

    @Test
    void aCutThatMovesNeedsPartsThatDoNotDependOnIt() {
        var json = minimal();
        json.put("network", Map.of("backbone", "cnn-4", "cutLayer", 3, "trainingCutLayer", 2));
        json.put("defense", List.of(Map.of("part", "label-smoothing"), Map.of("part", "gaussian-noise")));
        ExperimentDefinition definition = read(json);
        var ones = List.of(1.0, 1.0, 1.0);

        var errors = catchThrowableOfType(
                        SettingsException.class,
                        () -> definition.split(new ImageShape(32, 32, 3), 10, new ChannelAffine(ones, ones)))
                .errors();

        assertThat(errors).extracting(FieldError::path).containsExactly("defense[1]");
        assertThat(errors.get(0).sentence()).contains("gaussian-noise", "network.trainingCutLayer");
    }

    @Test
    void aBottleneckIsLearnedWhereTheNetworkIsCut() {
        var json = minimal();
        json.put(
                "network",
                Map.of("backbone", "cnn-4", "cutLayer", 3, "trainingCutLayer", 2, "bottleneck", Map.of("channels", 4)));

        assertThat(errors(json)).extracting(FieldError::path).containsExactly("network.trainingCutLayer");
    }

    private static List<FieldError> errors(Map<String, Object> json) {
        return catchThrowableOfType(SettingsException.class, () -> read(json)).errors();
    }

    private static Map<String, Object> minimal() {
        var json = new LinkedHashMap<String, Object>();
        json.put("dataset", Map.of("id", "cifar10"));
        json.put("network", Map.of("backbone", "vgg11-bn-sgm"));
        return json;
    }
}
