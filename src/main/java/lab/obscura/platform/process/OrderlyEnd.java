package lab.obscura.platform.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process ends in which native code computes. A JVM that exits takes the native libraries' data down while their threads still
 * work on them, and crashes: the computation must come to its end first. One that does not is killed, which leaves nothing behind.
 */
public final class OrderlyEnd {

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);

    private OrderlyEnd() {}

    /**
     * When the operating system asks this process to end (SIGTERM, SIGINT, SIGHUP), the computation is asked to stop. Whoever computes then
     * halts the JVM.
     *
     * @param patience how long that may take
     */
    public static void onSignal(Runnable askToStop, Duration patience) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            askToStop.run();
                            killAfter(patience);
                        },
                        "orderly-end"));
    }

    /** Ends this process at once when the time is over, whatever it does. */
    public static void killAfter(Duration patience) {
        pause(patience);
        try {
            // Java refuses to kill itself; nothing else in reach ends it without the libraries' last words.
            Subprocess.of(List.of("/bin/sh", "-c", "kill -KILL $PPID")).start().waitFor();
        } catch (IOException e) {
            LOG.error("event=not-killed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
