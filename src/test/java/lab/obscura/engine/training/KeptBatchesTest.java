package lab.obscura.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.DatasetRequest;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.progress.ProgressListener;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trainings whose batches stay in libtorch's memory, as they do on a card. */
class KeptBatchesTest {

    private static final int STEPS = 10;
    private static final int COMPONENTS = 2;

    private static final Map<String, Object> NOISE = Map.of("part", "gaussian-noise", "standardDeviation", 0.05);
    private static final Map<String, Object> CEM =
            Map.of("part", "conditional-entropy", "components", COMPONENTS, "weight", 2, "schedule", "constant");

    private static final Map<String, Object> DISTANCES = Map.of("part", "distance-correlation", "weight", 0.1);

    private static final Map<String, Object> SURROGATE =
            Map.of("part", "adversarial-reconstruction", "surrogate", "conv-n0c16", "pretrainingEpochs", 1);

    private static Dataset shapes;

    @BeforeAll
    static void readShapes() {
        shapes = SharedShapes.datasets().load(new DatasetRequest("shapes", 400, 100, 0, Optional.empty()));
    }

    /** Of the first ten steps, and of thirty: rounding grows, most where Adam divides by it. */
    private static final double FIRST = 5e-3;

    private static final double ALL = 5e-2;

    static List<List<Map<String, Object>>> defenses() {
        return List.of(
                List.of(NOISE, CEM),
                List.of(NOISE, DISTANCES),
                List.of(
                        Map.of("part", "channel-correlation"),
                        Map.of("part", "lipschitz"),
                        Map.of("part", "activation-norm")),
                List.of(Map.of("part", "mid"), Map.of("part", "feature-subtraction")),
                List.of(Map.of("part", "info-scissors", "pretrainingEpochs", 1)),
                List.of(SURROGATE),
                List.of(Map.of("part", "feature-dropping"), NOISE, Map.of("part", "top-k")));
    }

    @ParameterizedTest
    @MethodSource("defenses")
    void aTrainingComesToWhatItComesToOnTheHost(List<Map<String, Object>> defense) {
        List<RunEvent.Point> host = points(TorchEngine.on(DeviceChoice.CPU), defense);
        List<RunEvent.Point> kept = points(TorchEngine.onCpuAsOnACard(), defense);

        assertThat(kept).extracting(RunEvent.Point::series).isEqualTo(names(host));
        assertThat(told(kept, 1)).usingElementComparator(nearly(FIRST)).isEqualTo(told(host, 1));
        assertThat(told(kept, 3)).usingElementComparator(nearly(ALL)).isEqualTo(told(host, 3));
    }

    /** Its kernels are nearly singular, so that later epochs part. */
    @Test
    void anEpochWithBidoComesToWhatItComesToOnTheHost() {
        var bido = List.of(Map.<String, Object>of("part", "bido", "imageWeight", 0.05, "labelWeight", 0.2));

        assertThat(told(points(TorchEngine.onCpuAsOnACard(), bido), 1))
                .hasSize(3)
                .usingElementComparator(nearly(FIRST))
                .isEqualTo(told(points(TorchEngine.on(DeviceChoice.CPU), bido), 1));
    }

    /** Losses and penalties up to an epoch, curve by curve. */
    private static List<Double> told(List<RunEvent.Point> points, int epochs) {
        return Stream.of("training.loss", "training.penalty", "test.loss")
                .flatMap(series -> ofCurve(series, points).stream().limit(epochs))
                .toList();
    }

    /** Steps are compared in {@code ResidentSurrogatesTest}; here rounding of rotations grows through three epochs. */
    @ParameterizedTest
    @ValueSource(strings = {"gated-attention", "slot-attention", "fused-attention"})
    void aTrainingWithALearnedSurrogateComesToMuchTheSame(String part) {
        List<RunEvent.Point> host = points(TorchEngine.on(DeviceChoice.CPU), List.of(NOISE, Map.of("part", part)));
        List<RunEvent.Point> kept = points(TorchEngine.onCpuAsOnACard(), List.of(NOISE, Map.of("part", part)));

        assertThat(kept).extracting(RunEvent.Point::series).isEqualTo(names(host));
        assertThat(IntStream.range(0, 3))
                .allSatisfy(epoch -> assertThat(ofCurve("training.loss", kept).get(epoch))
                        .isCloseTo(ofCurve("training.loss", host).get(epoch), within(5e-3)));
    }

    @Test
    void aStepWithNoiseCopiesNothingAndTheLossesOfAnEpochTakeOneCopy() {
        assertThat(copiesOfAnEpoch(List.of(NOISE))).isEqualTo(new Copies(1, 2 * STEPS));
    }

    @Test
    void aStepWithConditionalEntropyCopiesDistancesOnceAndNoFeatures() {
        int distances = 400 * COMPONENTS;

        assertThat(copiesOfAnEpoch(List.of(NOISE, CEM))).isEqualTo(new Copies(STEPS + 1, distances + 2 * STEPS));
    }

