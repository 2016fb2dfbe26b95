package lab.obscura.engine.attack.inversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known answer: one convolution block without a defense hides next to nothing from an attacker with its weights. */
class WhiteBoxInversionTest {

    @TempDir
    Path folder;

    @Test
    void rebuildsWhatAnUndefendedFirstBlockSends() {
        Outcome.AttackOutcome result = attack(40, 400);

        assertThat(result.evaluated()).isEqualTo(4);
        // It comes to 0.92; a descent of 400 steps makes rounding large.
        assertThat(result.means().get("ssim")).isGreaterThan(0.8);
        assertThat(result.means().get("mse")).isLessThan(result.means().get("mse.constantGuess") / 10);
    }

    @Test
    @Tag("long")
    void rebuildsTheWholeGallery() {
        Outcome.AttackOutcome result = attack(160, 1500);

        assertThat(result.evaluated()).isEqualTo(16);
        assertThat(result.means().get("ssim")).isGreaterThan(0.9);
    }

    private Outcome.AttackOutcome attack(int testImages, int steps) {
        Map<String, Object> definition = Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", 200, "testLimit", testImages),
                "network", Map.of("backbone", "cnn-4", "width", 1, "cutLayer", 1),
                "training", Map.of("epochs", 1, "batchSize", 50),
                "attacks", List.of(Map.of("attack", "mle", "steps", steps, "learningRate", 0.1, "epsilon", 1e-8)));
        var datasets = SharedShapes.datasets();
        Outcome outcome = new Pipeline(datasets)
                .run(
                        new DefinitionReader().read(definition),
                        7,
                        new AttemptFolder(folder.resolve("run")),
                        RunContext.of(event -> {}, () -> false));
        return outcome.attacks().get(0);
    }
}
