package lab.obscura.queue;

/** What a worker hears when it says that it is still there. */
public enum Heartbeat {
    /** The lease is longer again. */
    CONTINUES,
    /** The lease is longer again, but somebody wants the run to stop. */
    CANCEL,
    /** The run belongs to somebody else or is over: stop, and write nothing. */
    LOST
}
