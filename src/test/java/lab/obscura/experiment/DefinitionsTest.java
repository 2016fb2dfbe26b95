package lab.obscura.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.estimate.FinishedRunSpeeds;
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
        var datasets = new RegisteredDatasets(new Datasets(home.resolve("data"), home.resolve("cache")));
        definitions = new Definitions(datasets, new FinishedRunSpeeds(mock(JdbcClient.class), datasets));
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

    private List<FieldError> broken(Map<String, Object> dataset, Map<String, Object> network) {
        return catchThrowableOfType(
                        SettingsException.class,
                        () -> definitions.resolve(Map.of("dataset", dataset, "network", network)))
                .errors();
    }
}
