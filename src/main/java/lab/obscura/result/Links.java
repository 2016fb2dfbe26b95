package lab.obscura.result;

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

    public static String interim(RunId run, String slug) {
        return run(run) + "/live/" + slug + ".png";
    }

    private static String run(RunId run) {
        return "/api/v1/runs/" + run;
    }
}
