package lab.obscura.engine.run;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.Dataset;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.LiveDefense;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;

/**
 * Trains an expert on a task of its own and hands its weights on. Its defense are the shapes and transforms of the definition and the
 * adversary that the expert asks for; penalties and rules belong to the training that follows.
 *
 * @param dataset the expert's images
 * @param seeds of its own
 */
record ExpertStage(ExperimentDefinition definition, Expert expert, Dataset dataset, Engine engine, Seeds seeds) {

    /** Resumes from the expert's own checkpoints, where there are some. */
    void teach(SplitNetwork network, RunContext context) {
        var preparation = definition.preparation(dataset.info());
        Normalization normalization = preparation.normalization(dataset.train());
        Augmentation augmentation = preparation.augmentation();
        SplitSpec split = definition.split(
                dataset.train().shape(),
                dataset.train().classes(),
                new ChannelAffine(normalization.mean(), normalization.standardDeviation()));
        try (var live = new LiveDefense(defense(), engine, seeds);
                SplitNetwork teacher = SplitNetwork.build(engine, split, live, seeds)) {
            var plan = definition.training().over(expert.epochs());
            new Trainer(teacher, plan, dataset.train(), dataset.test(), augmentation, seeds).train(context);
            network.learnFrom(teacher);
            context.log("The training begins with the weights of an expert on "
                    + dataset.info().id());
        }
    }

    private Defense defense() {
        var parts = new ArrayList<DefensePart>();
        for (DefensePart part : definition.defense().parts()) {
            boolean shapes = part instanceof EncoderShape || part instanceof FeatureTransform;
            if (shapes && !(part instanceof TrainingRule) && !(part instanceof Adversary)) {
                parts.add(part);
            }
        }
        parts.add(expert.adversary());
        return new Defense(List.copyOf(parts));
    }
}
