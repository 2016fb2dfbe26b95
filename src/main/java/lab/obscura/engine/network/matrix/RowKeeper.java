package lab.obscura.engine.network.matrix;

/** Takes rows to where it computes. */
@FunctionalInterface
public interface RowKeeper {

    /** In Java: for few others, where no card is, threads of a BLAS wait for each other longer than they compute. */
    RowKeeper PLAIN = PlainRows::new;

    /**
     * Copies the rows; the caller closes what comes back.
     *
     * @param values row after row
     * @param size values of a row, at least 1
     */
    ResidentRows keep(float[] values, int size);
}
