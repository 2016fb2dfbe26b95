package lab.obscura.engine.defense.cem;

import static lab.obscura.engine.defense.cem.ResidentBatches.CLASSES;
import static lab.obscura.engine.defense.cem.ResidentBatches.FEATURE;
import static lab.obscura.engine.defense.cem.ResidentBatches.kept;
import static lab.obscura.engine.defense.cem.ResidentBatches.onHost;
import static lab.obscura.engine.defense.cem.ResidentBatches.penalty;
import static lab.obscura.engine.defense.cem.ResidentBatches.resident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.graph.GraphCalls;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The learned surrogates of CEM where an engine keeps the features say and learn what they do in Java. Values, diagnostics and gradients of a
 * step that begins alike agree to 1e-9, gradients and what is learned after they were rounded to float32.
 */
class ResidentSurrogatesTest {

    private static final double EXACT = 1e-9;
    /** Of float32, relative: what lies near the middle of two numbers may round to either. */
    private static final double ROUNDED = 2.5e-7;

    private final Engine engine = TorchEngine.onCpuAsOnACard();

    static Stream<Map<String, Object>> variants() {
        return Stream.of(
                        Stream.of("auxiliary", "adversarial", "frozen", "uniform")
                                .map(mode -> variant("gated-attention", "mode", mode)),
                        Stream.of("responsibilities", "equal", "energy")
                                .map(weights -> variant("gated-attention", "heads", 3, "headWeights", weights)),
                        Stream.of("responsibilities", "equal", "energy")
                                .map(weights -> variant(
                                        "gated-attention",
                                        "heads",
                                        2,
                                        "headWeights",
                                        weights,
                                        "mode",
                                        "adversarial",
                                        "covariance",
                                        "diagonal",
                                        "energiesPerClass",
                                        true,
                                        "temperature",
                                        0.1,
                                        "memory",
                                        0)),
                        Stream.of("learned", "frozen", "uniform")
                                .map(mode -> variant("slot-attention", "mode", mode, "slots", 3)),
                        Stream.of("learned", "frozen", "uniform")
                                .map(mode -> variant("slot-attention", "mode", mode, "slots", 3, "axis", "positions")),
                        Stream.of(
                                variant("slot-attention", "truncatedGradient", true, "classEmbedding", false),
                                variant("slot-attention", "slots", 1, "memory", 2, "iterations", 1),
                                variant("slot-attention", "strength", "per-sample", "schedule", "capped")),
                        Stream.of("shortcut", "parallel", "shrinkage", "shared-gate", "maximum")
                                .map(rule -> variant("fused-attention", "fusion", rule)),
                        Stream.of("frozen", "uniform")
                                .map(mode -> variant("fused-attention", "fusion", "shared-gate", "slotMode", mode)))
                .flatMap(all -> all);
    }

