package lab.obscura.engine.network.torch.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.metric.MultiScaleSimilarity;
import lab.obscura.engine.metric.StructuralSimilarity;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.Formula;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.batch.Quantity;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas say what they say, and their gradients where they go. */
class TorchFormulaTest {

    private static final ImageShape SHAPE = new ImageShape(3, 2, 2);
    private static final int COUNT = 4;
    private static final int VALUES = COUNT * SHAPE.size();

    private final ResidentWork work = TorchEngine.onCpuAsOnACard().batchWork().orElseThrow();

    /** Above 0.2, and none of two values near another or near a place where something jumps. */
    private final float[] values = drawn(3, 0.2);

    /** Every operation once, by what it makes of the values; weighed, so that no two of its results count the same. */
    static Stream<Arguments> operations() {
        return Stream.of(
                operation("plus", x -> x.plus(x.square())),
                operation("plus a number", x -> x.plus(3)),
                operation("minus", x -> x.minus(x.square())),
                operation("times", x -> x.times(x.exponential())),
                operation("times a number", x -> x.times(-2.5)),
                operation("over", x -> x.over(x.square().plus(1))),
                operation("square", Quantity::square),
                operation("root", Quantity::root),
                operation("absolute", x -> x.plus(-0.53).absolute()),
                operation("exponential", Quantity::exponential),
                operation("logarithm", Quantity::logarithm),
                operation("hyperbolic tangent", Quantity::hyperbolicTangent),
                operation("softplus", x -> x.plus(-0.5).softplus()),
                operation("at least", x -> x.atLeast(0.53)),
                operation("is positive", x -> x.times(x.plus(-0.53).isPositive())),
                operation("sum", x -> x.times(x.sum())),
                operation("mean", x -> x.times(x.mean())),
                operation("sum along", x -> x.times(x.sum(1))),
                operation("mean along", x -> x.times(x.mean(0))),
                operation("logarithm of a sum", x -> x.times(x.logarithmOfSum(2))),
                operation("shaped, product, turned", x -> {
                    Quantity rows = x.shaped(COUNT, -1);
                    return rows.product(rows.turned()).product(rows).shaped(x.shape());
                }),
                operation("part", x -> x.part(1, 1, 1).times(x.part(1, 0, 1)).plus(x)),
                operation("chosen", x -> x.times(x.chosen(3, 0, 0, 1))));
    }

