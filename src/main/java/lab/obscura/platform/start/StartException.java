package lab.obscura.platform.start;

import lab.obscura.engine.run.folder.ExitCode;

/** Why the program cannot start, in one sentence with the way out. */
public final class StartException extends RuntimeException {

    private final ExitCode code;

    public StartException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public StartException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
