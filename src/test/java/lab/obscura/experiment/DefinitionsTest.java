package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.registry.Patience;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.estimate.FinishedRunSpeeds;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.usage.Usages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class DefinitionsTest {

    @TempDir
    Path home;

    private Definitions definitions;

    @BeforeEach
    void registerShapesAlone() {
        Path drawn = home.resolve("drawn");
        SharedShapes.into(drawn);
        registerWith(drawn, Patience.ENDLESS);
    }

    private void registerWith(Path cache, Patience patience) {
        var datasets = new RegisteredDatasets(new Datasets(home.resolve("data"), cache), patience);
        definitions = new Definitions(
                datasets, new FinishedRunSpeeds(mock(JdbcClient.class), datasets), new Usages(mock(JdbcClient.class)));
    }

    @Test
    void anUnknownDataSetHidesNoOtherMistake() {
        assertThat(broken(Map.of("id", "shaeps", "trainLimit", -1), Map.of("backbone", "cnn-4", "width", 99)))
                .extracting(FieldError::path)
                .containsExactly("dataset.trainLimit", "network.width", "dataset.id");
    }

    @Test
    void noOtherMistakeHidesAnUnknownDataSet() {
        List<FieldError> errors = broken(Map.of("id", "shaeps"), Map.of("backbone", "cnn-5"));

        assertThat(errors).extracting(FieldError::path).containsExactly("network.backbone", "dataset.id");
        assertThat(errors.get(1).hint()).isEqualTo("Did you mean shapes?");
    }

    @Test
    void aDataSetThatCannotBeReadHidesNoOtherMistake() throws IOException {
        Files.createDirectories(home.resolve("data/torn"));
        Files.writeString(home.resolve("data/torn/readme.txt"), "no pictures");

        assertThat(broken(Map.of("id", "torn"), Map.of("backbone", "cnn-5")))
                .extracting(FieldError::path, FieldError::value)
                .containsExactly(tuple("network.backbone", "cnn-5"), tuple("dataset.id", "torn"));
    }

    @Test
    void aNetworkThatDoesNotFitHidesNoOtherMistake() {
        var dataset = Map.<String, Object>of(
                "id", "shapes", "imageSize", 2, "trainLimit", 1, "testLimit", 1, "dataHash", "0".repeat(64));

        assertThat(broken(Map.of(
                        "dataset",
                        dataset,
                        "network",
                        Map.of("backbone", "cnn-4"),
                        "attacks",
                        List.of(Map.of("attack", "decoder", "knowledge", "infer")))))
                .extracting(FieldError::path)
                .containsExactly("dataset.dataHash", "dataset.imageSize", "dataset.trainLimit", "dataset.testLimit");
    }

    @Test
    void aPinOfASetThatNobodyNamesIsAMistake() {
        var errors = broken(
                Map.of("id", "shapes", "otherDataHashes", Map.of("faces", "0".repeat(64))),
                Map.of("backbone", "cnn-4"));

        assertThat(errors)
                .extracting(FieldError::path, FieldError::rule)
                .containsExactly(
                        tuple("dataset.otherDataHashes.faces", "for a data set that the definition names (shapes)"));
    }

    @Test
    void aDataSetThatIsBeingReadHidesNoMistake() {
        registerWith(home.resolve("cache"), Patience.NONE);

        assertThat(broken(Map.of("id", "shapes", "trainLimit", -1), Map.of("backbone", "cnn-4")))
                .extracting(FieldError::path)
                .containsExactly("dataset.trainLimit");
    }

    @Test
    void aDefinitionWithoutMistakeWaitsForItsDataSet() {
        registerWith(home.resolve("cache"), Patience.NONE);

        var refusal = catchThrowableOfType(
                Problem.class,
                () -> definitions.resolve(
                        Map.of("dataset", Map.of("id", "shapes"), "network", Map.of("backbone", "cnn-4"))));

        assertThat(refusal.type()).isEqualTo(ErrorType.DATASET_BEING_READ);
    }

    @Test
    void aPostedListOfAttacksGetsItsFloor() {
        Map<String, Object> definition = Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", 400, "testLimit", 200),
                "network", Map.of("backbone", "cnn-4"),
                "attacks", List.of(Map.of("attack", "decoder", "epochs", 1)));

        ExperimentDefinition posted = definitions.resolve(definition).definition();

        assertThat(posted.attacks())
                .extracting(Attack::slug)
                .containsExactly("decoder-res-n8c64-train-e1", "linear-train");
        assertThat(posted.toJson()).containsEntry("floor", true);
    }

    private List<FieldError> broken(Map<String, Object> dataset, Map<String, Object> network) {
        return broken(Map.of("dataset", dataset, "network", network));
    }

    private List<FieldError> broken(Map<String, Object> definition) {
        return catchThrowableOfType(SettingsException.class, () -> definitions.resolve(definition))
                .errors();
    }
}
