package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Checkpoints;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains the network of a run, or takes over one that was trained from the same definition, data and seed before. Both end with the
 * same numbers; the curves of the training are told either way.
 *
 * @param expertData images of the expert that the training begins with, where there is one
 */
record TrainingStage(
        ExperimentDefinition definition,
        Dataset dataset,
        Optional<Dataset> expertData,
        Engine engine,
        Identity identity,
        long seed,
        TrainedNetworks kept) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EDGE = "edge";
    private static final String CURVES = "curves";

    /**
     * Leaves the trained network in this one.
     *
     * @param states where a computation keeps its checkpoints, by its hash
     * @return whether it was taken over
     */
    boolean train(SplitNetwork network, Function<String, Checkpoints> states, RunContext context, Stopwatch watch) {
        String hash = identity.trainingHash(seed);
        RunContext own = context.keeping(states.apply(hash));
        boolean resumes = Trainer.hasBegun(own);
        if (!resumes && !definition.trainsAnew()) {
            Optional<CheckpointFile> before = kept.find(hash, engine);
            if (before.isPresent()) {
                // Under a name of its own: how long a training takes is estimated from the times of trainings.
                watch.time("taking over the network", () -> takeOver(before.get(), network, own));
                return true;
            }
        }
        var curves = new ArrayList<RunEvent.Point>();
        RunContext heard = own.hearing(curves::add);
        if (expertData.isPresent() && !resumes) {
            var teaching = new ExpertStage(
                    definition,
                    definition.expert().orElseThrow().expert(),
                    expertData.get(),
                    engine,
                    seeds().family("expert"));
            RunContext before = heard.named("expert").share(0, 0.5).keeping(states.apply(identity.expertHash(seed)));
            watch.time("expert", () -> teaching.teach(network, before));
            heard = heard.share(0.5, 1);
        }
        RunContext training = heard;
        watch.time("training", () -> trainer(network).train(training));
        if (!resumes) { // else the first curves were told by an earlier attempt
            kept.keep(hash, new CheckpointFile(facts(network, curves), network.state()), engine);
        }
        return false;
    }

    private Trainer trainer(SplitNetwork network) {
        Augmentation augmentation = definition.preparation(dataset.info()).augmentation();
        return new Trainer(network, definition.training(), dataset.train(), dataset.test(), augmentation, seeds());
    }

    private Seeds seeds() {
        return Seeds.of(seed);
    }

    private static Map<String, Object> facts(SplitNetwork network, List<RunEvent.Point> curves) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(EDGE, JSON.convertValue(network.spec().edge(), Map.class));
        facts.put(
                CURVES,
                curves.stream()
                        .map(point -> List.of(point.series(), point.step(), point.value()))
                        .toList());
        return facts;
    }

    private static void takeOver(CheckpointFile before, SplitNetwork network, RunContext context) {
        network.load(JSON.convertValue(before.facts().get(EDGE), NetworkSpec.class), before.tensors());
        for (Object told : (List<?>) before.facts().get(CURVES)) {
            List<?> point = (List<?>) told;
            context.point(
                    String.valueOf(point.get(0)),
                    CheckpointFile.number(point.get(1)),
                    CheckpointFile.number(point.get(2)));
        }
        context.log("The network was trained from this definition, data and seed before and is taken over");
        context.progress(1);
    }
}
