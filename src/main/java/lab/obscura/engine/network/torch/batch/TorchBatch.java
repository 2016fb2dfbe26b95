package lab.obscura.engine.network.torch.batch;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Tensor;

/** Examples in libtorch's memory, on the card where there is one: batch × channels × height × width, channels last. */
final class TorchBatch implements Batch {

    private final Tensor tensor;
    private boolean mustClose;

    private TorchBatch(Tensor tensor, boolean isOwn) {
        this.tensor = tensor;
        this.mustClose = isOwn;
    }

    /** Of a tensor that somebody else releases. */
    static TorchBatch lent(Tensor tensor) {
        return new TorchBatch(tensor, false);
    }

    /** Of a tensor that lives until this is closed. To be called inside a scope. */
    static TorchBatch of(Tensor tensor) {
        return new TorchBatch(OwnedTensor.from(tensor), true);
    }

    /** Not to be changed. */
    Tensor tensor() {
        return tensor;
    }

    @Override
    public ImageShape shape() {
        return new ImageShape((int) tensor.size(2), (int) tensor.size(3), (int) tensor.size(1));
    }

    @Override
    public int count() {
        return (int) tensor.size(0);
    }

    @Override
    public boolean isOnHost() {
        return false;
    }

    @Override
    public float[] values() {
        return Scope.quiet(() -> HostCopies.values(tensor.permute(0, 2, 3, 1)));
    }

    @Override
    public void close() {
        if (mustClose) {
            mustClose = false;
            OwnedTensor.release(tensor);
        }
    }
}
