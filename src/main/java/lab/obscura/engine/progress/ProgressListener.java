package lab.obscura.engine.progress;

/** Hears what a run does while it does it. Called by the thread of the run; must return fast. */
public interface ProgressListener {

    void heard(RunEvent event);
}
