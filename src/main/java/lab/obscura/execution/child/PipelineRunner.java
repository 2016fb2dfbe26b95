package lab.obscura.execution.child;

import java.nio.file.Path;
import java.util.Map;
import lab.obscura.engine.data.Datasets;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.TrainedNetworks;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;

/** Computes with the engine. */
public final class PipelineRunner implements AttemptRunner {

    private final Datasets datasets;
    private final TrainedNetworks trained;

    /**
     * @param data every folder in it is a data set
     * @param cache for what was found out about data sets
     * @param trained networks that need not be trained again
     */
    public PipelineRunner(Path data, Path cache, TrainedNetworks trained) {
        this.datasets = new Datasets(data, cache);
        this.trained = trained;
    }

    @Override
    public Outcome run(Map<String, Object> definition, long seed, AttemptFolder folder, RunContext context) {
        return new Pipeline(datasets, trained).run(new DefinitionReader().read(definition), seed, folder, context);
    }
}
