package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.estimate.MemoryEstimate;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run takes of a card, estimated, beside what libtorch takes of the host when that stands in its place: the largest resident memory of
 * each stage above what there was before the run. A run before it lets Java's heap grow to its size.
 */
class CardMemoryTest {

    /** As the estimate counts libraries, and buffers of convolutions, which a card has of its own. */
    private static final long LIBRARIES = 300;

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path RESET = Path.of("/proc/self/clear_refs");

    @TempDir
    Path folder;

    @BeforeAll
    static void needsAKernelThatTells() {
        assumeThat(Files.isWritable(RESET))
                .as("resets the largest resident memory")
                .isTrue();
    }

    @Test
    void theEstimateIsNeitherTooSmallNorTwiceWhatIsTaken() {
        ExperimentDefinition definition = definition();
        Dataset shapes = SharedShapes.datasets().load(new DatasetRequest("shapes", 256, 400, 32, Optional.empty()));
        MemoryEstimate estimate = MemoryEstimate.of(definition, shapes.info());
        run(definition, "first", event -> {});
        Pointer.trimMemory();
        var peaks = new Peaks(megabytes("VmRSS"));

        run(definition, "measured", peaks);

        Map<String, Long> taken = peaks.ofStages();
        List<MemoryEstimate.Stage> learning = estimate.stages().stream()
                .filter(stage -> stage.name().equals("training") || stage.name().startsWith("attack"))
                .toList();
        assertThat(learning)
                .as("estimated %s, taken %s", learning, taken)
                .hasSize(2)
                .allSatisfy(stage -> assertThat(stage.cardMegabytes())
                        .isBetween(taken.get(stage.name()), LIBRARIES + 2 * taken.get(stage.name())));
    }

    private void run(ExperimentDefinition definition, String name, ProgressListener listener) {
        new Pipeline(SharedShapes.datasets(), TorchEngine.onCpuAsOnACard())
                .run(definition, 3, new AttemptFolder(folder.resolve(name)), RunContext.of(listener, () -> false));
    }

    private static ExperimentDefinition definition() {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 256, "testLimit", 400, "imageSize", 32),
                        "network",
                                Map.of(
                                        "backbone",
                                        "vgg11-bn-sgm",
                                        "width",
                                        0.5,
                                        "cutLayer",
                                        4,
                                        "bottleneck",
                                        Map.of("channels", 8)),
                        "training", Map.of("epochs", 1, "batchSize", 128),
                        "defense",
                                List.of(Map.of(
                                        "part",
                                        "adversarial-reconstruction",
                                        "surrogate",
                                        "conv-n0c16",
                                        "pretrainingEpochs",
                                        1)),
                        "attacks",
                                List.of(Map.of(
                                        "attack",
                                        "decoder",
                                        "decoder",
                                        "res-n0c16",
                                        "loss",
                                        "ssim",
                                        "epochs",
                                        1,
                                        "batchSize",
                                        128)),
                        "measures", List.of(),
                        "engine", "torch",
                        "device", "auto"));
    }

    /** Reads, and begins again, where a stage ends. */
    private static final class Peaks implements ProgressListener {

        private final long before;
        private final Map<String, Long> stages = new LinkedHashMap<>();
        private String stage = "";

        Peaks(long before) {
            this.before = before;
        }

        @Override
        public void heard(RunEvent event) {
            if (event instanceof RunEvent.Progress progress && !progress.stage().equals(stage)) {
                close();
                stage = progress.stage();
            }
        }

        private void close() {
            stages.merge(stage, megabytes("VmHWM") - before, Math::max);
            try {
                Files.writeString(RESET, "5");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Map<String, Long> ofStages() {
            close();
            return stages;
        }
    }

    private static long megabytes(String field) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
