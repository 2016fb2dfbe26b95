package lab.obscura.engine.run.folder;

/** How the process of an attempt ends; the worker reads state and reason from it. */
public enum ExitCode {
    /** outcome.json is there. */
    SUCCEEDED(0),
    /** The definition breaks a rule. */
    SETTINGS(2),
    /** A data set is missing or damaged. */
    DATA(3),
    /** The training left the finite numbers. */
    DIVERGED(4),
    /** A cancel line came on standard input. */
    CANCELLED(5),
    /** Standard input was closed: the worker is gone. */
    ORPHANED(6),
    /** Heap or native memory did not suffice. */
    MEMORY(7),
    /** There was no space left for what the run writes. */
    DISK(8),
    /** A stored run is not what it was. */
    DIFFERS(9),
    /** The run that was watched has failed. */
    RUN_FAILED(10),
    /** Something outside is taken or missing: a port, a folder, a right, the database. */
    UNAVAILABLE(69),
    /** A mistake of ours. */
    INTERNAL(70),
    /** The operating system asked the process to end; as shells have it, 128 and the number of SIGTERM. */
    STOPPED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The meaning of a code; anything unknown (a signal, a native crash) counts as INTERNAL. */
    public static ExitCode of(int code) {
        for (ExitCode known : values()) {
            if (known.code == code) {
                return known;
            }
        }
        return INTERNAL;
    }
}
