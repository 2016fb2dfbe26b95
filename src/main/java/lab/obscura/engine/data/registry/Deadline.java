package lab.obscura.engine.data.registry;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Until when somebody waits, by {@link System#nanoTime()}.
 *
 * @param begun since when
 * @param unknown for what is not known yet
 * @param known for news of what is known
 * @param rest see {@link Patience}
 */
public record Deadline(long begun, long unknown, long known, int rest) {

    /** For what others have been waiting for since then: whoever asks again does not wait from the beginning. */
    long unknownSince(long asked) {
        return Math.min(unknown, asked + (unknown - begun));
    }

    /** What has come in time. */
    static <T> Optional<T> await(CompletableFuture<T> future, long end) {
        try {
            return Optional.of(future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Looks and readings end with an answer, whatever happens", e);
        }
    }
}