    private static Map<String, Object> variant(String part, Object... settings) {
        var all = new LinkedHashMap<String, Object>(Map.of("part", part));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((String) settings[i], settings[i + 1]);
        }
        all.putIfAbsent("memory", 3);
        return all;
    }

    /** Each step begins from the host's state, which so goes on at the engine in every step. */
    @ParameterizedTest
    @MethodSource("variants")
    void everyStepIsThatOfTheHost(Map<String, Object> settings) {
        Penalty penalty = penalty(settings);
        try (var host = new PartState();
                var there = new PartState(engine, Seeds.of(5))) {
            var differences = IntStream.range(0, 6)
                    .mapToObj(step -> compared(penalty, step, host, there))
                    .toList();

            assertThat(differences).allSatisfy(step -> {
                assertThat(step.value()).as("value").isLessThan(EXACT);
                assertThat(step.gradient()).as("gradient").isLessThan(ROUNDED);
                assertThat(step.diagnostics()).as("diagnostics").isLessThan(EXACT);
                assertThat(step.state()).as("state").isLessThan(ROUNDED);
            });
            assertThat(differences.get(5).largestGradient()).isPositive();
        }
    }

    /** Largest differences, relative to the largest of what is compared, or for diagnostics to themselves. */
    private record Differences(
            double value, double gradient, double largestGradient, double diagnostics, double state) {}

    private Differences compared(Penalty penalty, int step, PartState host, PartState there) {
        there.load(host.tensors());
        FeatureBatch onHost = onHost(step);
        PenaltyValue expected = penalty.at(onHost, host);
        Map<String, Double> expectedCurves = penalty.learn(onHost, host);
        try (Batch features = kept(engine, onHost.clean())) {
            FeatureBatch resident = resident(onHost, features);
            PenaltyValue found = penalty.at(resident, there);
            assertThat(found.gradient()).isEmpty();
            float[] gradient = found.resident().isEmpty() ? new float[0] : found.gradientOnHost();
            Map<String, Double> curves = penalty.learn(resident, there);
            assertThat(curves.keySet()).containsExactlyElementsOf(expectedCurves.keySet());
            double[] exact = doubles(expected.gradient());
            return new Differences(
                    Math.abs(found.value() - expected.value()),
                    gradient.length == 0 ? largest(exact) : relative(exact, doubles(gradient)),
                    largest(exact),
                    curves.keySet().stream()
                            .mapToDouble(name -> Math.abs(curves.get(name) - expectedCurves.get(name))
                                    / (1 + Math.abs(expectedCurves.get(name))))
                            .max()
                            .orElseThrow(),
                    difference(host.tensors(), there.tensors()));
        }
    }

    private static double difference(Map<String, Tensor> expected, Map<String, Tensor> found) {
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        return expected.entrySet().stream()
                .mapToDouble(entry -> relative(
                        doubles(entry.getValue().values()),
                        doubles(found.get(entry.getKey()).values())))
                .max()
                .orElseThrow();
    }

    private static double relative(double[] expected, double[] found) {
        assertThat(found).hasSameSizeAs(expected);
        double difference = IntStream.range(0, found.length)
                .mapToDouble(i -> Math.abs(found[i] - expected[i]))
                .max()
                .orElse(0);
        return difference / Math.max(largest(expected), 1e-30);
    }

    private static double largest(double[] values) {
        return DoubleStream.of(values).map(Math::abs).max().orElse(0);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** The penalty's gradient leaves attention and responsibilities alone: so does this derivative. */
    @ParameterizedTest
    @CsvSource({"gated-attention, uniform", "slot-attention, uniform", "fused-attention, uniform"})
    void theGradientThereIsTheSlopeOfTheValueThere(String part, String mode) {
        Map<String, Object> settings = part.equals("fused-attention")
                ? variant(part, "mode", mode, "slotMode", mode, "fusion", "shrinkage", "memory", 0)
                : variant(part, "mode", mode, "memory", 0);
        Penalty penalty = penalty(settings);
        FeatureBatch batch = onHost(8);
        float[] clean = batch.clean();
        try (var state = new PartState(engine, Seeds.of(5));
                Batch features = kept(engine, clean)) {
            float[] gradient = penalty.at(resident(batch, features), state).gradientOnHost();
            double square = DoubleStream.of(doubles(gradient)).map(g -> g * g).sum();
            double step = 1e-3 / Math.sqrt(square);
            double above = value(penalty, batch, moved(clean, gradient, step), state);
            double below = value(penalty, batch, moved(clean, gradient, -step), state);

            double weight = 16 * 0.001 / 0.05; // λ_eff of the published schedule
            assertThat(weight * (above - below) / (2 * step)).isCloseTo(square, within(2e-3 * square));
        }
    }

    private double value(Penalty penalty, FeatureBatch batch, float[] clean, PartState state) {
        try (Batch features = kept(engine, clean)) {
            PenaltyValue value = penalty.at(resident(batch, features), state);
            value.resident().forEach(Batch::close);
            return value.value();
        }
    }

    private static float[] moved(float[] from, float[] direction, double by) {
        float[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        return moved;
    }

    /** A run that started on a card goes on on a CPU, and the other way round. */
    @ParameterizedTest
    @CsvSource({"gated-attention", "slot-attention", "fused-attention"})
    void whatWasLearnedThereGoesOnOnTheHost(String part) {
        Penalty penalty = penalty(variant(part));
        try (var there = new PartState(engine, Seeds.of(5));
                var alone = new PartState()) {
            IntStream.range(0, 3).forEach(step -> learn(penalty, step, there));
            IntStream.range(0, 3).forEach(step -> penalty.learn(onHost(step), alone));
            var resumed = new PartState(there.tensors());

            Map<String, Double> after = penalty.learn(onHost(3), resumed);
            Map<String, Double> undisturbed = penalty.learn(onHost(3), alone);
            penalty.learn(onHost(3), there); // the same state, asked for on the host

            assertThat(after.keySet())
                    .allSatisfy(name ->
                            assertThat(after.get(name)).as(name).isCloseTo(undisturbed.get(name), within(1e-5)));
            assertThat(difference(resumed.tensors(), there.tensors())).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"gated-attention", "slot-attention", "fused-attention"})
    void noTensorOfAStepOutlivesIt(String part) {
        Penalty penalty = penalty(variant(part));
        long before = GraphCalls.ofThisProcess().living();
        try (var state = new PartState(engine, Seeds.of(5))) {
            IntStream.range(0, 20).forEach(step -> learn(penalty, step, state));

            assertThat(GraphCalls.ofThisProcess().living()).isEqualTo(before);
            look(penalty, 21, state);
            assertThat(GraphCalls.ofThisProcess().living()).isGreaterThan(before);
        }
        assertThat(GraphCalls.ofThisProcess().living()).isEqualTo(before);
    }

    /** What a step asks of libtorch does not depend on how many classes there are: {@code docs/performance.md} names the numbers. */
    @ParameterizedTest
    @CsvSource({"gated-attention, 110", "slot-attention, 350", "fused-attention, 450"})
    void aStepTakesHundredsOfOperationsWhateverTheNumberOfClasses(String part, int most) {
        Penalty penalty = penalty(variant(part));
        try (var state = new PartState(engine, Seeds.of(5))) {
            learn(penalty, 0, state);
            long before = GraphCalls.ofThisProcess().count();

            FeatureBatch batch = onHost(1);
            try (Batch features = kept(engine, batch.clean())) {
                FeatureBatch there = resident(batch, features);
                penalty.at(there, state).resident().forEach(Batch::close);
                penalty.learn(there, state);
            }

            assertThat(GraphCalls.ofThisProcess().count() - before).isBetween(most / 2L, (long) most);
        }
    }

    /** Libtorch goes back by itself: nothing of it passes the binding. Part of the operations are views, which launch nothing on a card. */
    @Test
    void theWayBackTakesHundredsOfOperations() {
        var gated = (GatedAttention) penalty(variant("gated-attention"));
        var slotted = (SlotAttention) penalty(variant("slot-attention"));
        FeatureBatch batch = onHost(1);
        try (Batch features = kept(engine, batch.clean());
                var state = new PartState(engine, Seeds.of(5));
                SurrogateSite site = SurrogateSite.of(resident(batch, features), state, SlotAxis.SAMPLES, 3)) {
            var gate = new GateLearning(gated.gate(batch));
            var slots = slotted.learning(batch);
            int behindGate = site.within(() -> {
                BagSamples samples = site.samples(gate.learned(batch));
                return GraphCalls.behind(gate.loss(samples, gate.gate().attention(samples)));
            });
            int behindSlots = site.within(() -> {
                BagSamples samples = site.samples(slots.learned(batch));
                var readings = slots.slots().read(samples, SlotLearning.conditions(List.of(), batch, state));
                return GraphCalls.behind(slots.loss(samples, readings));
            });

            assertThat(behindGate).isBetween(30, 80);
            assertThat(behindSlots).isBetween(400, 700);
        }
    }

    @Test
    void aBatchOfStrangersHasNoPenaltyThereEither() {
        Penalty penalty = penalty(variant("fused-attention", "memory", 0));
        FeatureBatch lonely = FeatureBatch.ofVectors(
                new float[3 * FEATURE.size()],
                new int[] {0, 1, 2},
                CLASSES,
                onHost(1).step());
        try (Batch features = kept(engine, lonely.clean());
                var state = new PartState(engine, Seeds.of(5))) {
            FeatureBatch there = lonely.with(Optional.of(features));

            assertThat(penalty.at(there, state).value()).isZero();
            assertThat(penalty.at(there, state).resident()).isEmpty();
            assertThat(penalty.learn(there, state)).containsKey("effectiveWeight");
        }
    }

    private void learn(Penalty penalty, int step, PartState state) {
        FeatureBatch batch = onHost(step);
        try (Batch features = kept(engine, batch.clean())) {
            penalty.learn(resident(batch, features), state);
        }
    }

    private void look(Penalty penalty, int step, PartState state) {
        FeatureBatch batch = onHost(step);
        try (Batch features = kept(engine, batch.clean())) {
            penalty.at(resident(batch, features), state).resident().forEach(Batch::close);
        }
    }
}
