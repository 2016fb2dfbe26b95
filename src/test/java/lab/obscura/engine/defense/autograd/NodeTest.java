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
    void theGradientOfEveryFunctionAgreesWithFiniteDifferences(String name, UnaryOperator<Node> function) {
        LearnedParameters parameters = GradientCheck.random(new RandomStream(1), Map.of("a", new int[] {4, 3}));

        double error = GradientCheck.largestError(parameters, (graph, p) -> uneven(function.apply(p.on(graph, "a"))));

        assertThat(error).as(name).isLessThan(1e-6);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void theGradientsOfBothOperandsAgreeWithFiniteDifferences(
            String name, int[] second, BinaryOperator<Node> function) {
        var shapes = new TreeMap<>(Map.of("a", new int[] {4, 3}, "b", second));
        LearnedParameters parameters = GradientCheck.random(new RandomStream(2), shapes);

        double error = GradientCheck.largestError(
                parameters, (graph, p) -> uneven(function.apply(p.on(graph, "a"), p.on(graph, "b"))));

        assertThat(error).as(name).isLessThan(1e-6);
    }

    @Test
    void aConstantReceivesNothing() {
        var graph = new Graph();
        Node weight = graph.parameter("w", Matrix.of(2));

        Map<String, Matrix> gradients =
                graph.gradients(weight.multiplied(weight.detached()).sum());

        assertThat(gradients.get("w").single()).isEqualTo(2);
    }

    @Test
    void softmaxSharesOutOneAndLayerNormalisationHasVarianceOne() {
        var graph = new Graph();
        Node node = graph.constant(new Matrix(2, 3, new double[] {1, 2, 3, 1000, 0, -1000}));

        assertThat(node.softmaxRows().value().at(0, 2)).isCloseTo(0.66524, within(1e-5));
        assertThat(node.softmaxRows().value().at(1, 0)).isEqualTo(1);
        assertThat(node.normalizedRows().value().at(0, 2)).isCloseTo(1.22474, within(1e-4));
    }

    @Test
    void activationsHaveTheirKnownValues() {
        Node one = new Graph().constant(Matrix.of(1));

        assertThat(one.tanh().value().single()).isCloseTo(Math.tanh(1), within(1e-15));
        assertThat(one.sigmoid().value().single()).isCloseTo(0.7310585786, within(1e-9));
        assertThat(one.gelu().value().single()).isCloseTo(0.8411919906, within(1e-9));
    }

    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheClasses() {
        Node logits = new Graph().constant(Matrix.zeros(2, 5));

        assertThat(logits.crossEntropy(new int[] {0, 4}).value().single()).isCloseTo(Math.log(5), within(1e-12));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Node wide = new Graph().constant(Matrix.zeros(2, 3));

        assertThatThrownBy(() -> wide.times(wide)).hasMessage("2 × 3 times 2 × 3");
    }

    /** A sum with different weights, so that gradients do not cancel. */
    private static Node uneven(Node node) {
        Matrix weights = Matrix.zeros(node.rows(), node.columns());
        for (int i = 0; i < weights.values().length; i++) {
            weights.values()[i] = 1 + 0.3 * i;
        }
        return node.multiplied(node.graph().constant(weights)).sum();
    }

    static Stream<Arguments> functions() {
        return Stream.of(
                function("transposed", Node::transposed),
                function("scaled and shifted", node -> node.scaled(-2).shifted(3)),
                function("tanh", Node::tanh),
                function("sigmoid", Node::sigmoid),
                function("relu", Node::relu),
                function("exp", Node::exp),
                function("log", node -> node.exp().log()),
                function("gelu", Node::gelu),
                function("softmaxRows", Node::softmaxRows),
                function("softmaxColumns", Node::softmaxColumns),
                function("columnShares", node -> node.exp().columnShares(0.1)),
                function("normalizedRows", Node::normalizedRows),
                function("rowsAt", node -> node.rowsAt(new int[] {2, 0, 2})),
                function("columns", node -> node.columns(1, 3)),
                function("beside", node -> Node.beside(List.of(node.tanh(), node))),
                function("columnMeans", Node::columnMeans),
                function("used twice", node -> node.multiplied(node)),
                function("crossEntropy", node -> node.crossEntropy(new int[] {0, 2, 1, 1})));
    }

    private static Arguments function(String name, UnaryOperator<Node> function) {
        return Arguments.of(name, function);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                pair("times", new int[] {3, 2}, Node::times),
                pair("plus", new int[] {4, 3}, Node::plus),
                pair("minus", new int[] {4, 3}, Node::minus),
                pair("multiplied", new int[] {4, 3}, Node::multiplied),
                pair("divided", new int[] {4, 3}, (a, b) -> a.divided(b.exp())),
                pair("plusRow", new int[] {1, 3}, Node::plusRow),
                pair("timesSingle", new int[] {1, 1}, Node::timesSingle));
    }

    private static Arguments pair(String name, int[] second, BinaryOperator<Node> function) {
        return Arguments.of(name, second, function);
    }
}
