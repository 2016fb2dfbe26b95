package lab.obscura.engine.network.matrix;

/** Many rows that stay where an engine computes until they are closed: they are copied there once, however often they are asked. */
public interface ResidentRows extends AutoCloseable {

    /**
     * The product of every row with every other one: {@code float32} sums in any order, so each is wrong by at most {@code size · 2⁻²⁴} times
     * the lengths of both, and a little.
     *
     * @param others as long as the rows, one after the other
     * @return row after row, as many values as there are others
     */
    float[] products(float[] others);

    @Override
    void close();
}
