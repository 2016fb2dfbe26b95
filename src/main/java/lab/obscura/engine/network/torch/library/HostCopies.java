package lab.obscura.engine.network.torch.library;

import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The way of numbers from where libtorch computes to the host. Each copy waits for all that was asked of a card before, so they are counted:
 * a training that should not stop and go can be asked how often it did.
 */
public final class HostCopies {

    private static final AtomicLong COUNT = new AtomicLong();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final AtomicLong STATES = new AtomicLong();

    private HostCopies() {}

    /** A copy in float32, row-major in the tensor's own order. To be called inside a scope. */
    public static float[] values(Tensor tensor) {
        COUNT.incrementAndGet();
        Tensor plain = tensor.cpu().to(ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(plain.numel())];
        NUMBERS.addAndGet(values.length);
        new FloatPointer(plain.data_ptr()).get(values);
        return values;
    }

    /** A copy in float64, row-major in the tensor's own order. To be called inside a scope. */
    public static double[] doubles(Tensor tensor) {
        COUNT.incrementAndGet();
        Tensor plain = tensor.cpu().to(ScalarType.Double).contiguous();
        double[] values = new double[Math.toIntExact(plain.numel())];
        NUMBERS.addAndGet(values.length);
        new DoublePointer(plain.data_ptr()).get(values);
        return values;
    }

    /** A tensor of a state on the host: all weights, one of their moments, or all statistics; itself where that is the host. */
    public static Tensor ofState(Tensor tensor) {
        STATES.incrementAndGet();
        return tensor.cpu();
    }

    /** How many copies of states there were in this process; they are not among the others. */
    public static long states() {
        return STATES.get();
    }

    /** How many there were in this process. */
    public static long count() {
        return COUNT.get();
    }

    /** How many numbers they brought. */
    public static long numbers() {
        return NUMBERS.get();
    }
}
