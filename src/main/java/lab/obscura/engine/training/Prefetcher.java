package lab.obscura.engine.training;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Items 0 … count − 1 in order, each made on a thread of its own while the one before is being used: a graphics card need not wait
 * for the crops and rotations of the next batch. What is made must depend on its number alone. For one user thread.
 */
final class Prefetcher<T> implements AutoCloseable {

    private final int count;
    private final IntFunction<T> make;
    private final ExecutorService thread;
    private int taken;
    private Future<T> next;

    /** Starts to make item 0. */
    Prefetcher(String name, int count, IntFunction<T> make) {
        this.count = count;
        this.make = make;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            var one = new Thread(work, name);
            one.setDaemon(true);
            return one;
        });
        this.next = thread.submit(() -> make.apply(0));
    }

    /** The next item, waiting for it if need be; starts to make the one after it. */
    T next() {
        if (taken == count) {
            throw new IllegalStateException("All " + count + " items were taken");
        }
        T item = finished(next);
        int following = ++taken;
        if (following < count) {
            next = thread.submit(() -> make.apply(following));
        }
        return item;
    }

    private static <T> T finished(Future<T> item) {
        try {
            return item.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (failed.getCause() instanceof Error error) {
                throw error; // memory that ran out on that thread has run out here
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a batch", interrupted);
        }
    }

    /** Ends the thread; an item that is being made is thrown away. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
