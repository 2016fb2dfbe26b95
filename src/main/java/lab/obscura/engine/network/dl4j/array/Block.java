package lab.obscura.engine.network.dl4j.array;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory that is kept and handed out in the shape that is needed now. It grows to the largest shape asked for; what it
 * handed out before is invalid from then on.
 */
public final class Block implements AutoCloseable {

    private final DataType type;
    private INDArray memory;
    private INDArray view;

    public Block(DataType type) {
        this.type = type;
        this.memory = Nd4j.empty(type);
        this.view = memory;
    }

    /** Memory of this shape with whatever was in it. */
    public INDArray shaped(long... shape) {
        if (!view.isEmpty() && Arrays.equals(view.shape(), shape)) {
            return view;
        }
        long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        if (capacity() < size) {
            close();
            memory = Nd4j.createUninitialized(type, size);
        }
        view = Nd4j.create(memory.data(), shape, Nd4j.getStrides(shape, 'c'), 0, 'c');
        return view;
    }

    /** Whether this block handed that array out last. */
    boolean holds(INDArray array) {
        return view == array;
    }

    long capacity() {
        return memory.isEmpty() ? 0 : memory.length();
    }

    @Override
    public void close() {
        if (!memory.isEmpty()) {
            memory.close();
        }
        memory = Nd4j.empty(type);
        view = memory;
    }
}
