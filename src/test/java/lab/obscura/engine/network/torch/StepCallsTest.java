package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.Library;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.step.LibtorchStep;
import lab.obscura.engine.network.torch.step.StepCalls;
import lab.obscura.engine.network.torch.step.StepFormula;
import lab.obscura.engine.seed.RandomStream;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many operators of libtorch a step calls, and that a step of one kernel comes to the same numbers. */
class StepCallsTest {

    /** Kernels, vectors and a single number, as networks have them. */
    private static final long[][] SHAPES = {{3, 3, 4, 8}, {8}, {1, 1, 1, 1}, {17, 5}};

    private static Device device;

    @BeforeAll
    static void load() {
        Library.load();
        device = Device.of(DeviceChoice.CPU, ScalarType.Float, Arithmetic.DEFAULT);
    }

    static OptimizerStep[] steps() {
        return new OptimizerStep[] {
            new Sgd(0.1, 0, 0),
            new Sgd(0.05, 0.9, 0.01),
            Adam.of(0.01, 0),
            Adam.of(0.01, 0.1),
            new Adam(0.02, 0.8, 0.95, 1e-6, 0.05, true)
        };
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aStepCallsAsManyOperatorsForThreeParametersAsForThreeHundred(OptimizerStep how) {
        assertThat(callsOfOneStep(how, 300, this::plain)).isEqualTo(callsOfOneStep(how, 3, this::plain));
        assertThat(callsOfOneStep(how, 300, this::fused)).isEqualTo(callsOfOneStep(how, 3, this::fused));
    }

    @Test
    void gatheringIsOneCallAndAStepEightAtMost() {
        assertThat(callsOfOneStep(new Sgd(0.05, 0.9, 0.01), 50, this::plain))
                .containsExactly("copyEach", "add", "scale", "add", "add");
        assertThat(callsOfOneStep(Adam.of(0.01, 0.1), 50, this::plain)).hasSize(1 + 8);
        assertThat(callsOfOneStep(new Adam(0.02, 0.8, 0.95, 1e-6, 0.05, true), 50, this::plain))
                .hasSize(1 + 8);
    }

    @Test
    void onACardTheStepIsOneKernel() {
        assertThat(callsOfOneStep(new Sgd(0.05, 0.9, 0.01), 50, this::fused)).containsExactly("copyEach", "fusedSgd");
        assertThat(callsOfOneStep(Adam.of(0.01, 0.1), 50, this::fused))
                .containsExactly("copyEach", "fill", "fusedAdam");
    }

    @Test
    void nothingOfAStepPassesByTheCountedCalls() {
        JavaClasses classes = new ClassFileImporter()
                .importClasses(StepRule.class, StepFormula.class, StepFormula.Plain.class, StepFormula.Fused.class);

        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.type(
                                        org.bytedeco.pytorch.Tensor.class))))
                .check(classes);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theStepOfOneKernelComesToTheSameNumbers(OptimizerStep how) {
        Map<String, Tensor> plain = afterSteps(how, this::plain);

        Map<String, Tensor> fused = afterSteps(how, this::fused);

        assertThat(fused.keySet()).isEqualTo(plain.keySet());
        assertThat(plain.keySet()).allSatisfy(name -> {
            float[] expected = plain.get(name).values();
            float[] found = fused.get(name).values();
            assertThat(largestDifference(found, expected)).as(name).isCloseTo(0, within(2e-6));
        });
    }

    @Test
    void gradientsOfSeveralPassesAddUp() {
        try (Weights weights = new Weights(initial(3), device, new LibtorchStep())) {
            add(weights, 3, 1);
            float[] first = weights.values();
            add(weights, 3, 2);
            float[] both = weights.values();
            weights.clear();
            assertThat(weights.norm()).isZero();
            add(weights, 3, 2);
            float[] second = weights.values();

            float[] sum = new float[first.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = first[i] + second[i];
            }
            assertThat(both).containsExactly(sum);
            assertThat(weights.of("p0.weight")).hasSize(3 * 3 * 4 * 8).doesNotContain(0f);
        }
    }

    private static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }

    private StepFormula plain(StepCalls calls) {
        return StepFormula.plain(calls);
    }

    private StepFormula fused(StepCalls calls) {
        return StepFormula.fused(calls);
    }

    /** The names of the operators between a backward pass and the next. */
    private static List<String> callsOfOneStep(
            OptimizerStep how, int parameters, Function<StepCalls, StepFormula> formula) {
        List<String> called = new ArrayList<>();
        StepCalls calls = counting(called);
        try (Weights weights = new Weights(initial(parameters), device, calls);
                StepRule rule = new StepRule(weights, formula.apply(calls))) {
            add(weights, parameters, 1);
            rule.apply(how);
            weights.clear();
            called.clear();
            add(weights, parameters, 2);
            rule.apply(how);
            weights.clear();
            return called;
        }
    }

    private static Map<String, Tensor> afterSteps(OptimizerStep how, Function<StepCalls, StepFormula> formula) {
        StepCalls calls = new LibtorchStep();
        try (Weights weights = new Weights(initial(4), device, calls);
                StepRule rule = new StepRule(weights, formula.apply(calls))) {
            for (int step = 1; step <= 5; step++) {
                add(weights, 4, step);
                rule.apply(how);
                weights.clear();
            }
            var all = new LinkedHashMap<>(weights.tensors("", weights.flatValues()));
            all.putAll(rule.state());
            return all;
        }
    }

    private static NetworkState initial(int parameters) {
        var tensors = new LinkedHashMap<String, Tensor>();
        var random = new RandomStream(7);
        for (int i = 0; i < parameters; i++) {
            long[] shape = SHAPES[i % SHAPES.length];
            var tensor = new Tensor(shape, random.gaussians(size(shape), 1));
            tensors.put("p" + i + ".weight", tensor);
        }
        return new NetworkState(tensors);
    }

    private static int size(long[] shape) {
        int size = 1;
        for (long side : shape) {
            size *= (int) side;
        }
        return size;
    }

    /** As a backward pass leaves them: kernels out × in × height × width. */
    private static void add(Weights weights, int parameters, int seed) {
        var random = new RandomStream(seed);
        Scope.quietly(() -> {
            var found = new TensorVector();
            for (int i = 0; i < parameters; i++) {
                long[] shape = SHAPES[i % SHAPES.length];
                org.bytedeco.pytorch.Tensor flat =
                        org.bytedeco.pytorch.Tensor.create(random.gaussians(size(shape), 1.0), size(shape));
                found.push_back(
                        shape.length == 4 ? flat.view(shape[3], shape[2], shape[0], shape[1]) : flat.view(shape));
            }
            weights.add(found);
        });
    }

    private static StepCalls counting(List<String> called) {
        StepCalls real = new LibtorchStep();
        return (StepCalls) Proxy.newProxyInstance(
                StepCalls.class.getClassLoader(), new Class<?>[] {StepCalls.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
