package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run whose batches and reconstructions stay in libtorch's memory, as they do on a card. */
class ResidentRunTest {

    private static final int IMAGES = 64;
    private static final int SIZE = 16 * 16 * 3;
    private static final int CLASSES = 10;

    @TempDir
    Path folder;

    /** What had been copied when the decoder's last epoch was told. */
    private long before;

    @Test
    void scoresAreThoseOfTheHostAndOnlyTheGallerysPicturesTravel() {
        Outcome.AttackOutcome host = run(TorchEngine.on(DeviceChoice.CPU), "host");
        Outcome.AttackOutcome kept = run(TorchEngine.onCpuAsOnACard(), "kept");
        long after = HostCopies.numbers();

        assertThat(kept.means().keySet()).isEqualTo(host.means().keySet());
        assertThat(kept.scores().get("ssim")).hasSameSizeAs(host.scores().get("ssim"));
        assertThat(kept.means().get("mse")).isCloseTo(host.means().get("mse"), within(1e-3));
        assertThat(kept.means().get("ssim.siftfunnel")).isCloseTo(host.means().get("ssim.siftfunnel"), within(1e-2));
        int attacked = kept.evaluated();
        long scores = 2 * 3L * attacked + attacked / 32;
        assertThat(after - before)
                .isEqualTo(scores
                        + (long) CLASSES * attacked
                        + (long) kept.galleryScores().size() * SIZE)
                .isLessThan((long) attacked * SIZE);
    }

    private Outcome.AttackOutcome run(Engine engine, String name) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 80, "testLimit", IMAGES, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "attacks", List.of(Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 1)),
                        "measures", List.of(),
                        "engine", "torch"));
        return new Pipeline(SharedShapes.datasets(), engine)
                .run(definition, 3, new AttemptFolder(folder.resolve(name)), RunContext.of(this::heard, () -> false))
                .attacks()
                .get(0);
    }

    private void heard(RunEvent event) {
        if (event instanceof RunEvent.Point point && point.series().endsWith(".loss")) {
            before = HostCopies.numbers();
        }
    }
}
