package lab.obscura.engine.network.matrix;

/**
 * Rows in Java's memory, turned so that one value of many rows lies together: the innermost loop runs over rows, which the compiler computes
 * eight or sixteen at a time. For a handful of others this is as fast as a BLAS and needs none of its threads.
 */
final class PlainRows implements ResidentRows {

    /** Rows that lie together; their sums stay in the first cache. */
    private static final int LANE = 256;

    private final int count;
    private final int size;
    /** Lane after lane, in each of them value after value, each of {@link #LANE} rows; what is missing at the end is zero. */
    private final float[] turned;

    PlainRows(float[] values, int size) {
        this.count = values.length / size;
        this.size = size;
        this.turned = new float[(count + LANE - 1) / LANE * LANE * size];
        for (int i = 0; i < count; i++) {
            int to = i / LANE * LANE * size + i % LANE;
            for (int d = 0; d < size; d++) {
                turned[to + d * LANE] = values[i * size + d];
            }
        }
    }

    @Override
    public float[] products(float[] others) {
        int k = others.length / size;
        float[] products = new float[count * k];
        for (int from = 0; from < count; from += LANE) {
            int rows = Math.min(LANE, count - from);
            for (int j = 0; j < k; j++) {
                float[] sums = new float[LANE];
                for (int d = 0; d < size; d++) {
                    add(sums, others[j * size + d], from * size + d * LANE);
                }
                for (int i = 0; i < rows; i++) {
                    products[(from + i) * k + j] = sums[i];
                }
            }
        }
        return products;
    }

    private void add(float[] sums, float factor, int from) {
        for (int i = 0; i < LANE; i++) {
            sums[i] += factor * turned[from + i];
        }
    }

    @Override
    public void close() {}
}
