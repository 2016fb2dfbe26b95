package lab.obscura.engine.attack.linear;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrs;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.indexer.DoubleIndexer;

/**
 * {@code (A + penalty · I) S = B} with a symmetric A of sums of products, in double precision outside of Java's heap. A is summed once and
 * lies above the diagonal; below it lies the Cholesky factor of the latest penalty, so that all penalties share one array.
 */
final class RidgeSystem implements AutoCloseable {

    private static final byte LOWER = 'L';

    private final int size;
    private final int outputs;
    private final DoublePointer products;
    private final DoublePointer targets;
    private final DoublePointer solution;
    private final double[] diagonal;
    private boolean isSummed;

    /**
     * @param size rows of A
     * @param outputs columns of B
     */
    RidgeSystem(int size, int outputs) {
        this.size = size;
        this.outputs = outputs;
        this.products = zeros((long) size * size);
        this.targets = zeros((long) size * outputs);
        this.solution = zeros((long) size * outputs);
        this.diagonal = new double[size];
    }

    /** Bytes of a system. */
    static double bytes(double size, double outputs) {
        return Double.BYTES * (size * size + 2 * size * outputs);
    }

    private static DoublePointer zeros(long count) {
        var pointer = new DoublePointer(count);
        DoublePointer.memset(pointer, 0, count * Double.BYTES);
        return pointer;
    }

    /** {@code A += Σ v vᵀ} over vectors that lie one after the other. */
    void addProducts(double[] vectors) {
        if (isSummed) {
            throw new IllegalStateException("Products come before the first penalty");
        }
        try (var batch = new DoublePointer(vectors)) {
            int count = vectors.length / size;
            cblas_dsyrk(CblasColMajor, CblasUpper, CblasNoTrans, size, count, 1, batch, size, 1, products, size);
        }
    }

    /** {@code B += Σ v yᵀ} over vectors and their targets, each one after the other. */
    void addTargets(double[] vectors, double[] values) {
        try (var batch = new DoublePointer(vectors);
                var of = new DoublePointer(values)) {
            int count = vectors.length / size;
            cblas_dgemm(
                    CblasColMajor,
                    CblasNoTrans,
                    CblasTrans,
                    size,
                    outputs,
                    count,
                    1,
                    batch,
                    size,
                    of,
                    outputs,
                    1,
                    targets,
                    size);
        }
    }

    /** The sum of A's diagonal. */
    double trace() {
        sumUp();
        double trace = 0;
        for (double value : diagonal) {
            trace += value;
        }
        if (!Double.isFinite(trace)) {
            throw broken("their squares sum to " + trace);
        }
        return trace;
    }

    private void sumUp() {
        for (int i = 0; !isSummed && i < size; i++) {
            diagonal[i] = products.get((long) i * size + i);
        }
        isSummed = true;
    }

    /** Solves for a penalty above 0. */
    void solve(double penalty) {
        sumUp();
        try (DoubleIndexer values = DoubleIndexer.create(products)) {
            for (int column = 0; column < size; column++) {
                values.put((long) column * size + column, diagonal[column] + penalty);
                for (int row = column + 1; row < size; row++) {
                    values.put((long) column * size + row, values.get((long) row * size + column));
                }
            }
        }
        check(LAPACKE_dpotrf(LAPACK_COL_MAJOR, LOWER, size, products, size), penalty);
        DoublePointer.memcpy(solution, targets, (long) size * outputs * Double.BYTES);
        check(LAPACKE_dpotrs(LAPACK_COL_MAJOR, LOWER, size, outputs, products, size, solution, size), penalty);
    }

    private static void check(int status, double penalty) {
        if (status != 0) {
            throw broken("LAPACK status " + status + " at penalty " + penalty);
        }
    }

    private static ArithmeticException broken(String reason) {
        return new ArithmeticException("The linear attacker needs features that are finite numbers below 1e150 ("
                + reason + "). Lower the learning rate of the training, so that its features stay small");
    }

    /** {@code Sᵀ v} of vectors that lie one after the other. */
    double[] answers(double[] vectors) {
        int count = vectors.length / size;
        double[] answers = new double[count * outputs];
        try (var batch = new DoublePointer(vectors);
                var result = new DoublePointer(answers.length)) {
            cblas_dgemm(
                    CblasColMajor,
                    CblasTrans,
                    CblasNoTrans,
                    outputs,
                    count,
                    size,
                    1,
                    solution,
                    size,
                    batch,
                    size,
                    0,
                    result,
                    outputs);
            result.get(answers);
        }
        return answers;
    }

    @Override
    public void close() {
        products.close();
        targets.close();
        solution.close();
    }
}
