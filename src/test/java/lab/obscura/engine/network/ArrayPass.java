package lab.obscura.engine.network;

import lab.obscura.engine.network.batch.HostBatch;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks asked with arrays of ND4J, of float32 or float64: batch × height × width × channels. */
public final class ArrayPass {

    private ArrayPass() {}

    public static INDArray forward(Network network, INDArray input, Pass pass) {
        return HostBatch.from(network.forward(HostBatch.over(input), pass)).array();
    }

    public static INDArray backward(Network network, INDArray outputGradient, Wanted wanted) {
        return HostBatch.from(network.backward(HostBatch.over(outputGradient), wanted))
                .array();
    }

    /** A copy, row-major. */
    public static float[] values(INDArray array) {
        return HostBatch.over(array).values();
    }
}
