package lab.obscura.queue;

/** Whether a worker's write was accepted. */
public enum Written {
    STORED,
    /** The fence is stale: the run belongs to somebody else or is over. Nothing was written. */
    NOT_OWNER;

    public static Written of(int rows) {
        return rows == 0 ? NOT_OWNER : STORED;
    }
}
