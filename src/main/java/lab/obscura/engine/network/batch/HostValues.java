package lab.obscura.engine.network.batch;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers between Java's arrays and those of ND4J, which carries them one by one and asks for their type at each. Where they lie in the
 * host's memory they are copied in one piece.
 */
public final class HostValues {

    private HostValues() {}

    /**
     * A copy in float32, row-major; the caller closes it.
     *
     * @param values as many as the shape holds
     */
    public static INDArray array(float[] values, long... shape) {
        if (!Nd4j.getEnvironment().isCPU()) {
            return Nd4j.create(values, shape, 'c');
        }
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
        memory(array).put(values);
        return array;
    }

    /** A copy of all values of an array that is row-major and no view. */
    public static float[] of(INDArray array) {
        if (array.dataType() != DataType.FLOAT || !Nd4j.getEnvironment().isCPU()) {
            return array.data().asFloat();
        }
        float[] values = new float[Math.toIntExact(array.length())];
        memory(array).get(values);
        return values;
    }

    /** A look at memory that belongs to the array. */
    private static FloatPointer memory(INDArray array) {
        return new FloatPointer(array.data().addressPointer());
    }
}
