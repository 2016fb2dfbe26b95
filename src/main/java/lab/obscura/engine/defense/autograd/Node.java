package lab.obscura.engine.defense.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A matrix in a {@link Graph}: its value, and how its gradient reaches what it was made of. */
public final class Node {

    private static final double NORMALIZATION_EPSILON = 1e-5;
    private static final double GELU_SCALE = 2 * Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;

    private final Graph graph;
    private final Matrix value;
    private final boolean learns;
    private final Consumer<Node> back;
    private Matrix gradient;

    Node(Graph graph, Matrix value, boolean learns, Consumer<Node> back) {
        this.graph = graph;
        this.value = value;
        this.learns = learns;
        this.back = back;
        this.gradient = Matrix.zeros(0, 0); // nothing has arrived yet
        if (learns) {
            graph.remember(this);
        }
    }

    public Matrix value() {
        return value;
    }

    public Graph graph() {
        return graph;
    }

    public int rows() {
        return value.rows();
    }

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

    private Node made(Matrix result, boolean anyLearns, Consumer<Node> how) {
        return new Node(graph, result, anyLearns, how);
    }

    /** The same value, from here on a constant. */
    public Node detached() {
        return graph.constant(value);
    }

    /** Matrix product. */
    public Node times(Node right) {
        return made(value.times(right.value), learns || right.learns, node -> {
            if (learns) {
                receive(node.gradient.timesTransposed(right.value));
            }
            if (right.learns) {
                right.receive(value.transposedTimes(node.gradient));
            }
        });
    }

    public Node transposed() {
        return made(value.transposed(), learns, node -> receive(node.gradient.transposed()));
    }

    public Node plus(Node other) {
        return made(pairwise(value, other.value, Double::sum), learns || other.learns, node -> {
            receive(node.gradient);
            other.receive(node.gradient);
        });
    }

    public Node minus(Node other) {
        return plus(other.scaled(-1));
    }

    /** Element by element. */
    public Node multiplied(Node other) {
        return made(product(value, other.value), learns || other.learns, node -> {
            receive(product(node.gradient, other.value));
            other.receive(product(node.gradient, value));
        });
    }

    public Node divided(Node other) {
        return multiplied(other.apply(x -> 1 / x, (x, y) -> -y * y));
    }

    public Node scaled(double factor) {
        return apply(x -> factor * x, (x, y) -> factor);
    }

    public Node shifted(double offset) {
        return apply(x -> x + offset, (x, y) -> 1);
    }

    /** The same row is added to each row. */
    public Node plusRow(Node row) {
        return plus(graph.constant(ones(rows(), 1)).times(row));
    }

    /** Everything times a 1 × 1 node. */
    public Node timesSingle(Node single) {
        Node column = graph.constant(ones(rows(), 1)).times(single);
        return multiplied(column.times(graph.constant(ones(1, columns()))));
    }

    public Node tanh() {
        return apply(x -> 2 * logistic(2 * x) - 1, (x, y) -> 1 - y * y);
    }

    public Node sigmoid() {
        return apply(Node::logistic, (x, y) -> y * (1 - y));
    }

    public Node relu() {
        return apply(x -> Math.max(0, x), (x, y) -> x > 0 ? 1 : 0);
    }

    public Node exp() {
        return apply(Math::exp, (x, y) -> y);
    }

    public Node log() {
        return apply(Math::log, (x, y) -> 1 / x);
    }

    /** Gaussian error linear unit, in the form with tanh. */
    public Node gelu() {
        return apply(x -> x * logistic(geluInner(x)), (x, y) -> {
            double gate = logistic(geluInner(x));
            return gate + x * gate * (1 - gate) * GELU_SCALE * (1 + 3 * GELU_CUBIC * x * x);
        });
    }

    private static double geluInner(double x) {
        return GELU_SCALE * (x + GELU_CUBIC * x * x * x);
    }

