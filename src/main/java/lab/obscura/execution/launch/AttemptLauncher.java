package lab.obscura.execution.launch;

import lab.obscura.engine.run.folder.AttemptFolder;

/** Starts attempts. */
public interface AttemptLauncher {

    /** Starts an attempt at the definition that lies in the folder. */
    Attempt launch(AttemptFolder folder, long seed);
}
