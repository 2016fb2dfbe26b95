package lab.obscura.execution.child;

import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;

/** Computes with the engine. */
public final class PipelineRunner implements AttemptRunner {

    private final Datasets datasets;

    /**
     * @param data every folder in it is a data set
     * @param cache for what was found out about data sets
     */
    public PipelineRunner(Path data, Path cache) {
        this.datasets = new Datasets(data, cache);
    }

    @Override
    public Outcome run(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context) {
        return new Pipeline(datasets).run(new DefinitionReader().read(definition), seed, folder, context);
    }
}
