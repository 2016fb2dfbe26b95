package lab.obscura.client;

import lab.obscura.engine.run.folder.ExitCode;
import tools.jackson.databind.JsonNode;

/** A run that is asked for again and again. A service that does not answer meanwhile, because it starts anew, is waited for. */
final class WatchedRun {

    /** In a row; ten minutes at a look every two seconds. */
    private static final int MOST_UNANSWERED = 300;

    private final ServiceCall service;
    private final String path;
    private final Terminal terminal;
    private int unanswered;

    /** @param path of the run at the service */
    WatchedRun(ServiceCall service, String path, Terminal terminal) {
        this.service = service;
        this.path = path;
        this.terminal = terminal;
    }

    /**
     * As it is now, or as it was.
     *
     * @param last what the latest look saw; returned where nobody answers
     * @throws NotDone when the service refuses, or when nobody has answered for long
     */
    JsonNode look(JsonNode last) {
        try {
            JsonNode run = service.get(path);
            unanswered = 0;
            return run;
        } catch (NotDone e) {
            unanswered++;
            if (e.code() != ExitCode.UNAVAILABLE || unanswered > MOST_UNANSWERED) {
                throw e;
            }
            if (unanswered == 1) {
                terminal.complain(e.getMessage() + ". Waiting for it");
            }
            return last;
        }
    }
}
