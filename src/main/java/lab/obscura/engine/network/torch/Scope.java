package lab.obscura.engine.network.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;

/**
 * The frame of every call of libtorch: native objects made in it and not {@link Kept} are freed at its end, and memory that ran out,
 * which libtorch tells in an ordinary exception, becomes Java's own error, with which a run ends in another state and code.
 */
final class Scope {

    private Scope() {}

    /** Computes with autograd following. */
    static <T> T recording(Supplier<T> computation) {
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
    static <T> T quiet(Supplier<T> computation) {
        return recording(() -> {
            AutoGradMode off = new AutoGradMode(false);
            try {
                return computation.get();
            } finally {
                off.close(); // its destructor switches back to what was before
            }
        });
    }

    static void quietly(Runnable computation) {
        quiet(() -> {
            computation.run();
            return true;
        });
    }

    private static RuntimeException translated(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("out of memory") || message.contains("can't allocate memory")) {
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
