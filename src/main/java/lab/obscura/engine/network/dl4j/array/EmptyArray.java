package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The empty array that stands for a gradient nobody asked for. */
public final class EmptyArray {

    private EmptyArray() {}

    public static INDArray of(DataType type) {
        return Nd4j.empty(type);
    }
}
