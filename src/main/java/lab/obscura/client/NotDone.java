package lab.obscura.client;

import lab.obscura.engine.run.folder.ExitCode;

/** Why a command did not do what it was asked, in one line, with the code that its process ends with. */
final class NotDone extends RuntimeException {

    private final ExitCode code;

    NotDone(ExitCode code, String reason) {
        super(reason);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
