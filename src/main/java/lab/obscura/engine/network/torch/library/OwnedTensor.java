package lab.obscura.engine.network.torch.library;

import org.bytedeco.javacpp.Pointer;

/**
 * Native objects that outlive the scope they were made in. A scope frees what it made when it ends; what is kept is freed when it is
 * released, at once and on the releasing thread, never by the garbage collector.
 */
public final class OwnedTensor {

    private OwnedTensor() {}

    /** The same object, kept until {@link #release}. */
    public static <P extends Pointer> P from(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    public static void release(Pointer pointer) {
        pointer.releaseReference();
    }
}
