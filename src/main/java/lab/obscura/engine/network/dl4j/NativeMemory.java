package lab.obscura.engine.network.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Native memory that ran out, which ND4J tells in an ordinary exception (its CUDA backend always, its operations on the CPU for their own
 * buffers), becomes Java's own error, with which a run ends in another state and code.
 */
final class NativeMemory {

    private static final List<String> RAN_OUT =
            List.of("failed to allocate", "can't allocate", "allocation failed", "out of memory", "bad_alloc");

    private NativeMemory() {}

    static void during(Runnable computation) {
        of(() -> {
            computation.run();
            return true;
        });
    }

    static <T> T of(Supplier<T> computation) {
        try {
            return computation.get();
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (RAN_OUT.stream().noneMatch(message.toLowerCase(Locale.ROOT)::contains)) {
                throw e;
            }
            var error =
                    new OutOfMemoryError("ND4J: " + message.lines().findFirst().orElse(""));
            error.initCause(e);
            throw error;
        }
    }
}
