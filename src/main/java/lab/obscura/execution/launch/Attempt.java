package lab.obscura.execution.launch;

import java.time.Duration;

/** An attempt that was started. */
public interface Attempt {

    /** Waits, and says whether the attempt has ended. */
    boolean endsWithin(Duration patience) throws InterruptedException;

    /** The code it ended with, as a process reports it: 128 + signal when one ended it. Only when it has ended. */
    int exitCode();

    /** Asks it to end because somebody cancelled the run. */
    void cancel();

    /** Asks it to end behind its next checkpoint because the worker ends. */
    void release();

    /** Asks it to end now because the worker ends. */
    void abandon();

    /** Ends it at once. */
    void kill();
}
