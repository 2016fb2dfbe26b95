package lab.obscura.engine.network.dl4j.array;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Native memory for gradients and intermediate results that live for a few operations. The layers of a network share it, so a
 * backward pass needs three or four large blocks and not one per layer.
 */
public final class Pool implements AutoCloseable {

    private final DataType type;
    private final List<Block> free = new ArrayList<>();
    private final List<Block> taken = new ArrayList<>();

    public Pool(DataType type) {
        this.type = type;
    }

    public DataType type() {
        return type;
    }

    /** An array nobody else holds until it is given back, with whatever was in it. */
    public INDArray take(long... shape) {
        long size = 1;
        for (long length : shape) {
            size *= length;
        }
        Block block = fitting(size);
        free.remove(block);
        taken.add(block);
        return block.shaped(shape);
    }

    /** Gives an array back; one that is not from this pool is left alone. */
    public void release(INDArray array) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            if (taken.get(i).holds(array)) {
                free.add(taken.remove(i));
                return;
            }
        }
    }

    public void releaseAll() {
        free.addAll(taken);
        taken.clear();
    }

    /** The smallest that is large enough, else the largest, which then grows. */
    private Block fitting(long size) {
        Comparator<Block> byCapacity = Comparator.comparingLong(Block::capacity);
        return free.stream()
                .filter(block -> block.capacity() >= size)
                .min(byCapacity)
                .or(() -> free.stream().max(byCapacity))
                .orElseGet(() -> new Block(type));
    }

    @Override
    public void close() {
        releaseAll();
        free.forEach(Block::close);
        free.clear();
    }
}
