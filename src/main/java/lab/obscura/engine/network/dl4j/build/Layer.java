package lab.obscura.engine.network.dl4j.build;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Pool;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One node of a built network. It owns the array it returns from {@code forward}, and takes the one it returns from
 * {@code backward} from the shared {@link Pool}; the caller gives that back. Both may instead be the very array that came in.
 */
public interface Layer extends AutoCloseable {

    INDArray forward(INDArray x, Pass pass);

    /** Belongs to the latest forward. Returns the gradient of the input when wanted, else an empty array. */
    INDArray backward(INDArray dy, Wanted wanted);

    /** Whether anything in here is trained. */
    default boolean isTrainable() {
        return false;
    }

    /** Whether the next layer may write over this layer's output: it is this layer's own, and backward does not read it. */
    default boolean outputMayBeOverwritten() {
        return true;
    }

    /** What stands in this layer's place where the input may be overwritten: it saves the memory, or is the same layer. */
    default Layer overwritingItsInput() {
        return this;
    }

    @Override
    default void close() {}
}
