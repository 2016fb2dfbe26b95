package lab.obscura.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lab.obscura.engine.MachineInfo;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.folder.AttackerOutcome;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PipelineTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Object> SMALL_IMAGES =
            Map.of("id", "shapes", "trainLimit", 400, "testLimit", 200, "imageSize", 16);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"dl4j, ND4J", "torch, libtorch"})
    void theTinyPresetRunsFromDataToPictures(String engine, String library) throws IOException {
        var json = new java.util.LinkedHashMap<>(preset("tiny").definition());
        json.put("engine", engine);
        var definition = new DefinitionReader().read(json);
        var events = new ArrayList<RunEvent>();

        var first = new AttemptFolder(folder.resolve("first"));
        Outcome outcome = run(definition, first, events);

        // Near guessing: 200 images scatter 0.1 by 0.02, and rounding moves it by as much.
        assertThat(outcome.metrics().get("accuracy")).isBetween(0.02, 1.0);
        assertThat(outcome.gallery()).hasSize(16);
        var attack = outcome.attacks().get(0);
        assertThat(attack.slug()).isEqualTo("decoder-conv-n0c16-train-e4-b40");
        assertThat(attack.scores().get("mse")).hasSize(200);
        assertThat(attack.means().get("mse")).isLessThan(attack.means().get("mse.constantGuess"));
        assertThat(attack.means())
                .containsKeys(Metrics.columns().stream()
                        .flatMap(metric -> Stream.of(metric.id(), metric.constantGuess()))
                        .toArray(String[]::new));
        assertThat(outcome.metrics())
                .containsKeys(
                        Metrics.columns().stream().map(MetricInfo::worstCase).toArray(String[]::new));
        assertThat(attack.means().get("recognition")).isBetween(0.0, 1.0);
        assertThat(attack.means()).containsKey("stillImproving");
        assertThat(outcome.worstCase())
                .hasSize(200)
                .allMatch(best -> best.slug().equals(attack.slug()));
        assertThat(outcome.metrics().get("worstCase.mse"))
                .isCloseTo(attack.means().get("mse"), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(outcome.attackers())
                .extracting(AttackerOutcome::threatModel)
                .containsExactlyElementsOf(ThreatModel.Level.levels());
        assertThat(outcome.attackers().get(0).means())
                .containsEntry("mse", outcome.metrics().get("worstCase.mse"));
        assertThat(outcome.metrics()).containsKey("features.participationRatio");
        assertThat(attack.galleryScores()).hasSize(16);
        assertThat(first.thumbnail()).exists();
        first.write(outcome);
        assertThat(first.readOutcome()).usingRecursiveComparison().isEqualTo(outcome);
        assertThat(EncoderFile.layers(CheckpointFile.read(first.encoder()))).isNotNull();
        assertThat(events).anyMatch(event -> event instanceof RunEvent.Progress done && done.fraction() == 1);
        String described = Engines.of(definition.engine(), definition.device(), definition.arithmetic())
                .describe();
        assertThat(described).startsWith(library).containsPattern("CPU|CUDA|NVIDIA");
        assertThat(events.stream().filter(event -> !(event instanceof RunEvent.Progress)))
                .as("before anything is computed")
                .first()
                .isEqualTo(new RunEvent.Log("Engine: " + described));
        assertThat(outcome.provenance())
                .containsEntry("engine", described)
                .containsEntry("host", MachineInfo.ofThisMachine().host())
                .containsEntry("processor", MachineInfo.ofThisMachine().processor())
                .containsEntry("instructionSet", MachineInfo.ofThisMachine().instructionSet());

        var second = new AttemptFolder(folder.resolve("second"));
        Outcome again = run(definition, second, new ArrayList<>());
        assertThat(again.metrics().get("accuracy")).isEqualTo(outcome.metrics().get("accuracy"));
        assertThat(again.attacks().get(0).means()).isEqualTo(attack.means());
        int index = outcome.gallery().get(0).index();
        assertThat(Files.readAllBytes(second.reconstruction(attack.slug(), index)))
                .isEqualTo(Files.readAllBytes(first.reconstruction(attack.slug(), index)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'knowledge': 'infer'}", "{'statistics': 'reference-code'}", "{'knowsNoise': false}"})
    void everySwitchOfTheDecoderLeadsToAnOutcome(String switched) {
        var definition = new java.util.LinkedHashMap<>(preset("tiny").definition());
        definition.put("dataset", SMALL_IMAGES);
        var attack = new java.util.LinkedHashMap<String, Object>(
                Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 1, "batchSize", 40));
        Map<?, ?> changes = JSON.readValue(switched.replace('\'', '"'), Map.class);
        changes.forEach((setting, value) -> attack.put(String.valueOf(setting), value));
        definition.put("attacks", List.of(attack));
        definition.put("training", Map.of("epochs", 1, "batchSize", 40, "schedule", "cosine", "warmUp", "none"));

        Outcome outcome = run(
                new DefinitionReader().read(definition),
                new AttemptFolder(folder.resolve("switched")),
                new ArrayList<>());

        var result = outcome.attacks().get(0);
        assertThat(result.evaluated()).isEqualTo(result.knowledge().equals("infer") ? 20 : 200);
        assertThat(result.means().get("mse")).isBetween(0.0, 1.0);
        assertThat(outcome.gallery()).allMatch(image -> image.index() >= 180);
    }

    @Test
    void anAttackerOwnsImagesThatTheNetworkNeverSaw() {
        var definition = new java.util.LinkedHashMap<>(preset("tiny").definition());
        definition.put(
                "dataset",
                Map.of(
                        "id",
                        "shapes",
                        "imageSize",
                        16,
                        "trainLimit",
                        120,
                        "testLimit",
                        40,
                        "split",
                        Map.of("train", 0.7, "test", 0.29, "auxiliary", 0.01)));
        definition.put(
                "attacks",
                List.of(Map.of(
                        "attack",
                        "decoder",
                        "decoder",
                        "conv-n0c16",
                        "epochs",
                        1,
                        "batchSize",
                        40,
                        "knowledge",
                        "auxiliary")));
        definition.put("training", Map.of("epochs", 1, "batchSize", 40, "schedule", "cosine", "warmUp", "none"));

        Outcome outcome = run(
                new DefinitionReader().read(definition),
                new AttemptFolder(folder.resolve("auxiliary")),
                new ArrayList<>());

        var result = outcome.attacks().get(0);
        assertThat(result.slug()).contains("-auxiliary-");
        assertThat(result.evaluated()).isEqualTo(40);
        assertThat(result.means().get("mse")).isBetween(0.0, 1.0);
    }

    @Test
    void attacksThatKnowTheSameAreAveragedAndScoredLikeOne() throws IOException {
        var definition = new java.util.LinkedHashMap<>(preset("tiny").definition());
        definition.put("dataset", SMALL_IMAGES);
        definition.put("attacks", List.of(small(20), Map.of("attack", "linear", "knowledge", "infer"), small(25)));
        var attempt = new AttemptFolder(folder.resolve("ensemble"));

        Outcome outcome = run(new DefinitionReader().read(definition), attempt, new ArrayList<>());

        assertThat(outcome.judgment().standing()).isEqualTo(Judgment.Standing.ADEQUATE);
        assertThat(outcome.attacks())
                .extracting(Outcome.AttackOutcome::slug)
                .hasSize(4)
                .endsWith("ensemble-train");
        var first = outcome.attacks().get(0);
        var second = outcome.attacks().get(2);
        var ensemble = outcome.attacks().get(3);
        assertThat(ensemble.attack()).isEqualTo("ensemble");
        assertThat(ensemble.settings()).containsEntry("members", List.of(first.slug(), second.slug()));
        assertThat(ensemble.evaluated()).isEqualTo(200);
        assertThat(ensemble.means().get("mse"))
                .isLessThan(Math.max(first.means().get("mse"), second.means().get("mse")));
        assertThat(ensemble.means().get("mse.constantGuess"))
                .isEqualTo(first.means().get("mse.constantGuess"));
        int index = outcome.gallery().get(3).index();
        int half = (red(attempt, first.slug(), index) + red(attempt, second.slug(), index)) / 2;
        assertThat(red(attempt, "ensemble-train", index)).isBetween(half - 2, half + 2);
        assertThat(outcome.worstCase()).hasSize(200);
    }

    private static Map<String, Object> small(int batchSize) {
        return Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 6, "batchSize", batchSize);
    }

    /** Of the pixel in row 5 and column 4. */
    private static int red(AttemptFolder attempt, String slug, int index) throws IOException {
        return ImageIO.read(attempt.reconstruction(slug, index).toFile()).getRGB(4, 5) >> 16 & 255;
    }

    @Test
    void everyPresetIsValid() {
        assertThat(Presets.all())
                .allSatisfy(preset -> assertThat(
                                new DefinitionReader().read(preset.definition()).toJson())
                        .as(preset.id())
                        .isNotEmpty());
    }

    private Outcome run(ExperimentDefinition definition, AttemptFolder attempt, List<RunEvent> events) {
        var datasets = SharedShapes.datasets();
        return new Pipeline(datasets).run(definition, 125, attempt, RunContext.of(events::add, () -> false));
    }

    static Preset preset(String id) {
        return Presets.all().stream()
                .filter(preset -> preset.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
