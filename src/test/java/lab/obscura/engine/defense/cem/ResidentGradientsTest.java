package lab.obscura.engine.defense.cem;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static lab.obscura.engine.defense.cem.ResidentBatches.kept;
import static lab.obscura.engine.defense.cem.ResidentBatches.onHost;
import static lab.obscura.engine.defense.cem.ResidentBatches.penalty;
import static lab.obscura.engine.defense.cem.ResidentBatches.resident;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.autograd.Learned;
import lab.obscura.engine.defense.autograd.StoredAdam;
import lab.obscura.engine.defense.cem.attention.BagSamples;
import lab.obscura.engine.defense.cem.moments.FeatureMoments.Detail;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.graph.Node;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How gate and slots learn where an engine computes, against central differences of the same loss there, parameter by parameter. */
class ResidentGradientsTest {

    private static final int MEMORY = 3;
    private static final double MOVE = 1e-6;
    private static final double ALLOWED = 1e-4;

    private final Engine engine = TorchEngine.onCpuAsOnACard();
    private final FeatureBatch batch = onHost(4);

    /** What learns, and its loss on a step. */
    private record Learning(
            SurrogateStep.Plan plan,
            Learned learned,
            Function<SurrogateStep, BagSamples> samples,
            Function<SurrogateStep, Node> loss) {

        static Learning of(GateLearning gate, FeatureBatch batch) {
            return new Learning(
                    SurrogateStep.Plan.of(gate, Detail.MEAN),
                    gate.learned(batch),
                    SurrogateStep::gateSamples,
                    step -> gate.loss(step.gateSamples(), step.attention()));
        }

        static Learning ofSlots(SurrogateStep.Plan plan, FeatureBatch batch) {
            SlotLearning slots = plan.slots().orElseThrow();
            return new Learning(
                    plan,
                    slots.learned(batch),
                    SurrogateStep::slotSamples,
                    step -> slots.loss(step.slotSamples(), step.readings()));
        }

        /** With gradients as they are, however long. */
        Learned unshortened() {
            return new Learned(
                    StoredAdam.of(learned.adam().prefix(), learned.adam().rate()), learned.initials(), learned.seeds());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "auxiliary, 1, responsibilities, false",
        "auxiliary, 3, responsibilities, true",
        "auxiliary, 2, equal, false",
        "adversarial, 1, responsibilities, false",
        "adversarial, 3, energy, true",
    })
    void theGateFollowsTheSlopeOfItsLossThere(String mode, int heads, String weights, boolean energiesPerClass) {
        var part = (GatedAttention) penalty(Map.of(
                "part",
                "gated-attention",
                "mode",
                mode,
                "heads",
                heads,
                "headWeights",
                weights,
                "energiesPerClass",
                energiesPerClass,
                "temperature",
                0.02,
                "memory",
                MEMORY));

        assertSlopes(Learning.of(new GateLearning(part.gate(batch)), batch), trained(part));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slotsFollowTheSlopeOfTheirLossThere(boolean classEmbedding) {
        var part = (SlotAttention) penalty(
                Map.of("part", "slot-attention", "slots", 3, "classEmbedding", classEmbedding, "memory", MEMORY));
        var plan = SurrogateStep.Plan.of(part.learning(batch), SlotAttention.Mode.LEARNED);

        assertSlopes(Learning.ofSlots(plan, batch), trained(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-gate", "shrinkage"})
    void gateAndSlotsOfAFusionFollowTheirSlopesThere(String rule) {
        var part = (Fusion)
                penalty(Map.of("part", "fused-attention", "fusion", rule, "temperature", 0.05, "memory", MEMORY));
        var plan = new SurrogateStep.Plan(
                Optional.of(part.gate(batch)),
                Optional.of(part.slots(batch)),
                SlotAttention.Mode.LEARNED,
                rule.equals("shared-gate"),
                Detail.MEAN);
        Map<String, Tensor> trained = trained(part);

        assertSlopes(Learning.of(part.gate(batch), batch), trained);
        assertSlopes(Learning.ofSlots(plan, batch), trained);
    }

    /** As a few steps on the host leave it, with samples to remember, and the gates of the cross-attention open. */
    private static Map<String, Tensor> trained(Penalty part) {
        var state = new PartState();
        IntStream.range(0, 3).forEach(step -> part.learn(onHost(step), state));
        var trained = new LinkedHashMap<>(state.tensors());
        trained.replace("slots/cross/alpha", single(0.6f));
        trained.replace("slots/cross/beta", single(-0.4f));
        return trained;
    }

    private static Tensor single(float value) {
        return new Tensor(new long[] {1, 1}, new float[] {value});
    }

    private void assertSlopes(Learning learning, Map<String, Tensor> trained) {
        Map<String, double[]> gradients = gradients(learning, trained);
        Map<String, Double> errors = gradients.keySet().stream()
                .collect(toMap(name -> name, name -> error(learning, trained, name, gradients.get(name))));

        assertThat(errors.keySet()).isEqualTo(learnedOnTheHost(learning, trained));
        assertThat(gradients.values())
                .allSatisfy(gradient -> assertThat(length(gradient)).isPositive());
        assertThat(errors)
                .allSatisfy((name, error) -> assertThat(error).as(name).isLessThan(ALLOWED));
    }

    private static Set<String> learnedOnTheHost(Learning learning, Map<String, Tensor> trained) {
        String moments = moments(learning);
        return trained.keySet().stream()
                .filter(name -> name.startsWith(moments))
                .map(name -> name.substring(moments.length()))
                .collect(toSet());
    }

    private static String moments(Learning learning) {
        return learning.learned().adam().prefix() + "adam.m/";
    }

    /** From the means that Adam's first step leaves, a tenth of the gradients. */
    private Map<String, double[]> gradients(Learning learning, Map<String, Tensor> trained) {
        return with(learning, trained, (step, state) -> {
            step.site().within(() -> {
                step.site()
                        .step(
                                learning.unshortened(),
                                learning.samples().apply(step),
                                learning.loss().apply(step));
                return true;
            });
            var gradients = new LinkedHashMap<String, double[]>();
            state.tensors().forEach((name, tensor) -> {
                if (name.startsWith(moments(learning))) {
                    gradients.put(name.substring(moments(learning).length()), times(tensor.values(), 10));
                }
            });
            return gradients;
        });
    }

    private static double[] times(float[] values, double factor) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> factor * values[i])
                .toArray();
    }

    private double loss(Learning learning, Map<String, Tensor> parameters) {
        return with(
                learning,
                parameters,
                (step, state) -> step.site()
                        .within(() -> step.site()
                                .unread(List.of(learning.loss().apply(step)))
                                .get(0)
                                .get()[0]));
    }

    /** A step from here, with moments of nothing. */
    private <T> T with(
            Learning learning, Map<String, Tensor> parameters, BiFunction<SurrogateStep, PartState, T> work) {
        var fresh = new LinkedHashMap<>(parameters);
        fresh.keySet().removeIf(name -> name.contains("/adam."));
        try (Batch features = kept(engine, batch.clean());
                var state = new PartState(engine, Seeds.of(5))) {
            state.load(fresh);
            FeatureBatch there = resident(batch, features);
            SurrogateStep step = SurrogateStep.of(
                    this,
                    learning.plan(),
                    there,
                    state,
                    () -> SurrogateSite.of(there, state, SlotAxis.SAMPLES, MEMORY));
            return work.apply(step, state);
        }
    }

    /** All values of a parameter moved at once, each to a side of its own; relative to the farthest that the loss could have moved. */
    private double error(Learning learning, Map<String, Tensor> trained, String name, double[] gradient) {
        float[] up = moved(trained.get(name).values(), name, MOVE);
        float[] down = moved(trained.get(name).values(), name, -MOVE);
        double rise = loss(learning, replaced(trained, name, up)) - loss(learning, replaced(trained, name, down));
        double expected = IntStream.range(0, gradient.length)
                .mapToDouble(i -> gradient[i] * ((double) up[i] - down[i]))
                .sum();
        return Math.abs(rise - expected) / (2 * MOVE * length(gradient));
    }

    private static float[] moved(float[] values, String name, double by) {
        var sides = new RandomStream(name.hashCode());
        float[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (sides.nextDouble() < 0.5 ? by : -by);
        }
        return moved;
    }

    private static Map<String, Tensor> replaced(Map<String, Tensor> trained, String name, float[] values) {
        var replaced = new LinkedHashMap<>(trained);
        replaced.put(name, new Tensor(trained.get(name).shape(), values));
        return replaced;
    }

    private static double length(double[] values) {
        return Math.sqrt(DoubleStream.of(values).map(value -> value * value).sum());
    }
}