    /** The diagonal too: batch × batch distances of features, and as many of images. */
    @Test
    void aStepWithDistanceCorrelationCopiesDistancesOnceAndNeitherFeaturesNorImages() {
        int batch = 400 / STEPS;

        assertThat(copiesOfAnEpoch(List.of(NOISE, DISTANCES)))
                .isEqualTo(new Copies(STEPS + 1, 2L * batch * batch * STEPS + 2 * STEPS));
    }

    /**
     * Twenty-five steps and what belongs to their epoch: losses after the twentieth and behind the last, the accuracy on the test images, and
     * of the state of each half its weights, momentum and statistics.
     */
    @Test
    void anEpochReadsLossesNowAndThenItsAccuracyOnceAndItsStateByTheVector() {
        var seen = new ArrayList<long[]>();
        train(TorchEngine.onCpuAsOnACard(), List.of(NOISE), 400 / 25, event -> {
            if (event instanceof RunEvent.Point point && point.series().equals("training.loss")) {
                seen.add(new long[] {HostCopies.count(), HostCopies.states()});
            }
        });

        assertThat(seen.get(2)[0] - seen.get(1)[0]).isEqualTo(2 + 1);
        assertThat(seen.get(2)[1] - seen.get(1)[1]).isEqualTo(2 * 3);
    }

    /**
     * Squared weights, variances and shares of one head; squared weights, variances and masses of five slots; both. Ten classes in a batch of
     * forty: some have one image, and then there is no bag of them. Beside the epoch's losses of the task there are those of gate and slots.
     */
    @ParameterizedTest
    @CsvSource({"gated-attention, 30, 11", "slot-attention, 150, 2", "fused-attention, 180, 13"})
    void aStepOfALearnedSurrogateCopiesNumbersOfVariancesOnceAndNoFeatures(String part, int variances, int losses) {
        Copies copies = copiesOfAnEpoch(List.of(Map.of("part", part)));

        assertThat(copies.count()).isEqualTo(STEPS + 1L);
        assertThat(copies.numbers()).isBetween(STEPS + 2L * STEPS, (variances + losses + 2L) * STEPS);
    }

    /** Copies to the host, and what they brought. */
    private record Copies(long count, long numbers) {

        static Copies untilNow() {
            return new Copies(HostCopies.count(), HostCopies.numbers());
        }
    }

    /** Of the second epoch: from the beginning of its steps to the curve that tells their losses. */
    private static Copies copiesOfAnEpoch(List<Map<String, Object>> defense) {
        var seen = new ArrayList<Copies>();
        train(TorchEngine.onCpuAsOnACard(), defense, event -> {
            boolean firstHasEnded = event instanceof RunEvent.Log;
            boolean secondIsTold = event instanceof RunEvent.Point point
                    && point.series().equals("training.loss")
                    && point.step() == 2;
            if (firstHasEnded || secondIsTold) {
                seen.add(Copies.untilNow());
            }
        });
        return new Copies(
                seen.get(1).count() - seen.get(0).count(),
                seen.get(1).numbers() - seen.get(0).numbers());
    }

    private static List<RunEvent.Point> points(Engine engine, List<Map<String, Object>> defense) {
        var points = new ArrayList<RunEvent.Point>();
        train(engine, defense, event -> {
            if (event instanceof RunEvent.Point point) {
                points.add(point);
            }
        });
        return points;
    }

    private static void train(Engine engine, List<Map<String, Object>> defense, ProgressListener listener) {
        train(engine, defense, 400 / STEPS, listener);
    }

    private static void train(
            Engine engine, List<Map<String, Object>> defense, int batchSize, ProgressListener listener) {
        ExperimentDefinition definition = definition(defense, batchSize);
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan = new Backbone.Plan(shapes.train().shape(), 10, normalization, 0.25, 1, Optional.of(Bottleneck.of(4)));
        SplitSpec split = definition.network().backbone().split(plan);
        for (EncoderShape shape : definition.defense().of(EncoderShape.class)) {
            split = shape.reshape(split);
        }
        try (SplitNetwork network = SplitNetwork.build(engine, split, definition.defense(), Seeds.of(1))) {
            new Trainer(network, definition.training(), shapes.train(), shapes.test(), Augmentation.CIFAR, Seeds.of(1))
                    .train(RunContext.of(listener, () -> false));
        }
    }

    private static ExperimentDefinition definition(List<Map<String, Object>> defense, int batchSize) {
        var json = new LinkedHashMap<String, Object>();
        json.put("dataset", Map.of("id", "shapes"));
        json.put("network", Map.of("backbone", "cnn-4"));
        json.put("training", Map.of("epochs", 3, "batchSize", batchSize));
        json.put("defense", defense);
        return new DefinitionReader().read(json);
    }

    private static List<String> names(List<RunEvent.Point> points) {
        return points.stream().map(RunEvent.Point::series).toList();
    }

    private static List<Double> ofCurve(String series, List<RunEvent.Point> points) {
        return points.stream()
                .filter(point -> point.series().equals(series))
                .map(RunEvent.Point::value)
                .toList();
    }

    private static Comparator<Double> nearly(double share) {
        return (a, b) -> Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b)) ? 0 : Double.compare(a, b);
    }
}
