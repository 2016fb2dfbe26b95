package lab.obscura.engine.network.graph;

import java.util.List;

/**
 * Numbers in a {@link Graph}: one matrix in float64, or a stack of matrices that go through the same computation side by side. The matrices
 * of a stack have as many columns, and may have rows of different number; what is said of "each matrix" is worked out for each alone. A
 * single matrix beside a stack stands for a stack of its copies.
 */
public interface Node {

    /** Of each matrix. */
    int columns();

    /** The same values, from here on constants. */
    Node detached();

    /** Matrix product. */
    Node times(Node right);

    Node transposed();

    Node plus(Node other);

    Node minus(Node other);

    /** Element by element. */
    Node multiplied(Node other);

    /** Element by element. */
    Node divided(Node other);

    Node scaled(double factor);

    /** @param factors one of each matrix */
    Node scaledEach(double[] factors);

    Node dividedBy(double divisor);

    Node shifted(double offset);

    /** The same row is added to each row. */
    Node plusRow(Node row);

    /** The same column is added to each column. */
    Node plusColumn(Node column);

    /** Each row times the same row, element by element. */
    Node timesRow(Node row);

    /** Each column times the same column, element by element. */
    Node timesColumn(Node column);

    /** Everything times a 1 × 1 node. */
    Node timesSingle(Node single);

    Node tanh();

    Node sigmoid();

    Node relu();

    Node exp();

    /** The natural logarithm. */
    Node log();

    /** Gaussian error linear unit, in the form with tanh. */
    Node gelu();

    /** Each row becomes a distribution. */
    Node softmaxRows();

    /** Each column becomes a distribution. */
    Node softmaxColumns();

    /** Each column, {@code epsilon} added to its entries, divided by its sum. */
    Node columnShares(double epsilon);

    /** Each row with mean 0 and variance 1: layer normalization without scale and shift. */
    Node normalizedRows();

    /**
     * From one matrix a stack of some of its rows.
     *
     * @param chosen of each matrix of the stack, the rows in their order; a row may come twice. Whoever asks often hands in the same list
     */
    Node rowsAt(List<int[]> chosen);

    /**
     * The way back of {@link #rowsAt}: one matrix in which each row is the sum of those that were taken from there, and zero where none was.
     *
     * @param chosen as it was taken
     * @param rows of the matrix
     */
    Node rowsBack(List<int[]> chosen, int rows);

    /** The columns from … to − 1. */
    Node columns(int from, int to);

    /** @param chosen one column of each matrix */
    Node columnOf(int[] chosen);

    /** One row: the mean of each column. */
    Node columnMeans();

    /** One row: the sum of each column. */
    Node columnSums();

    /** One column: the sum of each row. */
    Node rowSums();

    /** All elements of each matrix added up: 1 × 1. */
    Node sum();

    /** Their mean: 1 × 1. */
    Node mean();

    /** All matrices of a stack added up; itself where there is one. */
    Node total();

    /** The matrices of a stack, all of one size, one below the other; itself where there is one. */
    Node asRows();

    /** The way back of {@link #asRows}. */
    Node stacked(int matrices);

    /**
     * Mean over the rows of −log softmax at the label: 1 × 1.
     *
     * @param labels one of each matrix, for all of its rows
     */
    Node crossEntropy(int[] labels);
}
