package lab.obscura.engine.network.torch.graph;

import java.util.List;
import java.util.Optional;
import lab.obscura.engine.network.graph.Node;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A stack of matrices in libtorch's memory, stack × rows × columns. Where rows differ in number all matrices are as long as the longest; sums
 * over rows leave out what belongs to nobody, so no gradient reaches it either.
 */
final class TorchNode implements Node {

    private static final double NORMALIZATION_EPSILON = 1e-5;

    private final TorchSpace space;
    private final Tensor tensor;
    private final Shape shape;

    /**
     * What of a stack counts.
     *
     * @param rows where their number differs
     * @param columns where theirs does, as after turning
     * @param isClean whether what belongs to nobody is zero
     */
    record Shape(Optional<Lengths> rows, Optional<Lengths> columns, boolean isClean) {

        static final Shape FULL = new Shape(Optional.empty(), Optional.empty(), true);

        static Shape of(Optional<Lengths> rows, boolean isClean) {
            return new Shape(rows, Optional.empty(), isClean);
        }

        boolean isFull() {
            return rows.isEmpty() && columns.isEmpty();
        }

        Shape turned() {
            return new Shape(columns, rows, isClean);
        }

        Shape soiled() {
            return new Shape(rows, columns, isFull());
        }

        /** Of what is made element by element of both. */
        Shape with(Shape other, boolean isClean) {
            var either = new Shape(rows.or(other::rows), columns.or(other::columns), true);
            return new Shape(either.rows, either.columns, isClean || either.isFull());
        }
    }

    TorchNode(TorchSpace space, Tensor tensor, Shape shape) {
        this.space = space;
        this.tensor = space.own(tensor);
        this.shape = shape;
    }

    static TorchNode of(Node node) {
        return (TorchNode) node;
    }

    Tensor tensor() {
        return tensor;
    }

    Shape shape() {
        return shape;
    }

    private TorchNode made(Tensor result, Shape itsShape) {
        return new TorchNode(space, result, itsShape);
    }

    private long matrices() {
        return tensor.size(0);
    }

    private long rows() {
        return tensor.size(1);
    }

    @Override
    public int columns() {
        return (int) tensor.size(2);
    }

    private void requireFull(String what) {
        if (!shape.isFull()) {
            throw new IllegalStateException(what + " needs matrices of one size");
        }
    }

    private void requireFullColumns(String what) {
        if (shape.columns().isPresent()) {
            throw new IllegalStateException(what + " needs rows of one length");
        }
    }

    /** With zeros where nobody's rows and columns are. */
    private Tensor clean() {
        if (shape.isClean()) {
            return tensor;
        }
        Tensor clean = tensor;
        if (shape.rows().isPresent()) {
            clean = clean.mul(shape.rows().get().present());
        }
        if (shape.columns().isPresent()) {
            clean = clean.mul(shape.columns().get().present().transpose(1, 2));
        }
        return clean;
    }

    @Override
    public Node detached() {
        return made(tensor.detach(), shape);
    }

    @Override
    public Node times(Node factor) {
        TorchNode right = of(factor);
        boolean isRagged = shape.columns().isPresent() || right.shape.rows().isPresent();
        Tensor left = isRagged && !right.shape.isClean() ? clean() : tensor;
        var itsShape = new Shape(shape.rows(), right.shape.columns(), shape.isClean() && right.shape.isClean());
        return made(product(left, right.tensor), itsShape.isFull() ? Shape.FULL : itsShape);
    }

    /** A single right factor sees the rows of all matrices as one matrix: libtorch would copy it for each. */
    private static Tensor product(Tensor left, Tensor right) {
        if (right.size(0) > 1 || left.size(0) == 1) {
            return left.matmul(right);
        }
        return left.reshape(1, left.size(0) * left.size(1), left.size(2))
                .matmul(right)
                .view(left.size(0), left.size(1), right.size(2));
    }

    @Override
    public Node transposed() {
        return made(tensor.transpose(1, 2), shape.turned());
    }

    @Override
    public Node plus(Node addend) {
        TorchNode other = of(addend);
        return made(tensor.add(other.tensor), shape.with(other.shape, cleanBeside(other)));
    }

    @Override
    public Node minus(Node subtrahend) {
        TorchNode other = of(subtrahend);
        return made(tensor.sub(other.tensor), shape.with(other.shape, cleanBeside(other)));
    }

    /** Whether nobody's rows stay zero in a sum: what is repeated for all rows is added to them, too. */
    private boolean cleanBeside(TorchNode other) {
        return shape.isClean()
                && other.shape.isClean()
                && shape.rows().isPresent() == other.shape.rows().isPresent()
                && shape.columns().isPresent() == other.shape.columns().isPresent();
    }

    @Override
    public Node multiplied(Node factor) {
        TorchNode other = of(factor);
        boolean isClean = isCleanFor(other) || other.isCleanFor(this);
        return made(tensor.mul(other.tensor), shape.with(other.shape, isClean));
    }

    /** Whether zeros of this one cover what belongs to nobody in both. */
    private boolean isCleanFor(TorchNode other) {
        return shape.isClean()
                && (shape.rows().isPresent() || other.shape.rows().isEmpty())
                && (shape.columns().isPresent() || other.shape.columns().isEmpty());
    }

    @Override
    public Node divided(Node divisor) {
        TorchNode other = of(divisor);
        return made(tensor.div(other.tensor), shape.with(other.shape, false));
    }

    @Override
    public Node scaled(double factor) {
        return made(tensor.mul(new Scalar(factor)), shape);
    }

    @Override
    public Node scaledEach(double[] factors) {
        return made(tensor.mul(space.upload(factors, factors.length, 1, 1)), shape);
    }

