package lab.obscura.engine.defense.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void theGradientOfEveryFunctionAgreesWithFiniteDifferences(String name, UnaryOperator<HostNode> function) {
        LearnedParameters parameters = GradientCheck.random(new RandomStream(1), Map.of("a", new int[] {4, 3}));

        double error = GradientCheck.largestError(parameters, (graph, p) -> uneven(function.apply(p.on(graph, "a"))));

        assertThat(error).as(name).isLessThan(1e-6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void theGradientsOfBothOperandsAgreeWithFiniteDifferences(
            String name, int[] second, BinaryOperator<HostNode> function) {
        var shapes = new TreeMap<>(Map.of("a", new int[] {4, 3}, "b", second));
        LearnedParameters parameters = GradientCheck.random(new RandomStream(2), shapes);

        double error = GradientCheck.largestError(
                parameters, (graph, p) -> uneven(function.apply(p.on(graph, "a"), p.on(graph, "b"))));

        assertThat(error).as(name).isLessThan(1e-6);
    }

    @Test
    void aConstantReceivesNothing() {
        var graph = new HostGraph();
        HostNode weight = graph.parameter("w", Matrix.of(2));

        Map<String, Matrix> gradients =
                graph.gradients(weight.multiplied(weight.detached()).sum());

        assertThat(gradients.get("w").single()).isEqualTo(2);
    }

    @Test
    void softmaxSharesOutOneAndLayerNormalisationHasVarianceOne() {
        var graph = new HostGraph();
        HostNode node = graph.constant(new Matrix(2, 3, new double[] {1, 2, 3, 1000, 0, -1000}));

        assertThat(node.softmaxRows().value().at(0, 2)).isCloseTo(0.66524, within(1e-5));
        assertThat(node.softmaxRows().value().at(1, 0)).isEqualTo(1);
        assertThat(node.normalizedRows().value().at(0, 2)).isCloseTo(1.22474, within(1e-4));
    }

    @Test
    void activationsHaveTheirKnownValues() {
        HostNode one = new HostGraph().constant(Matrix.of(1));

        assertThat(one.tanh().value().single()).isCloseTo(Math.tanh(1), within(1e-15));
        assertThat(one.sigmoid().value().single()).isCloseTo(0.7310585786, within(1e-9));
        assertThat(one.gelu().value().single()).isCloseTo(0.8411919906, within(1e-9));
    }

    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheClasses() {
        HostNode logits = new HostGraph().constant(Matrix.zeros(2, 5));

        assertThat(logits.crossEntropy(new int[] {4}).value().single()).isCloseTo(Math.log(5), within(1e-12));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        HostNode wide = new HostGraph().constant(Matrix.zeros(2, 3));

        assertThatThrownBy(() -> wide.times(wide)).hasMessage("2 × 3 times 2 × 3");
    }

    /** A sum with different weights, so that gradients do not cancel. */
    private static HostNode uneven(HostNode node) {
        Matrix weights = Matrix.zeros(node.rows(), node.columns());
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = 1 + 0.3 * i;
        }
        return node.multiplied(node.graph().constant(weights)).sum();
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("transposed", HostNode::transposed),
                function("scaled and shifted", node -> node.scaled(-2).shifted(3)),
                function("tanh", HostNode::tanh),
                function("sigmoid", HostNode::sigmoid),
                function("relu", HostNode::relu),
                function("exp", HostNode::exp),
                function("log", node -> node.exp().log()),
                function("gelu", HostNode::gelu),
                function("softmaxRows", HostNode::softmaxRows),
                function("softmaxColumns", HostNode::softmaxColumns),
                function("columnShares", node -> node.exp().columnShares(0.1)),
                function("normalizedRows", HostNode::normalizedRows),
                function("rowsAt", node -> node.rowsAt(List.of(new int[] {2, 0, 2}))),
                function("columns", node -> node.columns(1, 3)),
                function("beside", node -> node.graph().beside(List.of(node.tanh(), node))),
                function("columnMeans", HostNode::columnMeans),
                function("used twice", node -> node.multiplied(node)),
                function("crossEntropy", node -> node.crossEntropy(new int[] {1})),
                function("rowsBack", node -> node.rowsBack(List.of(new int[] {2, 0, 4, 2}), 5)),
                function("columnOf", node -> node.columnOf(new int[] {1})),
                function("columnSums", HostNode::columnSums),
                function("rowSums", HostNode::rowSums),
                function("mean", HostNode::mean),
                function("dividedBy", node -> node.dividedBy(3)),
                function("scaledEach", node -> node.scaledEach(new double[] {-2})));
    }

    private static Arguments function(String name, UnaryOperator<HostNode> function) {
        return Arguments.of(name, function);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                pair("times", new int[] {3, 2}, HostNode::times),
                pair("plus", new int[] {4, 3}, HostNode::plus),
                pair("minus", new int[] {4, 3}, HostNode::minus),
                pair("multiplied", new int[] {4, 3}, HostNode::multiplied),
                pair("divided", new int[] {4, 3}, (a, b) -> a.divided(b.exp())),
                pair("plusRow", new int[] {1, 3}, HostNode::plusRow),
                pair("plusColumn", new int[] {4, 1}, HostNode::plusColumn),
                pair("timesRow", new int[] {1, 3}, HostNode::timesRow),
                pair("timesColumn", new int[] {4, 1}, HostNode::timesColumn),
                pair("timesSingle", new int[] {1, 1}, HostNode::timesSingle));
    }

    private static Arguments pair(String name, int[] second, BinaryOperator<HostNode> function) {
        return Arguments.of(name, second, function);
    }
}
