package lab.obscura.engine.defense.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import lab.obscura.engine.network.graph.Node;

/** A matrix of Java in a {@link HostGraph}: its value, and how its gradient reaches what it was made of. */
public final class HostNode implements Node {

    private final HostGraph graph;
    private final Matrix value;
    private final boolean learns;
    private final Consumer<HostNode> back;
    private Matrix gradient;

    HostNode(HostGraph graph, Matrix value, boolean learns, Consumer<HostNode> back) {
        this.graph = graph;
        this.value = value;
        this.learns = learns;
        this.back = back;
        this.gradient = Matrix.zeros(0, 0); // nothing has arrived yet
        if (learns) {
            graph.remember(this);
        }
    }

    /** A node that was made here. */
    public static HostNode of(Node node) {
        if (node instanceof HostNode here) {
            return here;
        }
        throw new IllegalArgumentException("A node of an engine has no value in Java; read it where it was made");
    }

    public Matrix value() {
        return value;
    }

    public HostGraph graph() {
        return graph;
    }

    public int rows() {
        return value.rows();
    }

    @Override
    public int columns() {
        return value.columns();
    }

    /** What arrived, as large as the value. */
    Matrix gradient() {
        return gradient.values().length == value.values().length ? gradient : Matrix.zeros(rows(), columns());
    }

    void receive(Matrix arriving) {
        if (!learns) {
            return;
        }
        openGradient();
        gradient.add(arriving);
    }

    private void openGradient() {
        if (gradient.values().length == 0) {
            gradient = Matrix.zeros(rows(), columns());
        }
    }

    void goBack() {
        if (gradient.values().length > 0) {
            back.accept(this);
        }
    }

    private HostNode made(Matrix result, boolean anyLearns, Consumer<HostNode> how) {
        return new HostNode(graph, result, anyLearns, how);
    }

    @Override
    public HostNode detached() {
        return graph.constant(value);
    }

    @Override
    public HostNode times(Node factor) {
        HostNode right = of(factor);
        return made(value.times(right.value), learns || right.learns, node -> {
            if (learns) {
                receive(node.gradient.timesTransposed(right.value));
            }
            if (right.learns) {
                right.receive(value.transposedTimes(node.gradient));
            }
        });
    }

    @Override
    public HostNode transposed() {
        return made(value.transposed(), learns, node -> receive(node.gradient.transposed()));
    }

    @Override
    public HostNode plus(Node addend) {
        HostNode other = of(addend);
        return made(Elements.pairwise(value, other.value, Double::sum), learns || other.learns, node -> {
            receive(node.gradient);
            other.receive(node.gradient);
        });
    }

    @Override
    public HostNode minus(Node other) {
        return plus(other.scaled(-1));
    }

    @Override
    public HostNode multiplied(Node factor) {
        HostNode other = of(factor);
        return made(Elements.product(value, other.value), learns || other.learns, node -> {
            receive(Elements.product(node.gradient, other.value));
            other.receive(Elements.product(node.gradient, value));
        });
    }

    @Override
    public HostNode divided(Node other) {
        return multiplied(of(other).apply(x -> 1 / x, (x, y) -> -y * y));
    }

    @Override
    public HostNode scaled(double factor) {
        return apply(x -> factor * x, (x, y) -> factor);
    }

    @Override
    public HostNode scaledEach(double[] factors) {
        requireSingle(factors.length);
        return scaled(factors[0]);
    }

    @Override
    public HostNode dividedBy(double divisor) {
        return apply(x -> x / divisor, (x, y) -> 1 / divisor);
    }

    @Override
    public HostNode shifted(double offset) {
        return apply(x -> x + offset, (x, y) -> 1);
    }

    @Override
    public HostNode plusRow(Node row) {
        return plus(below(row));
    }

    @Override
    public HostNode plusColumn(Node column) {
        return plus(beside(column));
    }

    @Override
    public HostNode timesRow(Node row) {
        return multiplied(below(row));
    }

    @Override
    public HostNode timesColumn(Node column) {
        return multiplied(beside(column));
    }

    @Override
    public HostNode timesSingle(Node single) {
        HostNode column = below(single);
        return multiplied(column.times(ones(1, columns())));
    }

    /** As often as there are rows here. */
    private HostNode below(Node row) {
        return ones(rows(), 1).times(row);
    }

    /** As often as there are columns here. */
    private HostNode beside(Node column) {
        return of(column).times(ones(1, columns()));
    }

    private HostNode ones(int rows, int columns) {
        return graph.constant(Elements.ones(rows, columns));
    }

    @Override
    public HostNode tanh() {
        return apply(x -> 2 * Elements.logistic(2 * x) - 1, (x, y) -> 1 - y * y);
    }

    @Override
    public HostNode sigmoid() {
        return apply(Elements::logistic, (x, y) -> y * (1 - y));
    }

