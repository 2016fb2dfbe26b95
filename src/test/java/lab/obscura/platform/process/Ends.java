package lab.obscura.platform.process;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills processes and waits until they are gone: a kill is carried out a little later, and who still writes into the folder of a test
 * would be in the way of its removal.
 */
public final class Ends {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private Ends() {}

    /** This process and all that it has started, however deep. */
    public static void of(Process process) {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(Ends::await);
    }

    /** Waits for a process that is told already. */
    public static void await(ProcessHandle process) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (runs(process) && System.nanoTime() < end) {
            pause();
        }
    }
    /** Where nobody asks what became of orphans, they stay in the list of processes, without a program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
