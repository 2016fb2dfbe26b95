package lab.obscura.engine.network.batch;

import java.util.List;
import java.util.function.Supplier;

/**
 * What an engine worked out of a {@link Formula}.
 *
 * @param gradients of its first number with respect to each batch; the caller closes them
 * @param reading brings its numbers to the host, in their order, together with all that nobody has read yet
 */
public record Derived(List<Batch> gradients, Supplier<double[]> reading) {

    public Derived {
        gradients = List.copyOf(gradients);
    }

    /** With respect to the first batch. */
    public Batch gradient() {
        return gradients.get(0);
    }

    /** One of the numbers; on a card the first look waits for all that was asked of it. */
    public double number(int place) {
        return reading.get()[place];
    }
}