    @Override
    public HostNode relu() {
        return apply(x -> Math.max(0, x), (x, y) -> x > 0 ? 1 : 0);
    }

    @Override
    public HostNode exp() {
        return apply(Math::exp, (x, y) -> y);
    }

    @Override
    public HostNode log() {
        return apply(Math::log, (x, y) -> 1 / x);
    }

    @Override
    public HostNode gelu() {
        return apply(Elements::gelu, (x, y) -> Elements.geluDerivative(x));
    }

    @Override
    public HostNode softmaxRows() {
        Matrix result = Elements.softmax(value);
        return made(result, learns, node -> receive(Elements.softmaxBack(result, node.gradient)));
    }

    @Override
    public HostNode softmaxColumns() {
        return transposed().softmaxRows().transposed();
    }

    @Override
    public HostNode columnShares(double epsilon) {
        HostNode raised = epsilon == 0 ? this : shifted(epsilon);
        return raised.divided(below(raised.columnSums()));
    }

    @Override
    public HostNode normalizedRows() {
        double[] inverse = new double[rows()];
        Matrix result = Elements.normalized(value, inverse);
        return made(result, learns, node -> receive(Elements.normalizedBack(result, inverse, node.gradient)));
    }

    @Override
    public HostNode rowsAt(List<int[]> chosen) {
        return rowsAt(single(chosen));
    }

    /** These rows, in this order; a row may come twice. */
    HostNode rowsAt(int[] chosen) {
        return made(Elements.rows(value, chosen), learns, node -> {
            openGradient();
            Elements.addRows(gradient, node.gradient, chosen);
        });
    }

    @Override
    public HostNode rowsBack(List<int[]> chosen, int rows) {
        int[] places = single(chosen);
        Matrix result = Matrix.zeros(rows, columns());
        Elements.addRows(result, value, places);
        return made(result, learns, node -> receive(Elements.rows(node.gradient, places)));
    }

    @Override
    public HostNode columns(int from, int to) {
        int[] chosen = new int[to - from];
        Arrays.setAll(chosen, i -> from + i);
        return transposed().rowsAt(chosen).transposed();
    }

    @Override
    public HostNode columnOf(int[] chosen) {
        requireSingle(chosen.length);
        return columns(chosen[0], chosen[0] + 1);
    }

    /** Matrices of as many rows, side by side. */
    static HostNode beside(List<HostNode> parts) {
        HostNode first = parts.get(0);
        int width = parts.stream().mapToInt(HostNode::columns).sum();
        HostNode sum = first.graph.constant(Matrix.zeros(first.rows(), width));
        int from = 0;
        for (HostNode part : parts) {
            sum = sum.plus(part.times(first.graph.constant(Elements.placing(part.columns(), width, from))));
            from += part.columns();
        }
        return sum;
    }

    @Override
    public HostNode columnSums() {
        return ones(1, rows()).times(this);
    }

    @Override
    public HostNode columnMeans() {
        return columnSums().scaled(1.0 / rows());
    }

    @Override
    public HostNode rowSums() {
        return times(ones(columns(), 1));
    }

    @Override
    public HostNode sum() {
        double sum = Arrays.stream(value.values()).sum();
        return made(
                Matrix.of(sum), learns, node -> receive(Elements.filled(rows(), columns(), node.gradient.single())));
    }

    @Override
    public HostNode mean() {
        return sum().scaled(1.0 / (rows() * columns()));
    }

    @Override
    public HostNode total() {
        return this;
    }

    @Override
    public HostNode asRows() {
        return this;
    }

    @Override
    public HostNode stacked(int matrices) {
        requireSingle(matrices);
        return this;
    }

    @Override
    public HostNode crossEntropy(int[] labels) {
        requireSingle(labels.length);
        Matrix picked = Matrix.zeros(rows(), columns());
        for (int r = 0; r < rows(); r++) {
            picked.values()[r * columns() + labels[0]] = -1.0 / rows();
        }
        return softmaxRows()
                .shifted(Double.MIN_NORMAL) // a share that underflowed must not become an infinite loss
                .log()
                .multiplied(graph.constant(picked))
                .sum();
    }

    /** Java goes through the matrices of a stack one after the other. */
    static <T> T single(List<T> ofEach) {
        requireSingle(ofEach.size());
        return ofEach.get(0);
    }

    private static void requireSingle(int matrices) {
        if (matrices != 1) {
            throw new IllegalArgumentException("A stack in Java has one matrix, was asked for " + matrices);
        }
    }

    /** A function of each element; its derivative from argument and result. */
    private HostNode apply(DoubleUnaryOperator function, DoubleBinaryOperator derivative) {
        Matrix result = Matrix.zeros(rows(), columns());
        for (int i = 0; i < value.values().length; i++) {
            result.values()[i] = function.applyAsDouble(value.values()[i]);
        }
        return made(
                result,
                learns,
                node -> receive(Elements.product(node.gradient, Elements.pairwise(value, result, derivative))));
    }
}