    @Override
    public Node dividedBy(double divisor) {
        return made(tensor.div(new Scalar(divisor)), shape);
    }

    @Override
    public Node shifted(double offset) {
        return made(tensor.add(new Scalar(offset)), shape.soiled());
    }

    @Override
    public Node plusRow(Node row) {
        return plus(row);
    }

    @Override
    public Node plusColumn(Node column) {
        return plus(column);
    }

    @Override
    public Node timesRow(Node row) {
        return multiplied(row);
    }

    @Override
    public Node timesColumn(Node column) {
        return multiplied(column);
    }

    @Override
    public Node timesSingle(Node single) {
        return multiplied(single);
    }

    @Override
    public Node tanh() {
        return made(tensor.tanh(), shape);
    }

    @Override
    public Node sigmoid() {
        return made(tensor.sigmoid(), shape.soiled());
    }

    @Override
    public Node relu() {
        return made(tensor.relu(), shape);
    }

    @Override
    public Node exp() {
        return made(tensor.exp(), shape.soiled());
    }

    @Override
    public Node log() {
        return made(tensor.log(), shape.soiled());
    }

    @Override
    public Node gelu() {
        return made(torch.gelu(tensor, "tanh"), shape);
    }

    @Override
    public Node softmaxRows() {
        requireFullColumns("A softmax of rows");
        return made(tensor.softmax(2), shape.soiled());
    }

    @Override
    public Node softmaxColumns() {
        requireFullColumns("A softmax of columns");
        Tensor own = shape.rows()
                .map(lengths -> tensor.masked_fill(lengths.absent(), new Scalar(Double.NEGATIVE_INFINITY)))
                .orElse(tensor);
        return made(own.softmax(1), Shape.of(shape.rows(), true));
    }

    @Override
    public Node columnShares(double epsilon) {
        requireFullColumns("A share");
        Node raised = epsilon == 0 ? this : shifted(epsilon);
        Tensor own = of(raised).clean();
        return made(own.div(sum(own, 1)), Shape.of(shape.rows(), true));
    }

    @Override
    public Node normalizedRows() {
        requireFullColumns("Normalization");
        Tensor normalized = torch.layer_norm(
                tensor,
                new long[] {columns()},
                new TensorOptional(),
                new TensorOptional(),
                NORMALIZATION_EPSILON,
                false);
        return made(normalized, shape);
    }

    @Override
    public Node rowsAt(List<int[]> chosen) {
        Choice choice = space.choice(chosen);
        Tensor rows = tensor.index_select(1, choice.rows()).view(choice.matrices(), choice.longest(), columns());
        Tensor own =
                choice.lengths().map(lengths -> rows.mul(lengths.present())).orElse(rows);
        return made(own, Shape.of(choice.lengths(), true));
    }

    @Override
    public Node rowsBack(List<int[]> chosen, int rows) {
        Choice choice = space.choice(chosen);
        Tensor own = clean().reshape(1, matrices() * rows(), columns());
        Tensor nothing = torch.zeros(new long[] {1, rows, columns()}, tensor.options());
        return made(nothing.index_add(1, choice.rows(), own), Shape.FULL);
    }

    @Override
    public Node columns(int from, int to) {
        requireFullColumns("A choice of columns");
        return made(tensor.narrow(2, from, to - from), shape);
    }

    @Override
    public Node columnOf(int[] chosen) {
        requireFullColumns("A choice of columns");
        return made(tensor.gather(2, eachRow(chosen)), shape);
    }

    /** A number of each matrix, as often as it has rows. */
    private Tensor eachRow(int[] ofEach) {
        return space.indices(ofEach).view(ofEach.length, 1, 1).expand(ofEach.length, rows(), 1);
    }

    @Override
    public Node columnMeans() {
        Node sums = columnSums();
        return shape.rows()
                .<Node>map(lengths -> made(of(sums).tensor.div(lengths.counts()), of(sums).shape))
                .orElseGet(() -> sums.scaled(1.0 / rows()));
    }

    @Override
    public Node columnSums() {
        return made(sum(clean(), 1), new Shape(Optional.empty(), shape.columns(), true));
    }

    @Override
    public Node rowSums() {
        return made(sum(clean(), 2), Shape.of(shape.rows(), true));
    }

    private static Tensor sum(Tensor of, long... along) {
        return of.sum(along, true, new ScalarTypeOptional());
    }

    @Override
    public Node sum() {
        return made(sum(clean(), 1, 2), Shape.FULL);
    }

    @Override
    public Node mean() {
        requireFullColumns("A mean");
        Node sums = sum();
        return shape.rows()
                .<Node>map(lengths ->
                        made(of(sums).tensor.div(lengths.counts()), Shape.FULL).scaled(1.0 / columns()))
                .orElseGet(() -> sums.scaled(1.0 / (rows() * columns())));
    }

    @Override
    public Node total() {
        requireFull("A total");
        return matrices() == 1 ? this : made(sum(tensor, 0), Shape.FULL);
    }

    @Override
    public Node asRows() {
        requireFull("A matrix of all rows");
        return made(tensor.reshape(1, matrices() * rows(), columns()), Shape.FULL);
    }

    @Override
    public Node stacked(int count) {
        requireFull("A stack");
        return made(tensor.reshape(count, matrices() * rows() / count, columns()), Shape.FULL);
    }

    @Override
    public Node crossEntropy(int[] labels) {
        requireFull("Cross entropy");
        Tensor ofLabels = tensor.log_softmax(2).gather(2, eachRow(labels));
        return made(sum(ofLabels, 1, 2).mul(new Scalar(-1.0 / rows())), Shape.FULL);
    }
}
