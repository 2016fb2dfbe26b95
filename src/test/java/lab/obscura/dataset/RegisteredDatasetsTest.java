package lab.obscura.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.stream.Stream;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.registry.Patience;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawing {@code shapes} takes a moment, so that who does not wait finds it being read. */
class RegisteredDatasetsTest {

    @TempDir
    Path folder;

    private Datasets datasets;

    @BeforeEach
    void nothingIsKnown() {
        datasets = new Datasets(folder.resolve("none"), folder.resolve("cache"));
    }

    @Test
    void aSetIsBeingReadUntilItIsKnown() {
        assertThat(states(new RegisteredDatasets(datasets, Patience.NONE))).containsExactly("being-read");
        assertThat(states(new RegisteredDatasets(datasets))).containsExactly("usable");
        assertThat(states(new RegisteredDatasets(datasets, Patience.NONE))).containsExactly("usable");
    }

    @Test
    void whatIsBeingReadCannotBeUsedYet() {
        var hasty = new RegisteredDatasets(datasets, Patience.NONE);

        var refusal = catchThrowableOfType(Problem.class, () -> hasty.named("dataset.id", "shapes", 0));

        assertThat(refusal.type()).isEqualTo(ErrorType.DATASET_BEING_READ);
        assertThat(refusal).hasMessageContaining("shapes is still being read", "Send it again");
        assertThat(hasty.known("shapes", 0)).isEmpty();
        assertThat(hasty.get("shapes").contentHash()).isEmpty();
    }

    private static Stream<String> states(RegisteredDatasets registered) {
        return registered.all().datasets().stream().map(DatasetsView.Entry::state);
    }
}
