package lab.obscura.engine.defense.pairs;

import java.util.Arrays;

/**
 * Samples in Java's memory, and sums over all pairs of them in float64. Innermost loops run over whole arrays of doubles, which is what Java
 * turns into vector instructions; each single sum keeps its order.
 *
 * @param values sample after sample
 * @param count how many
 */
public record HostSamples(float[] values, int count) {

    /** Values of every sample that are in the caches together. */
    private static final int AT_ONCE = 256;

    public HostSamples {
        if (count < 1 || values.length % count != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are no whole number for each of " + count + " samples");
        }
    }

    private int size() {
        return values.length / count;
    }

    /** Between all samples: count × count, symmetric, zeros on the diagonal. */
    public double[] squaredDistances() {
        double[][] rows = new double[count][];
        Arrays.setAll(rows, double[]::new); // of each sample those to the samples before it
        for (int from = 0; from < size(); from += AT_ONCE) {
            double[][] columns = columns(from, Math.min(AT_ONCE, size() - from));
            for (int i = 1; i < count; i++) {
                for (double[] column : columns) {
                    addSquares(column[i], column, rows[i]);
                }
            }
        }
        double[] squares = new double[count * count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                squares[i * count + j] = rows[i][j];
                squares[j * count + i] = rows[i][j];
            }
        }
        return squares;
    }

    /** Some values of all samples: value by value, the samples side by side. */
    private double[][] columns(int from, int length) {
        double[][] columns = new double[length][count];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < length; d++) {
                columns[d][i] = values[i * size() + from + d];
            }
        }
        return columns;
    }

    /** Of one value: its share of the distances of a sample to those before it. */
    private static void addSquares(double own, double[] others, double[] squares) {
        for (int j = 0; j < squares.length; j++) {
            double difference = own - others[j];
            squares[j] += difference * difference;
        }
    }

    /**
     * {@code factor · Σ_j w_ij (z_i − z_j)} for each sample i.
     *
     * @param weights count × count; the diagonal does not matter
     */
    public float[] pulled(double[] weights, double factor) {
        float[] pulled = new float[values.length];
        for (int from = 0; from < size(); from += AT_ONCE) {
            double[][] rows = rows(from, Math.min(AT_ONCE, size() - from));
            double[] sum = new double[rows[0].length];
            for (int i = 0; i < count; i++) {
                Arrays.fill(sum, 0);
                for (int j = 0; j < count; j++) {
                    addDifference(weights[i * count + j], rows[i], rows[j], sum);
                }
                for (int d = 0; d < sum.length; d++) {
                    pulled[i * size() + from + d] = (float) (factor * sum[d]);
                }
            }
        }
        return pulled;
    }

    /** Some values of all samples, sample by sample. */
    private double[][] rows(int from, int length) {
        double[][] rows = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < length; d++) {
                rows[i][d] = values[i * size() + from + d];
            }
        }
        return rows;
    }

    private static void addDifference(double weight, double[] own, double[] other, double[] sum) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += weight * (own[d] - other[d]);
        }
    }
}
