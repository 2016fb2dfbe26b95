package lab.obscura.engine.network;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Between Java arrays and the arrays of the networks (float32, row-major). */
public final class HostArrays {

    private HostArrays() {}

    /** A new array with these values; the caller closes it. */
    public static INDArray array(float[] values, long... shape) {
        return Nd4j.create(values, shape, 'c');
    }

    /** A copy of the values, row-major. */
    public static float[] values(INDArray array) {
        INDArray flat = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        float[] values = flat.data().asFloat();
        if (flat != array) {
            flat.close();
        }
        return values;
    }
}
