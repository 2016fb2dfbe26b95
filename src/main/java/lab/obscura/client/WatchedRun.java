package lab.obscura.client;

import java.util.concurrent.TimeUnit;
import lab.obscura.engine.run.folder.ExitCode;
import tools.jackson.databind.JsonNode;

/** A run that is asked for again and again. A service that does not answer meanwhile, because it starts anew, is waited for. */
final class WatchedRun {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final ServiceCall service;
    private final String path;
    private final Terminal terminal;
    private long answered = System.nanoTime();
    private boolean isAway;

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
            answered = System.nanoTime();
            isAway = false;
            return run;
        } catch (NotDone e) {
            if (e.code() != ExitCode.UNAVAILABLE || System.nanoTime() - answered > LONGEST_NANOS) {
                throw e;
            }
            if (!isAway) {
                isAway = true;
                terminal.complain(e.getMessage() + ". Waiting for it");
            }
            return last;
        }
    }
}