    /** Java's own tanh takes five times as long as its exp. */
    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Each row becomes a distribution. */
    public Node softmaxRows() {
        Matrix result = Matrix.zeros(rows(), columns());
        for (int r = 0; r < rows(); r++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < columns(); c++) {
                largest = Math.max(largest, value.at(r, c));
            }
            double sum = 0;
            for (int c = 0; c < columns(); c++) {
                double e = Math.exp(value.at(r, c) - largest);
                result.values()[r * columns() + c] = e;
                sum += e;
            }
            for (int c = 0; c < columns(); c++) {
                result.values()[r * columns() + c] /= sum;
            }
        }
        return made(result, learns, node -> receive(softmaxBack(result, node.gradient)));
    }

    private static Matrix softmaxBack(Matrix shares, Matrix arriving) {
        Matrix product = product(shares, arriving);
        int columns = shares.columns();
        for (int r = 0; r < shares.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += product.at(r, c);
            }
            for (int c = 0; c < columns; c++) {
                product.values()[r * columns + c] -= sum * shares.at(r, c);
            }
        }
        return product;
    }

    /** Each column becomes a distribution. */
    public Node softmaxColumns() {
        return transposed().softmaxRows().transposed();
    }

    /** Each column, {@code epsilon} added to its entries, divided by its sum. */
    public Node columnShares(double epsilon) {
        Node raised = epsilon == 0 ? this : shifted(epsilon);
        Node sums = graph.constant(ones(1, rows())).times(raised);
        return raised.divided(graph.constant(ones(rows(), 1)).times(sums));
    }

    /** Each row with mean 0 and variance 1: layer normalization without scale and shift. */
    public Node normalizedRows() {
        Matrix result = Matrix.zeros(rows(), columns());
        double[] inverse = new double[rows()];
        for (int r = 0; r < rows(); r++) {
            double mean = 0;
            double squares = 0;
            for (int c = 0; c < columns(); c++) {
                mean += value.at(r, c) / columns();
            }
            for (int c = 0; c < columns(); c++) {
                squares += (value.at(r, c) - mean) * (value.at(r, c) - mean) / columns();
            }
            inverse[r] = 1 / Math.sqrt(squares + NORMALIZATION_EPSILON);
            for (int c = 0; c < columns(); c++) {
                result.values()[r * columns() + c] = (value.at(r, c) - mean) * inverse[r];
            }
        }
        return made(result, learns, node -> receive(normalizedBack(result, inverse, node.gradient)));
    }

    private static Matrix normalizedBack(Matrix normalized, double[] inverse, Matrix arriving) {
        int columns = normalized.columns();
        Matrix result = Matrix.zeros(normalized.rows(), columns);
        for (int r = 0; r < normalized.rows(); r++) {
            double mean = 0;
            double along = 0;
            for (int c = 0; c < columns; c++) {
                mean += arriving.at(r, c) / columns;
                along += arriving.at(r, c) * normalized.at(r, c) / columns;
            }
            for (int c = 0; c < columns; c++) {
                result.values()[r * columns + c] =
                        inverse[r] * (arriving.at(r, c) - mean - along * normalized.at(r, c));
            }
        }
        return result;
    }

    /** These rows, in this order; a row may come twice. */
    public Node rowsAt(int[] chosen) {
        int width = columns();
        Matrix result = Matrix.zeros(chosen.length, width);
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(value.values(), chosen[i] * width, result.values(), i * width, width);
        }
        return made(result, learns, node -> receiveRows(node.gradient, chosen));
    }

    /** Without a detour over a matrix of all rows: there may be a hundred classes. */
    private void receiveRows(Matrix arriving, int[] places) {
        openGradient();
        for (int i = 0; i < places.length; i++) {
            for (int c = 0; c < columns(); c++) {
                gradient.values()[places[i] * columns() + c] += arriving.at(i, c);
            }
        }
    }

    /** The columns from … to − 1. */
    public Node columns(int from, int to) {
        int[] chosen = new int[to - from];
        Arrays.setAll(chosen, i -> from + i);
        return transposed().rowsAt(chosen).transposed();
    }

    /** Matrices of as many rows, side by side. */
    public static Node beside(List<Node> parts) {
        Node first = parts.get(0);
        int width = parts.stream().mapToInt(Node::columns).sum();
        Node sum = first.graph.constant(Matrix.zeros(first.rows(), width));
        int from = 0;
        for (Node part : parts) {
            sum = sum.plus(part.times(first.graph.constant(placing(part.columns(), width, from))));
            from += part.columns();
        }
        return sum;
    }

    private static Matrix placing(int columns, int width, int from) {
        Matrix matrix = Matrix.zeros(columns, width);
        for (int c = 0; c < columns; c++) {
            matrix.values()[c * width + from + c] = 1;
        }
        return matrix;
    }

    /** One row: the mean of each column. */
    public Node columnMeans() {
        return graph.constant(ones(1, rows())).times(this).scaled(1.0 / rows());
    }

    /** All elements added up: 1 × 1. */
    public Node sum() {
        double sum = Arrays.stream(value.values()).sum();
        return made(Matrix.of(sum), learns, node -> {
            Matrix everywhere = Matrix.zeros(rows(), columns());
            Arrays.fill(everywhere.values(), node.gradient.single());
            receive(everywhere);
        });
    }

    /** Mean over the rows of −log softmax at the row's label: 1 × 1. */
    public Node crossEntropy(int[] labels) {
        Matrix picked = Matrix.zeros(rows(), columns());
        for (int r = 0; r < rows(); r++) {
            picked.values()[r * columns() + labels[r]] = -1.0 / rows();
        }
        return softmaxRows()
                .shifted(Double.MIN_NORMAL) // a share that underflowed must not become an infinite loss
                .log()
                .multiplied(graph.constant(picked))
                .sum();
    }

    /** A function of each element; its derivative from argument and result. */
    private Node apply(DoubleUnaryOperator function, DoubleBinaryOperator derivative) {
        Matrix result = Matrix.zeros(rows(), columns());
        for (int i = 0; i < value.values().length; i++) {
            result.values()[i] = function.applyAsDouble(value.values()[i]);
        }
        return made(result, learns, node -> receive(product(node.gradient, pairwise(value, result, derivative))));
    }

    private static Matrix product(Matrix a, Matrix b) {
        return pairwise(a, b, (x, y) -> x * y);
    }

    private static Matrix pairwise(Matrix a, Matrix b, DoubleBinaryOperator operation) {
        if (a.rows() != b.rows() || a.columns() != b.columns()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d × %d and %d × %d", a.rows(), a.columns(), b.rows(), b.columns()));
        }
        Matrix result = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < result.values().length; i++) {
            result.values()[i] = operation.applyAsDouble(a.values()[i], b.values()[i]);
        }
        return result;
    }

    private static Matrix ones(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        Arrays.fill(matrix.values(), 1);
        return matrix;
    }
}
