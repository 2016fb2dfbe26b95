package lab.obscura.execution.child;

import java.util.Map;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;

/** Computes a run in this process, from its definition to its outcome; the pictures and the encoder lie in the folder afterwards. */
@FunctionalInterface
public interface AttemptRunner {

    Outcome run(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context);
}
