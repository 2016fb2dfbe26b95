package lab.obscura.engine.defense.cem;

import static lab.obscura.engine.defense.cem.ResidentBatches.COUNT;
import static lab.obscura.engine.defense.cem.ResidentBatches.FEATURE;
import static lab.obscura.engine.defense.cem.ResidentBatches.kept;
import static lab.obscura.engine.defense.cem.ResidentBatches.onHost;
import static lab.obscura.engine.defense.cem.ResidentBatches.penalty;
import static lab.obscura.engine.defense.cem.ResidentBatches.resident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.graph.GraphCalls;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A held-out mixture learns the same from gradients that come from where an engine keeps the features. */
class ResidentMixtureTest {

    private static final ImageShape IMAGE = new ImageShape(6, 4, 1);
    private static final int STEPS = 4;
    private static final double ROUNDED = 1e-6;

    private final Engine host = TorchEngine.on(DeviceChoice.CPU);
    private final Engine engine = TorchEngine.onCpuAsOnACard();

    /** What a step told, and what the state held after it. */
    private record Said(Map<String, Double> curves, Map<String, Tensor> tensors) {}

    /** Each step begins from the host's state. */
    @ParameterizedTest
    @ValueSource(strings = {"shortcut", "parallel"})
    void theMixtureMovesAsOnTheHost(String rule) {
        Penalty penalty = fusion(rule, "held-out");
        try (var here = new PartState(host, Seeds.of(5));
                var there = new PartState(engine, Seeds.of(5))) {
            here.put("fusion.mixture", new Tensor(new long[] {4}, new float[] {0.4f, 0, 0, 0}));
            var differences = IntStream.range(0, STEPS)
                    .mapToObj(step -> {
                        there.load(here.tensors());
                        return compared(learnedHere(penalty, step, here), learnedThere(penalty, step, there));
                    })
                    .toList();

            assertThat(differences).allSatisfy(difference -> {
                assertThat(difference.direction()).isBetween(1e-3, 1.0);
                assertThat(difference.curves()).isLessThan(ROUNDED);
                assertThat(difference.state()).isLessThan(ROUNDED);
            });
            assertThat(here.find("fusion.mixture").orElseThrow().values()[0]).isNotCloseTo(0.4f, within(0.01f));
        }
    }

    /**
     * Largest differences.
     *
     * @param direction how surely the mixture moved on the host
     * @param curves relative to 1 and the number
     * @param state relative to the largest of a tensor
     */
    private record Differences(double direction, double curves, double state) {}

    private static Differences compared(Said expected, Said found) {
        assertThat(found.curves().keySet()).isEqualTo(expected.curves().keySet());
        assertThat(found.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        return new Differences(
                Math.abs(expected.curves().get("mixtureDirection")),
                expected.curves().entrySet().stream()
                        .mapToDouble(one -> Math.abs(found.curves().get(one.getKey()) - one.getValue())
                                / (1 + Math.abs(one.getValue())))
                        .max()
                        .orElseThrow(),
                expected.tensors().entrySet().stream()
                        .mapToDouble(one -> relative(
                                one.getValue().values(),
                                found.tensors().get(one.getKey()).values()))
                        .max()
                        .orElseThrow());
    }

    private static double relative(float[] expected, float[] found) {
        double largest = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(expected[i]))
                .max()
                .orElse(0);
        return IntStream.range(0, expected.length)
                        .mapToDouble(i -> Math.abs((double) found[i] - expected[i]))
                        .max()
                        .orElse(0)
                / Math.max(largest, 1e-30);
    }

    private static Said learnedHere(Penalty penalty, int step, PartState state) {
        FeatureBatch batch = batch(step);
        penalty.at(batch, state);
        return new Said(penalty.learn(batch, state), state.tensors());
    }

    private Said learnedThere(Penalty penalty, int step, PartState state) {
        return new Said(curvesThere(penalty, step, state), state.tensors());
    }

    private Map<String, Double> curvesThere(Penalty penalty, int step, PartState state) {
        FeatureBatch batch = batch(step);
        try (Batch features = kept(engine, batch.clean())) {
            FeatureBatch there = readable(batch, features);
            penalty.at(there, state).closeResident();
            return penalty.learn(there, state);
        }
    }

    /** The features and the penalty's gradients of two mixtures; two images and a gradient of the surrogate's decoder. */
    @Test
    void aHeldOutMixtureBringsThreeCopiesAndThreeOfItsDecoder() {
        long living = GraphCalls.ofThisProcess().living();

        assertThat(copies("held-out") - copies("scheduled")).isEqualTo(3 + 3);
        assertThat(GraphCalls.ofThisProcess().living()).isEqualTo(living);
    }

    private long copies(String mixture) {
        Penalty penalty = fusion("shortcut", mixture);
        try (var state = new PartState(engine, Seeds.of(5))) {
            curvesThere(penalty, 0, state);
            long before = HostCopies.count();
            curvesThere(penalty, 1, state);
            return HostCopies.count() - before;
        }
    }

    private static Penalty fusion(String rule, String mixture) {
        return penalty(Map.of("part", "fused-attention", "fusion", rule, "mixture", mixture, "memory", 3));
    }

    /** Of images whose places are known, so that some are held out. */
    private static FeatureBatch batch(int step) {
        FeatureBatch plain = onHost(step);
        var random = new RandomStream(100 + step);
        float[] pixels = new float[COUNT * IMAGE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble();
        }
        int[] places = new int[COUNT];
        Arrays.setAll(places, i -> i + step * COUNT);
        var images = new FeatureBatch.Images(IMAGE, pixels, pixels, places, Attributes.NONE);
        return new FeatureBatch(plain.values(), plain.labels(), plain.classes(), plain.step(), images);
    }

    /** Whose features come to the host if somebody asks. */
    private static FeatureBatch readable(FeatureBatch batch, Batch features) {
        FeatureBatch there = resident(batch, features);
        return new FeatureBatch(
                new FeatureBatch.Values(
                        FEATURE, COUNT, features::values, there.values().readingSent(), Optional.of(features)),
                batch.labels(),
                batch.classes(),
                batch.step(),
                batch.images());
    }
}
