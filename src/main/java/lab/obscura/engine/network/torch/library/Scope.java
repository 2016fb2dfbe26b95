package lab.obscura.engine.network.torch.library;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * The frame of every call of libtorch: native objects made in it and not {@link OwnedTensor} are freed at its end, and memory that ran out,
 * which libtorch tells in an ordinary exception, becomes Java's own error, with which a run ends in another state and code.
 */
public final class Scope {

    /** The words of CUDA, of the host's allocator, of cuBLAS and cuDNN, and of cuDNN's parts. */
    private static final List<String> OUT_OF_MEMORY =
            List.of("out of memory", "can't allocate memory", "ALLOC_FAILED", "ALLOCATION_FAILED");

    private Scope() {}

    /** Computes with autograd following. */
    public static <T> T recording(Supplier<T> computation) {
        PointerScope scope = new PointerScope();
        try {
            return computation.get();
        } catch (RuntimeException e) {
            throw translated(e);
        } finally {
            scope.close();
        }
    }

    /** Computes without autograd. */
    public static <T> T quiet(Supplier<T> computation) {
        return recording(() -> {
            AutoGradMode off = new AutoGradMode(false);
            try {
                return computation.get();
            } finally {
                off.close(); // its destructor switches back to what was before
            }
        });
    }

    public static void quietly(Runnable computation) {
        quiet(() -> {
            computation.run();
            return true;
        });
    }

    private static RuntimeException translated(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (OUT_OF_MEMORY.stream().anyMatch(message::contains)) {
            var error = new OutOfMemoryError(firstSentence(message));
            error.initCause(e);
            throw error;
        }
        return e;
    }

    /** What follows is a trace of native frames. */
    private static String firstSentence(String message) {
        return "libtorch: " + message.lines().findFirst().orElse("").replaceFirst("^\\[enforce fail at [^]]*] ", "");
    }
}
