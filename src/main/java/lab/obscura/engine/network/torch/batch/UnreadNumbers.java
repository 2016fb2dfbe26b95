package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Numbers that nobody has asked for yet. Whoever asks for some brings all of them to the host, in one copy. */
final class UnreadNumbers {

    private final List<Unread> unread = new ArrayList<>();

    /** A few numbers where libtorch computes, then on the host. */
    private static final class Unread {

        private final Tensor there;
        private final int count;
        private double[] here;

        private Unread(Tensor there) {
            this.there = there;
            this.count = Math.toIntExact(there.numel());
        }
    }

    /**
     * Keeps numbers until they are read.
     *
     * @param numbers of one dimension, float64; kept. To be called inside a scope
     */
    synchronized Supplier<double[]> kept(Tensor numbers) {
        var some = new Unread(OwnedTensor.from(numbers));
        unread.add(some);
        return () -> read(some);
    }

    private synchronized double[] read(Unread wanted) {
        if (wanted.here == null) {
            readAll();
        }
        return wanted.here;
    }

    private void readAll() {
        double[] all = Scope.quiet(() -> {
            var numbers = new TensorVector();
            unread.forEach(some -> numbers.push_back(some.there));
            return HostCopies.doubles(torch.cat(numbers));
        });
        int from = 0;
        for (Unread some : unread) {
            some.here = Arrays.copyOfRange(all, from, from + some.count);
            from += some.count;
            OwnedTensor.release(some.there);
        }
        unread.clear();
    }
}