    private static Arguments operation(String name, UnaryOperator<Quantity> operation) {
        return Arguments.of(name, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void theGradientIsTheSlope(String name, UnaryOperator<Quantity> operation) {
        double[] weights = new double[VALUES];
        Arrays.setAll(weights, i -> 0.3 + 0.07 * (i * 5 % VALUES));
        Formula formula = (constants, at) -> {
            Quantity made = operation.apply(at.get(0));
            return List.of(made.times(constants.of(weights, made.shape())).sum());
        };

        float[] gradient;
        try (Batch batch = Batch.of(values, SHAPE);
                Batch found = work.derive(List.of(batch), formula).gradient()) {
            gradient = found.values();
        }

        float[] slopes = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            slopes[i] = (float) ((value(formula, i, 1e-3f) - value(formula, i, -1e-3f))
                    / ((double) (values[i] + 1e-3f) - (double) (values[i] - 1e-3f)));
        }
        assertThat(gradient).as(name).containsExactly(slopes, within(2e-3f));
    }

    private double value(Formula formula, int place, float step) {
        float[] moved = values.clone();
        moved[place] += step;
        try (Batch batch = Batch.of(moved, SHAPE)) {
            Derived derived = work.derive(List.of(batch), formula);
            derived.gradients().forEach(Batch::close);
            return derived.number(0);
        }
    }

    @Test
    void operationsComeToWhatTheySay() {
        double[] numbers = {1, -2, 0, 4};
        Formula formula = (constants, at) -> {
            Quantity x = constants.of(numbers, 2, 2);
            return List.of(
                    at.get(0).sum(),
                    x.isPositive().sum(),
                    x.absolute().sum(),
                    x.atLeast(-1).sum(),
                    x.product(x.turned()).chosen(1).part(1, 0, 1).sum(),
                    x.softplus().sum(),
                    x.logarithmOfSum(1).chosen(0).sum(),
                    x.mean(0).part(1, 1, 1).sum());
        };
        try (Batch batch = Batch.of(new float[] {1, 2}, new ImageShape(1, 1, 2))) {
            Derived derived = work.derive(List.of(batch), formula);
            derived.gradient().close();

            double softplus = Math.log1p(Math.E) + Math.log1p(Math.exp(-2)) + Math.log(2) + Math.log1p(Math.exp(4));
            assertThat(derived.reading().get())
                    .containsExactly(
                            new double[] {3, 2, 7, 4, -8, softplus, Math.log(Math.E + Math.exp(-2)), 1}, within(1e-12));
        }
    }

    @Test
    void aSimilarityIsTheMetricsOfEachImage() {
        var shape = new ImageShape(13, 11, 3);
        float[] originals = new RandomStream(1).gaussians(2 * shape.size(), 0.3);
        float[] others = new RandomStream(2).gaussians(2 * shape.size(), 0.3);
        try (Batch batch = Batch.of(others, shape)) {
            Derived derived = work.derive(List.of(batch), (constants, at) -> {
                Quantity likeness =
                        constants.of(originals, shape).similarity(at.get(0), MultiScaleSimilarity.rule(shape));
                return List.of(
                        likeness.sum(),
                        likeness.chosen(0).sum(),
                        likeness.chosen(1).sum());
            });
            derived.gradient().close();

            var metric = new StructuralSimilarity();
            double first =
                    metric.of(Arrays.copyOf(originals, shape.size()), Arrays.copyOf(others, shape.size()), shape);
            double second = metric.of(
                    Arrays.copyOfRange(originals, shape.size(), 2 * shape.size()),
                    Arrays.copyOfRange(others, shape.size(), 2 * shape.size()),
                    shape);
            assertThat(derived.reading().get())
                    .containsExactly(new double[] {first + second, first, second}, within(1e-12));
        }
    }

    @Test
    void constantsLieInTheOrderOfTheBatch() {
        float[] others = drawn(4, 0.1);
        try (Batch batch = Batch.of(values, SHAPE);
                Batch other = Batch.of(others, SHAPE)) {
            var placed = new PlacedSamples(other, List.of(0.5, 0.25), List.of(0.5, 2.0));
            Derived derived = work.derive(
                    List.of(batch),
                    (constants, at) -> List.of(
                            at.get(0).times(constants.of(other)).sum(),
                            at.get(0).times(constants.of(others, SHAPE)).sum(),
                            at.get(0).times(constants.of(placed)).sum()));
            try (Batch gradient = derived.gradient()) {
                assertThat(gradient.values()).containsExactly(others);
            }
            double product = 0;
            double moved = 0;
            for (int i = 0; i < VALUES; i++) {
                product += (double) values[i] * others[i];
                moved += values[i] * (i % 2 == 0 ? (others[i] - 0.5) / 0.5 : (others[i] - 0.25) / 2.0);
            }
            assertThat(derived.reading().get()).containsExactly(new double[] {product, product, moved}, within(1e-5));
        }
    }

    @Test
    void derivativesGoToEveryBatchAndOneCopyBringsAllNumbers() {
        long copies = HostCopies.count();
        try (Batch first = Batch.of(values, SHAPE);
                Batch second = Batch.of(drawn(4, 0.1), SHAPE)) {
            Derived product = work.derive(
                    List.of(first, second),
                    (constants, at) -> List.of(at.get(0).times(at.get(1)).sum()));
            Derived sum = work.derive(
                    List.of(first),
                    (constants, at) -> List.of(at.get(0).sum(), at.get(0).mean()));
            assertThat(HostCopies.count()).isEqualTo(copies);

            assertThat(product.number(0)).isPositive();
            assertThat(sum.number(1)).isCloseTo(sum.number(0) / VALUES, within(1e-12));
            assertThat(HostCopies.count()).isEqualTo(copies + 1);

            assertThat(product.gradients().get(0).values()).containsExactly(second.values());
            assertThat(product.gradients().get(1).values()).containsExactly(first.values());
            product.gradients().forEach(Batch::close);
            sum.gradient().close();
        }
    }

    private static float[] drawn(int seed, double above) {
        var random = new RandomStream(seed);
        float[] values = new float[VALUES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (above + 0.04 * Math.floor(20 * random.nextDouble()));
        }
        return values;
    }
}
