package lab.obscura.engine.pipeline;

/** Hears what a run does while it does it. Calls come from the thread of the run and must return fast. */
public interface ProgressListener {

    /**
     * @param stage as in {@code training} or {@code attack decoder-res-n8c64-train}
     * @param fraction share of the whole run that is done, in [0, 1]
     */
    void progress(String stage, double fraction);

    void point(CurvePoint point);

    void log(String line);
}
