package lab.obscura.worker;

import java.util.Map;
import lab.obscura.engine.pipeline.AttemptFolder;
import lab.obscura.engine.pipeline.Outcome;
import lab.obscura.engine.pipeline.RunContext;

/** Computes a run in this process, from its definition to its outcome; the pictures and the encoder lie in the folder afterwards. */
@FunctionalInterface
public interface AttemptRunner {

    Outcome run(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context);
}
