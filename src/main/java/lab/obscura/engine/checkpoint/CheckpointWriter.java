package lab.obscura.engine.checkpoint;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes and writes states, one at a time, on a thread of its own where there is one: a training need not wait for the disk. Whoever handed
 * a state in hears of its end on its own thread, at its next call. For one user thread.
 */
public final class CheckpointWriter implements AutoCloseable {

    private final Optional<ExecutorService> thread;
    private Optional<Pending> pending = Optional.empty();

    /** A state that is being written, and what is to be done when it is kept. */
    private record Pending(Future<?> writing, Runnable kept) {}

    private CheckpointWriter(Optional<ExecutorService> thread) {
        this.thread = thread;
    }

    /** Writes at once; whoever hands a state in waits. */
    public static CheckpointWriter atOnce() {
        return new CheckpointWriter(Optional.empty());
    }

    /** Writes beside the computation. */
    public static CheckpointWriter beside() {
        return new CheckpointWriter(Optional.of(Executors.newSingleThreadExecutor(work -> {
            var one = new Thread(work, "checkpoints");
            one.setDaemon(true);
            return one;
        })));
    }

    /**
     * Writes, behind the one before. Nothing of the state may change meanwhile.
     *
     * @param kept to be done when it is on the disk
     * @throws RuntimeException of the one before, where it failed
     */
    public void write(Runnable writing, Runnable kept) {
        settle();
        if (thread.isEmpty()) {
            writing.run();
            kept.run();
        } else {
            pending = Optional.of(new Pending(thread.get().submit(writing), kept));
        }
    }

    /** Tells of a state that has been written meanwhile. To be called now and then. */
    void look() {
        if (pending.filter(one -> one.writing().isDone()).isPresent()) {
            settle();
        }
    }

    /** Waits until nothing is being written. */
    void settle() {
        Optional<Pending> last = pending;
        pending = Optional.empty();
        last.ifPresent(one -> {
            await(one.writing());
            one.kept().run();
        });
    }

    private static void await(Future<?> writing) {
        try {
            writing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (CancellationException | InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a checkpoint was written", interrupted);
        }
    }

    /** Waits for what is being written, and ends the thread. */
    @Override
    public void close() {
        try {
            settle();
        } finally {
            thread.ifPresent(ExecutorService::shutdown);
        }
    }
}
