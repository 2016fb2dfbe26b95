package lab.obscura.worker;

import lab.obscura.engine.pipeline.AttemptFolder;

/** Starts attempts. */
public interface AttemptLauncher {

    /** Starts an attempt at the definition that lies in the folder. */
    Attempt launch(AttemptFolder folder, long seed);
}
