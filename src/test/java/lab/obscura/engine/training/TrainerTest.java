package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.checkpoint.CheckpointFolder;
import lab.obscura.engine.checkpoint.CheckpointWriter;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.checkpoint.Pace;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

    private static final ExperimentDefinition SELECTING = definition(
            Map.of("epochs", 5, "batchSize", 20, "learningRate", 0.01, "modelSelection", "held-out"), List.of());

    private static Dataset shapes;

    @TempDir
    Path folder;

    private final List<RunEvent.Point> points = new ArrayList<>();
    private TestEngine engine = TestEngine.DL4J;
    private long clock;
    private int spoiledFrom = Integer.MAX_VALUE;

    @BeforeAll
    static void readShapes() {
        shapes = SharedShapes.datasets().load(new DatasetRequest("shapes", 400, 100, 0, Optional.empty()));
    }

    @Test
    void learnsToTellShapesApart() {
        train(definition(Map.of("epochs", 6, "batchSize", 20, "schedule", "constant"), List.of()), "learn");

        List<Double> losses = series("training.loss");
        // Half of what it comes to: rounding moves it. Guessing is 0.1, which 400 images scatter by 0.015.
        assertThat(losses.get(5)).isLessThan(0.93 * losses.get(0));
        assertThat(series("training.accuracy").get(5)).isGreaterThan(0.15);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aResumedTrainingEndsWhereTheUndisturbedOneEnds(TestEngine tested) throws IOException {
        engine = tested;
        List<Map<String, Object>> defense = List.of(
                Map.of("part", "gaussian-noise", "standardDeviation", 0.05),
                Map.of("part", "conditional-entropy", "components", 2));
        var whole = train(definition(Map.of("epochs", 4, "batchSize", 40), defense), "whole");
        points.clear();
        stopAfter(2, 0, definition(Map.of("epochs", 4, "batchSize", 40), defense), "parts");
        var resumed = train(definition(Map.of("epochs", 4, "batchSize", 40), defense), "parts");

        assertThat(series("training.loss")).hasSize(4);
        assertThat(whole)
                .allSatisfy(
                        (name, tensor) -> assertThat(resumed.get(name)).as(name).isEqualTo(tensor));
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aTrainingStoppedWithinAnEpochEndsWhereTheUndisturbedOneEnds(TestEngine tested) {
        engine = tested;
        var training = Map.<String, Object>of("epochs", 2, "batchSize", 40);
        List<Map<String, Object>> defense = List.of(
                Map.of("part", "gaussian-noise", "standardDeviation", 0.05),
                Map.of("part", "conditional-entropy", "components", 2));
        var whole = train(definition(training, defense), "whole");
        var drawn = List.copyOf(points);
        points.clear();

        stopAfter(0, 6, definition(training, defense), "parts");
        stopAfter(1, 3, definition(training, defense), "parts");
        var resumed = train(definition(training, defense), "parts");

        assertThat(points).isEqualTo(drawn);
        assertThat(whole)
                .allSatisfy(
                        (name, tensor) -> assertThat(resumed.get(name)).as(name).isEqualTo(tensor));
    }

    @Test
    void aCheckpointIsWrittenWhenAMinuteOfTheClockHasPassed() {
        var definition = definition(Map.of("epochs", 1, "batchSize", 40), List.of());
        var saved = new ArrayList<String>();
        ProgressListener slow = event -> {
            if (event instanceof RunEvent.Progress) {
                clock += Duration.ofSeconds(25).toNanos();
            } else if (event instanceof RunEvent.Checkpointed at) {
                saved.add(at.epoch() + "+" + at.steps());
            }
        };

        try (SplitNetwork network = network(definition)) {
            trainer(definition, network).train(RunContext.of(slow, () -> false).keeping(checkpoints("slow")));
        }

        assertThat(saved).containsExactly("0+3", "0+6", "0+9", "1+0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gated-attention", "slot-attention", "fused-attention"})
    void aPenaltyThatLearnsGoesOnWhereItWas(String part) {
        var training = Map.<String, Object>of("epochs", 2, "batchSize", 80);
        var defense = List.<Map<String, Object>>of(Map.of("part", part, "memory", 8));
        var whole = train(definition(training, defense), "whole");
        stopAfter(1, 0, definition(training, defense), "parts");

        var resumed = train(definition(training, defense), "parts");

        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void conditionalEntropyPullsTheFeaturesOfAClassTogether() {
        Map<String, Object> noise = Map.of("part", "gaussian-noise", "standardDeviation", 0.025);
        Map<String, Object> training = Map.of("epochs", 6, "batchSize", 40, "learningRate", 0.02);
        var weak = Map.<String, Object>of("part", "conditional-entropy", "weight", 1e-6, "schedule", "constant");
        var strong = Map.<String, Object>of("part", "conditional-entropy", "weight", 20, "schedule", "constant");

        train(definition(training, List.of(noise, weak)), "weak");
        double without = series("defense.conditional-entropy.meanVariance").get(5);
        points.clear();
        train(definition(training, List.of(noise, strong)), "strong");
        double with = series("defense.conditional-entropy.meanVariance").get(5);

        assertThat(with).isLessThan(0.7 * without);
    }

    @Test
    void aDivergingTrainingSaysStepAndLearningRate() {
        var wild = definition(Map.of("epochs", 3, "batchSize", 8, "learningRate", 10, "weightDecay", 1), List.of());

        assertThatThrownBy(() -> train(wild, "wild"))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("learning rate");
    }

    @Test
    void theWarmUpOfTheReferenceCodeLeavesTheWeightsAlone() {
        var reference = definition(Map.of("epochs", 1, "batchSize", 40, "warmUp", "reference-code"), List.of());
        var network = network(reference);
        Map<String, Tensor> before = network.state();

        trainer(reference, network).train(context("reference"));

        assertThat(network.state().get("edge/1.weight")).isEqualTo(before.get("edge/1.weight"));
        assertThat(network.state().get("edge/2.runningMean")).isNotEqualTo(before.get("edge/2.runningMean"));
        network.close();
    }

    @Test
    void theModelOfTheEpochThatDidBestOnHeldOutImagesIsKept() {
        spoiledFrom = 4;
        try (SplitNetwork network = network(SELECTING)) {
            var ends = new ArrayList<Map<String, Tensor>>();
            ProgressListener watching = event -> {
                hearing(network).heard(event);
                if (event instanceof RunEvent.Point point && point.series().equals("selection.accuracy")) {
                    ends.add(network.learned());
                }
            };

            trainer(SELECTING, network).train(RunContext.of(watching, () -> false));

            int best = bestEpoch();
            assertThat(best).isLessThan(4);
            assertThat(network.learned()).isEqualTo(ends.get(best - 1)).isNotEqualTo(ends.get(4));
        }
    }

    @Test
    void aModelThatWasBestBeforeTheTrainingStoppedIsStillKept() {
        spoiledFrom = 4;
        var whole = train(SELECTING, "whole");
        var drawn = List.copyOf(points);
        points.clear();
        stopAfter(4, 0, SELECTING, "parts");

        var resumed = train(SELECTING, "parts");

        assertThat(bestEpoch()).isLessThan(4);
        assertThat(points).isEqualTo(drawn);
        assertThat(resumed).isEqualTo(whole);
    }

    @Test
    void theKeptModelHasEverythingThatAPartRemembers() {
        var training = Map.<String, Object>of("epochs", 1, "batchSize", 80, "modelSelection", "held-out");
        var state = train(definition(training, List.of(Map.of("part", "slot-attention", "memory", 8))), "slots");

        assertThat(state.keySet()).anyMatch(name -> name.startsWith("part/") && name.contains("adam.m/"));
    }

    /** The first of those with the highest accuracy, counted from 1. */
    private int bestEpoch() {
        List<Double> accuracies = series("selection.accuracy");
        return 1 + accuracies.indexOf(Collections.max(accuracies));
    }

    private Map<String, Tensor> train(ExperimentDefinition definition, String name) {
        try (SplitNetwork network = network(definition)) {
            var context = RunContext.of(hearing(network), () -> false).keeping(checkpoints(name));
            trainer(definition, network).train(context);
            return network.state();
        }
    }

    /** Remembers, and makes the network forget everything behind the steps of the epochs that are to be spoiled. */
    private ProgressListener hearing(SplitNetwork network) {
        return event -> {
            remember(event);
            if (event instanceof RunEvent.Point point
                    && point.series().equals("training.loss")
                    && point.step() >= spoiledFrom) {
                var zeros = new LinkedHashMap<String, Tensor>();
                network.state()
                        .forEach((name, tensor) ->
                                zeros.put(name, new Tensor(tensor.shape(), new float[tensor.values().length])));
                network.load(zeros);
            }
        };
    }

    /** A step lasts forty seconds here. */
    private void stopAfter(int epochs, int steps, ExperimentDefinition definition, String name) {
        try (SplitNetwork network = network(definition)) {
            boolean[] reached = new boolean[1];
            ProgressListener listener = event -> {
                hearing(network).heard(event);
                clock += event instanceof RunEvent.Progress
                        ? Duration.ofSeconds(40).toNanos()
                        : 0;
                reached[0] |= event instanceof RunEvent.Checkpointed saved
                        && saved.epoch() == epochs
                        && saved.steps() >= steps;
            };
            var context = RunContext.of(listener, () -> reached[0]).keeping(checkpoints(name));
            assertThatThrownBy(() -> trainer(definition, network).train(context))
                    .isInstanceOf(CancelledException.class);
        }
    }

    private SplitNetwork network(ExperimentDefinition definition) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        Optional<Bottleneck> bottleneck =
                definition.defense().parts().isEmpty() ? Optional.empty() : Optional.of(Bottleneck.of(4));
        var plan = new Backbone.Plan(shapes.train().shape(), 10, normalization, 0.25, 1, bottleneck);
        return SplitNetwork.build(
                engine.create(), definition.network().backbone().split(plan), definition.defense(), Seeds.of(1));
    }

    private Trainer trainer(ExperimentDefinition definition, SplitNetwork network) {
        return new Trainer(
                network, definition.training(), shapes.train(), shapes.test(), Augmentation.NONE, Seeds.of(1));
    }

    private Checkpoints checkpoints(String name) {
        var everyMinute = new Pace(Duration.ofMinutes(1), () -> clock);
        return new CheckpointFolder(
                folder.resolve(name), name, "state", TrainerTest::write, everyMinute, CheckpointWriter.atOnce());
    }

    private RunContext context(String name) {
        return RunContext.of(this::remember, () -> false).keeping(checkpoints(name));
    }

    private void remember(RunEvent event) {
        if (event instanceof RunEvent.Point point) {
            points.add(point);
        }
    }

    private List<Double> series(String name) {
        return points.stream()
                .filter(point -> point.series().equals(name))
                .map(RunEvent.Point::value)
                .toList();
    }

    private static ExperimentDefinition definition(Map<String, Object> training, List<Map<String, Object>> defense) {
        var json = new LinkedHashMap<String, Object>();
        json.put("dataset", Map.of("id", "shapes"));
        json.put("network", Map.of("backbone", "cnn-4"));
        json.put("training", training);
        json.put("defense", defense);
        return new DefinitionReader().read(json);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
