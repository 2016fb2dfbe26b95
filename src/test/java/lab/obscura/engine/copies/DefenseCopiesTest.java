package lab.obscura.engine.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;
import org.junit.jupiter.api.Test;

/** What a training step with each part of the catalog, as it is by default, brings to the host of a card. */
class DefenseCopiesTest {

    private static final int BATCH = 16;
    private static final int STEPS = 5;

    /** What a part does before its first epoch, and behind the last, is no step: as little of it as there can be. */
    private static final Map<String, Object> SHORT = Map.of(
            "pretrainingEpochs", 1,
            "expertEpochs", 1,
            "transferPretrainingEpochs", 1,
            "surrogate", "conv-n0c16",
            "tensors", 1,
            "images", 8,
            "probes", 1);

    private static final Dataset SHAPES =
            SharedShapes.datasets().load(new DatasetRequest("shapes", STEPS * BATCH, 20, 16, Optional.empty()));

    @Test
    void stepsCopyWhatThePageSays() throws IOException {
        List<String> measured = Stream.concat(
                        Stream.of(CopyTable.line("none", ofStep("", List.of()), BATCH)),
                        Defenses.catalog().entries().stream()
                                .map(entry -> CopyTable.line(
                                        "`" + entry.id() + "`", ofStep(entry.id(), List.of(part(entry))), BATCH)))
                .sorted()
                .toList();

        assertThat(measured)
                .as("%n%s%n", String.join("\n", measured))
                .containsExactlyElementsOf(
                        CopyTable.below("part").stream().sorted().toList());
    }

    private static Map<String, Object> part(Catalog.Entry<?> entry) {
        var part = new LinkedHashMap<String, Object>();
        part.put("part", entry.id());
        entry.info().schema().settings().stream()
                .map(setting -> setting.name())
                .filter(SHORT::containsKey)
                .forEach(name -> part.put(name, SHORT.get(name)));
        return part;
    }

    private static StepCopies.Copies ofStep(String entry, List<Map<String, Object>> defense) {
        ExperimentDefinition definition = new DefinitionReader()
                .read(Map.of(
                        "dataset",
                                Map.of("id", "shapes", "trainLimit", STEPS * BATCH, "testLimit", 20, "imageSize", 16),
                        "network",
                                Map.of(
                                        "backbone",
                                        "cnn-4",
                                        "width",
                                        entry.equals("patrol") ? 1 : 0.5, // which prunes wide layers alone
                                        "cutLayer",
                                        2,
                                        "bottleneck",
                                        Map.of("channels", 4)),
                        "training", Map.of("epochs", 3, "batchSize", BATCH),
                        "defense", defense));
        var seen = new StepCopies();
        try (SplitNetwork network = SplitNetwork.build(
                TorchEngine.onCpuAsOnACard(),
                FitCheck.fit(definition, SHAPES.info()),
                definition.defense(),
                Seeds.of(1))) {
            new Trainer(network, definition.training(), SHAPES.train(), SHAPES.test(), Augmentation.CIFAR, Seeds.of(1))
                    .train(RunContext.of(seen, () -> false));
        }
        Map<StepCopies.Loop, StepCopies.Copies> loops = seen.ofLoops();
        return loops.values().stream().skip(loops.size() - 1).findFirst().orElseThrow(); // behind all earlier stages
    }
}
