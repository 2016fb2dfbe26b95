package lab.obscura.engine.network.torch.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Numbers that nobody has asked for yet. Whoever asks for some brings all of them to the host, in one copy. */
public final class UnreadNumbers {

    private final List<Unread> unread = new ArrayList<>();

    /** Some numbers: where libtorch computes, then on the host. */
    private static final class Unread {

        private final Tensor there;
        private double[] here;

        private Unread(Tensor there) {
            this.there = there;
        }
    }

    /**
     * Keeps numbers until they are read.
     *
     * @param numbers one axis, float64, without a graph; kept. To be called inside a scope
     */
    public synchronized Supplier<double[]> kept(Tensor numbers) {
        var one = new Unread(OwnedTensor.from(numbers));
        unread.add(one);
        return () -> read(one);
    }

    private synchronized double[] read(Unread one) {
        if (one.here == null) {
            readAll();
        }
        return one.here;
    }

    private void readAll() {
        double[] all = Scope.quiet(() -> {
            var numbers = new TensorVector();
            unread.forEach(one -> numbers.push_back(one.there.to(ScalarType.Double)));
            return HostCopies.doubles(torch.cat(numbers));
        });
        int from = 0;
        for (Unread one : unread) {
            int to = from + Math.toIntExact(one.there.numel());
            one.here = Arrays.copyOfRange(all, from, to);
            from = to;
            OwnedTensor.release(one.there);
        }
        unread.clear();
    }
}
