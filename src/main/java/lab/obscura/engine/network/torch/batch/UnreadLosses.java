package lab.obscura.engine.network.torch.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.network.batch.BatchLoss.Numbers;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Losses that nobody has asked for yet. Whoever asks for one brings all of them to the host, in one copy. */
final class UnreadLosses {

    private final List<Unread> unread = new ArrayList<>();

    /** One loss: two numbers where libtorch computes, then on the host. */
    private static final class Unread {

        private final Tensor there;
        private Numbers here;

        private Unread(Tensor there) {
            this.there = there;
        }
    }

    /**
     * Keeps a loss until it is read.
     *
     * @param numbers the loss and how many labels were right; kept. To be called inside a scope
     */
    Supplier<Numbers> kept(Tensor numbers) {
        var one = new Unread(OwnedTensor.from(numbers));
        unread.add(one);
        return () -> {
            if (one.here == null) {
                read();
            }
            return one.here;
        };
    }

    private void read() {
        float[] all = Scope.quiet(() -> {
            var numbers = new TensorVector();
            unread.forEach(one -> numbers.push_back(one.there));
            return HostCopies.values(torch.cat(numbers));
        });
        for (int i = 0; i < unread.size(); i++) {
            unread.get(i).here = new Numbers(all[2 * i], Math.round(all[2 * i + 1]));
            OwnedTensor.release(unread.get(i).there);
        }
        unread.clear();
    }
}
