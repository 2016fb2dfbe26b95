package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.training.SplitNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertStageTest {

    @TempDir
    Path folder;

    /** Thirty pictures of a hundred classes, of the size of {@code shapes}. */
    @BeforeEach
    void writeTheExpertsImages() throws IOException {
        write("other", 3);
        SharedShapes.into(folder.resolve("cache"));
    }

    @Test
    void everythingButTheHeadIsTakenOver() {
        Dl4jEngine engine = Dl4jEngine.create();
        try (SplitNetwork own = SplitNetwork.build(engine, split(10), new Defense(List.of()), Seeds.of(1));
                SplitNetwork before = SplitNetwork.build(engine, split(10), new Defense(List.of()), Seeds.of(1));
                SplitNetwork expert = SplitNetwork.build(engine, split(10), new Defense(List.of()), Seeds.of(2));
                SplitNetwork other = SplitNetwork.build(engine, split(7), new Defense(List.of()), Seeds.of(2))) {
            own.learnFrom(other);

            Map<String, Tensor> learned = own.state();
            List<String> head = learned.keySet().stream()
                    .filter(name -> !learned.get(name).equals(expert.state().get(name)))
                    .toList();
            assertThat(head).hasSize(2).allMatch(name -> name.startsWith("tail/"));
            assertThat(head)
                    .allMatch(name -> learned.get(name).equals(before.state().get(name)));
        }
    }

    @Test
    void theTrainingBeginsWithTheExpertsWeightsAndResumesWhereItWas() {
        var events = new ArrayList<RunEvent>();
        ExperimentDefinition definition = definition("other", 0);
        Outcome whole = run(definition, "whole", events, false);

        assertThat(stages(events)).contains("expert", "training");
        assertThat(events)
                .anyMatch(
                        event -> event instanceof RunEvent.Log log && log.line().contains("expert on other"));
        assertThatThrownBy(() -> run(definition, "parts", new ArrayList<>(), true))
                .isInstanceOf(CancelledException.class);
        Outcome resumed = run(definition, "parts", new ArrayList<>(), false);
        assertThat(resumed.metrics().get("accuracy")).isEqualTo(whole.metrics().get("accuracy"));
        assertThat(resumed.provenance().get("trainingHash"))
                .isEqualTo(whole.provenance().get("trainingHash"));
    }

    @Test
    void imagesOfTheExpertThatAreNotThePinnedOnesAreRefused() {
        String found = info("other").contentHash();
        ExperimentDefinition definition =
                definition("other", 0, Map.of("otherDataHashes", Map.of("other", "0".repeat(64))));

        assertThatThrownBy(() -> run(definition, "pinned", new ArrayList<>(), false))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "dataset.otherDataHashes.other must be " + found + " (what lies in other now), was 0000")
                .hasMessageContaining("put the old files back");
    }

    @Test
    void otherImagesOfTheExpertAreAnotherTraining() throws IOException {
        ExperimentDefinition definition = definition("other", 0);
        DatasetInfo target = info("shapes");
        String hash = hash(definition, target);
        String alone = Identity.of(definition("", 0), target).trainingHash(1);
        write("other", 4);

        assertThat(hash(definition, target)).isNotEqualTo(hash);
        assertThat(alone).isNotEqualTo(hash);
    }

    @Test
    void imagesOfAnotherSizeAndTheTargetItselfAreRefused() {
        DatasetInfo target = info("shapes");
        DatasetInfo gray = new DatasetInfo(
                "digits", "digits", "test", new ImageShape(32, 32, 1), List.of("0", "1"), 9, 9, "hash", false);
        DatasetInfo large = new DatasetInfo(
                "large", "large", "test", new ImageShape(64, 64, 3), List.of("0", "1"), 9, 9, "hash", false);
        var task = definition("other", 0).expert().orElseThrow();

        assertThat(task.field()).isEqualTo("defense[0].expertDataset");
        assertThatThrownBy(() -> task.before(target, gray, 32))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("32x32x3")
                .hasMessageContaining("digits with 32x32x1");
        assertThatThrownBy(() -> task.before(target, large, 0))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("large with 64x64x3");
        assertThatThrownBy(() -> task.before(target, target, 32))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("another data set");
        assertThat(task.before(target, large, 32).expert().orElseThrow().count())
                .isEqualTo(9);
    }

    private String hash(ExperimentDefinition definition, DatasetInfo target) {
        DatasetInfo with = definition.expert().orElseThrow().before(target, info("other"), 32);
        return Identity.of(definition, with).trainingHash(1);
    }

    private DatasetInfo info(String id) {
        return datasets().load(lab.obscura.engine.data.DatasetRequest.all(id)).info();
    }

    private Datasets datasets() {
        return new Datasets(folder.resolve("data"), folder.resolve("cache"));
    }

    private static List<String> stages(List<RunEvent> events) {
        return events.stream()
                .filter(RunEvent.Progress.class::isInstance)
                .map(event -> ((RunEvent.Progress) event).stage())
                .distinct()
                .collect(Collectors.toList());
    }

    /** @param interrupted behind the first epoch of the expert */
    private Outcome run(ExperimentDefinition definition, String name, List<RunEvent> events, boolean interrupted) {
        var saved = new ArrayList<RunEvent>();
        RunContext context = RunContext.of(
                event -> {
                    events.add(event);
                    if (event instanceof RunEvent.Checkpointed) {
                        saved.add(event);
                    }
                },
                () -> interrupted && !saved.isEmpty());
        return new Pipeline(datasets()).run(definition, 7, new AttemptFolder(folder.resolve(name)), context);
    }

    private static ExperimentDefinition definition(String expert, int limit) {
        return definition(expert, limit, Map.of());
    }

    /** @param pins further fields of the data set */
    private static ExperimentDefinition definition(String expert, int limit, Map<String, Object> pins) {
        var dataset = new HashMap<String, Object>(pins);
        dataset.putAll(Map.of("id", "shapes", "trainLimit", 40, "testLimit", 20));
        return new DefinitionReader()
                .read(Map.of(
                        "dataset",
                        dataset,
                        "network",
                        Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1, "bottleneck", Map.of("channels", 2)),
                        "training",
                        Map.of("epochs", 1, "batchSize", 20),
                        "attacks",
                        List.of(),
                        "measures",
                        List.of(),
                        "defense",
                        List.of(Map.of(
                                "part",
                                "ressfl",
                                "expertDataset",
                                expert,
                                "expertLimit",
                                limit,
                                "expertEpochs",
                                2,
                                "surrogate",
                                "conv-n0c16",
                                "pretrainingEpochs",
                                1,
                                "transferInterval",
                                1,
                                "transferPretrainingEpochs",
                                1))));
    }

    private static SplitSpec split(int classes) {
        var shape = new ImageShape(16, 16, 3);
        var normalization = new ChannelAffine(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        return Backbones.find("cnn-4")
                .orElseThrow()
                .split(new Backbone.Plan(shape, classes, normalization, 0.1, 2, java.util.Optional.empty()));
    }

    /** CIFAR-100 records: coarse label, fine label, 3072 values. */
    private void write(String id, long seed) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("data").resolve(id));
        var random = new Random(seed);
        for (String file : List.of("train.bin", "test.bin")) {
            int count = file.equals("train.bin") ? 30 : 10;
            byte[] records = new byte[count * 3074];
            random.nextBytes(records);
            for (int i = 0; i < count; i++) {
                records[i * 3074] = 0;
                records[i * 3074 + 1] = (byte) (i % 5);
            }
            Files.write(directory.resolve(file), records);
        }
    }
}
