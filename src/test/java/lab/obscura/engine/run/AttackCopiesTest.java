package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.copies.CopyTable;
import lab.obscura.engine.copies.StepCopies;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.settings.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a step of each attack of the catalog brings to the host of a card: of networks that learn, and of searches. */
class AttackCopiesTest {

    private static final int BATCH = 8;
    private static final int GALLERY = 4; // one of ten test images

    /** What keeps any attack short, with the same examples in every step of a kind. */
    private static final Map<String, Object> SMALL = Map.ofEntries(
            Map.entry("decoder", "conv-n0c16"),
            Map.entry("epochs", 2),
            Map.entry("batchSize", BATCH),
            Map.entry("steps", 6),
            Map.entry("layerSteps", 6),
            Map.entry("starts", 1),
            Map.entry("channels", 2),
            Map.entry("latent", 4),
            Map.entry("adversarialEpochs", 3),
            Map.entry("adversarialBatch", BATCH),
            Map.entry("criticChannels", 2),
            Map.entry("directions", 2),
            Map.entry("repeats", 2));

    @TempDir
    Path folder;

    @Test
    void stepsCopyWhatThePageSays() throws IOException {
        var measured = new ArrayList<String>();
        for (Catalog.Entry<?> entry : Attacks.catalog().entries()) {
            measured.addAll(lines(entry.id(), Map.of()));
        }
        measured.addAll(lines("decoder", Map.of("loss", "ssim")));
        measured.addAll(lines("siftfunnel-decoder", Map.of("cloudLayers", 1)));
        measured.addAll(lines("ginver", Map.of("access", "black")));

        assertThat(measured)
                .as("%n%s%n", String.join("\n", measured))
                .containsExactlyInAnyOrderElementsOf(CopyTable.below("attack"));
    }

    private List<String> lines(String id, Map<String, Object> more) {
        var attack = new LinkedHashMap<>(more);
        Attacks.catalog().find(id).orElseThrow().info().schema().settings().stream()
                .map(Setting::name)
                .filter(SMALL::containsKey)
                .forEach(name -> attack.put(name, SMALL.get(name)));
        attack.put("attack", id);
        var seen = new StepCopies();
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 40, "testLimit", 40, "imageSize", 16),
                        "network",
                                Map.of(
                                        "backbone",
                                        "cnn-4",
                                        "width",
                                        0.1,
                                        "cutLayer",
                                        1,
                                        "bottleneck",
                                        Map.of("channels", 2)),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "attacks", List.of(attack),
                        "floor", false,
                        "measures", List.of(),
                        "engine", "torch"));
        new Pipeline(SharedShapes.datasets(), TorchEngine.onCpuAsOnACard())
                .run(definition, 3, new AttemptFolder(folder.resolve(id + more)), RunContext.of(seen, () -> false));
        var lines = new ArrayList<String>();
        seen.ofLoops().forEach((loop, copies) -> {
            if (loop.stage().startsWith("attack")) {
                String kind = loop.detail().startsWith("epoch")
                        ? "learning"
                        : loop.detail().isEmpty() ? "batches" : "search";
                String settings = more.isEmpty() ? "" : " " + more;
                lines.add(CopyTable.line(
                        "`" + id + "`" + settings + ", " + kind, copies, kind.equals("search") ? GALLERY : BATCH));
            }
        });
        return lines;
    }
}
