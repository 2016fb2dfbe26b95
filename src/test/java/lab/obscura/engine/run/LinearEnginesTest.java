package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linear attack beside libtorch, which brings a BLAS of its own into the process. */
class LinearEnginesTest {

    @TempDir
    Path folder;

    /** Rounding differs between the engines' trainings; the systems of equations are the same code. */
    @Test
    void bothEnginesLeaveTheLinearAttackTheSameError() {
        double onDl4j = run("dl4j").means().get("mse");
        double onTorch = run("torch").means().get("mse");

        assertThat(onDl4j).isBetween(1e-4, 0.2);
        assertThat(onTorch).isCloseTo(onDl4j, within(0.05 * onDl4j));
    }

    private Outcome.AttackOutcome run(String engine) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 80, "testLimit", 40, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "attacks", List.of(Map.of("attack", "linear")),
                        "measures", List.of(),
                        "engine", engine));
        var datasets = SharedShapes.datasets();
        return new Pipeline(datasets)
                .run(definition, 3, new AttemptFolder(folder.resolve(engine)), RunContext.of(event -> {}, () -> false))
                .attacks()
                .get(0);
    }
}
