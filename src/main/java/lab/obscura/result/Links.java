package lab.obscura.result;

import java.time.Instant;
import lab.obscura.queue.RunId;

/** Addresses of what a run has to show, as every list and board gives them. */
public final class Links {

    private Links() {}

    public static String thumbnail(RunId run) {
        return run(run) + "/thumbnail.png";
    }

    public static String original(RunId run, int index) {
        return run(run) + "/originals/" + index + ".png";
    }

    public static String reconstruction(RunId run, String slug, int index) {
        return run(run) + "/reconstructions/" + slug + "/" + index + ".png";
    }

    /** @param at when it was drawn: a browser keeps what it has under an address */
    public static String interim(RunId run, String slug, Instant at) {
        return run(run) + "/live/" + slug + ".png?at=" + at.toEpochMilli();
    }

    private static String run(RunId run) {
        return "/api/v1/runs/" + run;
    }
}
