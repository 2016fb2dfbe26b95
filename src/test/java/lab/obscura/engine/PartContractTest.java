package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.contract.OfAllEntries;
import lab.obscura.engine.checkpoint.CheckpointFolder;
import lab.obscura.engine.checkpoint.CheckpointWriter;
import lab.obscura.engine.checkpoint.Pace;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every part of the catalog promises of a training, alone and together with CEM. */
@Tag("contract")
class PartContractTest {

    /** Settings that make a dear part cheap; every other part is trained with its defaults. */
    private static final Map<String, Map<String, Object>> SMALL = Map.of(
            "adversarial-reconstruction", Map.of("surrogate", "conv-n0c16", "pretrainingEpochs", 1),
            "adversarial-noise", Map.of("surrogate", "conv-n0c16", "pretrainingEpochs", 1),
            "ressfl",
                    Map.of(
                            "surrogate", "conv-n0c16",
                            "expertEpochs", 1,
                            "pretrainingEpochs", 1,
                            "transferInterval", 1,
                            "transferPretrainingEpochs", 1),
            "info-scissors", Map.of("pretrainingEpochs", 1, "steps", 2),
            "patrol", Map.of("above", 1, "at", 0.5),
            "shredder", Map.of("tensors", 2, "epochs", 1, "batchSize", 20),
            "cloak", Map.of("epochs", 1, "batchSize", 20));

    private static Dataset shapes;

    @BeforeAll
    static void readShapes() {
        shapes = SharedShapes.datasets().load(new DatasetRequest("shapes", 60, 20, 16, Optional.empty()));
    }

    /** Three steps make an epoch: interrupted in the first, behind it, and in the second. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ids")
    void aTrainingResumedAnywhereEndsWhereTheUndisturbedOneEnds(String id, @TempDir Path whole, @TempDir Path parts) {
        var definition = definition(List.of(part(id)));
        Map<String, Tensor> undisturbed = train(definition, whole, event -> {}, () -> false);

        var places = new ArrayList<String>();
        for (int attempt = 0; attempt < 3; attempt++) {
            stopAfterTwoCheckpoints(definition, parts, places);
        }
        Map<String, Tensor> resumed = train(definition, parts, event -> {}, () -> false);

        assertThat(places).containsExactly("0+1", "0+2", "0+3", "1+0", "1+1", "1+2");
        assertThat(resumed.keySet()).isEqualTo(undisturbed.keySet());
        assertThat(undisturbed)
                .allSatisfy(
                        (name, tensor) -> assertThat(resumed.get(name)).as(name).isEqualTo(tensor));
    }

    /** What a part answers afterwards follows from its tensors alone: a network that was kept is worth as much as the trained one. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ids")
    void answersTheSameWhenItsNetworkIsTakenOver(String id) {
        var definition = definition(List.of(part(id)));
        SplitSpec split = split(definition.defense());
        try (SplitNetwork trained = SplitNetwork.build(Dl4jEngine.create(), split, definition.defense(), Seeds.of(1));
                SplitNetwork other =
                        SplitNetwork.build(Dl4jEngine.create(), split, definition.defense(), Seeds.of(9))) {
            new Trainer(trained, definition.training(), shapes.train(), shapes.test(), Augmentation.NONE, Seeds.of(1))
                    .train(RunContext.of(event -> {}, () -> false));

            other.load(trained.spec().edge(), trained.state());

            assertThat(other.state().keySet()).isEqualTo(trained.state().keySet());
            assertThat(sent(other)).isEqualTo(sent(trained));
            assertThat(other.live().metrics()).isEqualTo(trained.live().metrics());
            assertThat(other.live().warnings()).isEqualTo(trained.live().warnings());
            assertThat(other.live().noiseStandardDeviation())
                    .isEqualTo(trained.live().noiseStandardDeviation());
        }
    }

    private static float[] sent(SplitNetwork network) {
        return network.sent(network.features(shapes.test().image(0), 1), Moment.TRANSMISSION, Seeds.of(2));
    }

    private static void stopAfterTwoCheckpoints(ExperimentDefinition definition, Path folder, List<String> places) {
        int last = places.size() + 2;
        ProgressListener listener = event -> {
            if (event instanceof RunEvent.Checkpointed saved) {
                places.add(saved.epoch() + "+" + saved.steps());
            }
        };
        assertThatThrownBy(() -> train(definition, folder, listener, () -> places.size() == last))
                .isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ids")
    void isTrainedTogetherWithConditionalEntropy(String id, @TempDir Path folder) {
        var definition = definition(List.of(part(id), Map.of("part", "conditional-entropy", "components", 2)));

        Map<String, Tensor> state = train(definition, folder, event -> {}, () -> false);

        assertThat(state.values())
                .allSatisfy(tensor -> assertThat(tensor.values()).doesNotContain(Float.NaN));
        assertThat(state.keySet()).anyMatch(name -> name.startsWith("part/1/"));
    }

    @Test
    @OfAllEntries
    void transformsOfAllSortsGoThroughTheWholePipeline(@TempDir Path folder) {
        var parts = Stream.of("gaussian-noise", "feature-dropping", "top-k", "adversarial-noise", "shredder")
                .map(PartContractTest::part)
                .toList();
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 40, "testLimit", 40, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "training", Map.of("epochs", 1, "batchSize", 20),
                        "defense", parts,
                        "attacks", List.of(Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 1))));

        Outcome outcome = new Pipeline(SharedShapes.datasets())
                .run(definition, 7, new AttemptFolder(folder), RunContext.of(event -> {}, () -> false));

        assertThat(outcome.metrics().get("accuracy")).isBetween(0.0, 1.0);
        assertThat(outcome.attacks().get(0).means().get("mse")).isBetween(0.0, 1.0);
    }

    static Stream<String> ids() {
        return Entries.parts().map(entry -> entry.info().id());
    }

    static Map<String, Object> part(String id) {
        var part = new LinkedHashMap<String, Object>(SMALL.getOrDefault(id, Map.of()));
        part.put("part", id);
        return part;
    }

    private static ExperimentDefinition definition(List<Map<String, Object>> defense) {
        return new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4"),
                        "training", Map.of("epochs", 2, "batchSize", 20),
                        "defense", defense));
    }

    private static Map<String, Tensor> train(
            ExperimentDefinition definition, Path folder, ProgressListener listener, BooleanSupplier stop) {
        try (SplitNetwork network = SplitNetwork.build(
                Dl4jEngine.create(), split(definition.defense()), definition.defense(), Seeds.of(1))) {
            var afterEveryStep = new Pace(Duration.ZERO, System::nanoTime);
            var checkpoints = new CheckpointFolder(
                    folder,
                    "0123456789abcdef",
                    "state",
                    PartContractTest::write,
                    afterEveryStep,
                    CheckpointWriter.atOnce());
            new Trainer(network, definition.training(), shapes.train(), shapes.test(), Augmentation.NONE, Seeds.of(1))
                    .train(RunContext.of(listener, stop).keeping(checkpoints));
            var state = new LinkedHashMap<>(network.state());
            float[] sent = sent(network);
            state.put("sent", new Tensor(new long[] {sent.length}, sent));
            return state;
        }
    }

    private static SplitSpec split(Defense defense) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan = new Backbone.Plan(shapes.train().shape(), 10, normalization, 0.1, 1, Optional.of(Bottleneck.of(2)));
        SplitSpec split = Backbones.find("cnn-4").orElseThrow().split(plan);
        for (EncoderShape shape : defense.of(EncoderShape.class)) {
            split = shape.reshape(split);
        }
        return split;
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
