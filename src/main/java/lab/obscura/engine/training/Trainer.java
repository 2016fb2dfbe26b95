package lab.obscura.engine.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.checkpoint.Position;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.data.images.Split;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.GradientRule;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.TrainedEdge;
import lab.obscura.engine.defense.TrainingAccess;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.defense.TrainingScale;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.KeptImages;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.TrainingDivergedException;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.plan.Stages;
import lab.obscura.engine.training.plan.TrainingPlan;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trains a split network with its defense, epoch by epoch. Keeps a checkpoint behind every epoch, and between two steps when one is
 * due; resumes from the newest when there is one.
 */
public final class Trainer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LOOP = "epoch";

    private final SplitNetwork network;
    private final Stages stages;
    private final LabeledImages learned;
    private TrainingBatches batches;
    private final LabeledImages judged;
    private final LabeledImages selection;
    /** The images that the curves are judged on, while a training keeps them where the engine computes. */
    private Optional<KeptImages> keptJudged = Optional.empty();

    private Optional<KeptImages> keptSelection = Optional.empty();
    private final Seeds seeds;
    private final ModelSelection best;
    private final Optional<GradientRule> gradientRule;
    private final TrainingStep step;

    /**
     * @param train images to learn from; a tenth is held out when the plan selects the model on it
     * @param test images for the accuracy curve
     */
    public Trainer(
            SplitNetwork network,
            TrainingPlan plan,
            LabeledImages train,
            LabeledImages test,
            Augmentation augmentation,
            Seeds seeds) {
        Split learning = learning(plan, train, test, seeds);
        this.network = network;
        this.stages = Stages.of(plan, network.defense());
        this.learned = learning.train();
        this.batches = new TrainingBatches(learning.train(), augmentation, plan.batchSize(), seeds);
        this.judged = test;
        this.selection = learning.test();
        this.seeds = seeds;
        this.best = new ModelSelection(plan);
        this.gradientRule = gradientRule();
        var terms = new DefenseTerms(network, seeds, test.classes(), batches.perEpoch() * batches.batchSize());
        this.step = new TrainingStep(network, plan, seeds, terms, gradientRule);
    }

    private Optional<GradientRule> gradientRule() {
        var scale = new TrainingScale(learned.count(), batches.batchSize(), stages.epochs());
        return network.defense().of(TrainingRule.class).stream()
                .flatMap(rule -> rule.gradientRule(scale, network.live().state(rule)).stream())
                .findFirst();
    }

    /** What is learned from, and what the model is selected on: a tenth held out, or the test images as they are. */
    private static Split learning(TrainingPlan plan, LabeledImages train, LabeledImages test, Seeds seeds) {
        if (plan.modelSelection() != TrainingPlan.Selection.HELD_OUT) {
            return new Split(train, test);
        }
        int[] order = seeds.stream("data.hold-out").permutation(train.count());
        int kept = plan.learnedFrom(train.count());
        return new Split(
                train.select(Arrays.copyOf(order, kept)), train.select(Arrays.copyOfRange(order, kept, train.count())));
    }

    /** Whether a training has left a state from which it resumes. */
    public static boolean hasBegun(RunContext context) {
        return context.latest(context.checkpoints().named(LOOP)).isPresent();
    }

    /** Trains to the last epoch and leaves the selected model in the network. */
    public void train(RunContext context) {
        Optional<KeptImages> kept = network.work().keep(learned);
        try {
            batches = batches.of(kept);
            keptJudged = network.work().keep(judged);
            keptSelection = selection == judged ? keptJudged : network.work().keep(selection);
            trainOn(context);
        } finally {
            batches = batches.of(Optional.empty());
            Stream.of(kept, keptJudged, keptSelection)
                    .flatMap(Optional::stream)
                    .distinct() // the curves and the selection may look at the same images
                    .forEach(KeptImages::close);
            keptJudged = Optional.empty();
            keptSelection = Optional.empty();
        }
    }

    private void trainOn(RunContext context) {
        Optional<CheckpointFile> checkpoint =
                context.latest(context.checkpoints().named(LOOP));
        var access = new NetworkTrainingAccess(network, learned, judged, seeds.family("rehearsal"), context);
        if (checkpoint.isEmpty()) {
            for (Adversary adversary : network.defense().of(Adversary.class)) {
                adversary.prepare(access, network.live().state(adversary));
            }
        }
        checkpoint.ifPresent(state -> restore(state, context));
        EpochSums sums =
                checkpoint.map(file -> new EpochSums(file, batches.batchSize())).orElseGet(EpochSums::new);
        int done = checkpoint.map(Position::of).orElse(Position.START).epochs();
        for (int epoch = done + 1; epoch <= stages.epochs(); epoch++) {
            if (sums.steps() == 0) {
                begin(epoch, access);
            }
            trainEpoch(epoch, sums, context);
            tell(epoch, sums, context);
            refreshPenalties(epoch, context);
            Accuracy test = judge(epoch, context);
            log(epoch, sums, test, context);
            context.progress((double) epoch / stages.epochs(), Position.epoch(epoch, stages.epochs()));
            sums = new EpochSums();
            save(epoch, sums, context);
        }
        best.state().ifPresent(network::load);
        for (TrainingRule rule : network.defense().of(TrainingRule.class)) {
            rule.afterTraining(access, network.live().state(rule));
        }
    }

    private void begin(int epoch, TrainingAccess access) {
        if (stages.beginsTransfer(epoch)) {
            network.forgetMoments();
            for (Adversary adversary : network.defense().of(Adversary.class)) {
                adversary.prepareTransfer(access, network.live().state(adversary));
            }
        }
        for (TrainingRule rule : stages.changingEdgeBefore(epoch)) {
            TrainedEdge changed = rule.changed(EdgeGradients.of(network, batches, epoch));
            network.changeEdge(changed.spec(), changed.tensors());
            network.defense()
                    .penalties()
                    .forEach(penalty -> penalty.afterEdgeChange(network.live().state(penalty)));
            best.forget();
        }
    }

    private void restore(CheckpointFile checkpoint, RunContext context) {
        NetworkSpec edge = JSON.convertValue(checkpoint.facts().get("edge"), NetworkSpec.class);
        Map<String, Tensor> state = SplitNetwork.below("network/", checkpoint.tensors());
        network.load(edge, state);
        best.restore(checkpoint);
        context.log("Training goes on " + Position.of(checkpoint).inWords(stages.epochs()));
    }

    /** @param sums of the steps after the epochs that are done */
    private void save(int epochs, EpochSums sums, RunContext context) {
        var facts = new LinkedHashMap<String, Object>();
        var tensors = new LinkedHashMap<String, Tensor>();
        facts.put("edge", JSON.convertValue(network.spec().edge(), Map.class));
        network.state().forEach((name, tensor) -> tensors.put("network/" + name, tensor));
        best.addTo(facts, tensors);
        sums.addTo(facts);
        var at = new Position(epochs, sums.steps());
        context.save(context.checkpoints().named(LOOP), at, new CheckpointFile(facts, tensors));
    }

    /** The steps that are left. Scores behind the last step count as one step more when it is said how much is done. */
    private void trainEpoch(int epoch, EpochSums sums, RunContext context) {
        var order = gradientRule.isPresent() ? batches.drawnEpoch("data", epoch) : batches.epoch("data", epoch);
        int first = sums.steps();
        int perEpoch = batches.perEpoch();
        if (first == perEpoch) {
            return;
        }
        var unread = new UnreadSteps(network.work().stepsBetweenLooks());
        try (var prefetcher = new Prefetcher<>("batches", perEpoch - first, left -> order.batch(first + left))) {
            for (int position = first; position < perEpoch; position++) {
                context.checkStop();
                int iteration = (epoch - 1) * perEpoch + position;
                double rate = stages.rate(epoch, position, perEpoch);
                TrainingStep.Result result = step.run(prefetcher.next(), place(epoch, iteration, rate));
                unread.add(new UnreadSteps.Taken(result, epoch, position + 1, rate), sums);
                context.progress(
                        (epoch - 1 + (position + 1.0) / (perEpoch + 1)) / stages.epochs(),
                        Position.epoch(epoch, stages.epochs()));
                if (context.checkpoints().isDue()) {
                    unread.readInto(sums);
                    save(epoch - 1, sums, context);
                }
            }
        }
        unread.readInto(sums);
    }

    private void tell(int epoch, EpochSums sums, RunContext context) {
        context.point("training.loss", epoch, sums.meanLoss());
        context.point("training.accuracy", epoch, sums.accuracy());
        context.point("training.learningRate", epoch, stages.rate(epoch, batches.perEpoch() - 1, batches.perEpoch()));
        boolean pays = !network.defense().penalties().isEmpty()
                || !network.defense().of(Adversary.class).isEmpty();
        if (pays) {
            context.point("training.penalty", epoch, sums.meanPenalty());
        }
        sums.meanDiagnostics().forEach((name, value) -> context.point(name, epoch, value));
    }

    private TrainingStep.Place place(int epoch, int iteration, double rate) {
        var target = new TrainingStep.Target(stages.labelSmoothing(epoch, judged.classes()), stages.taskWeight());
        return new TrainingStep.Place(epoch, stages.epochs(), iteration, rate, stages.edgeFactor(epoch), target);
    }

    private void refreshPenalties(int epoch, RunContext context) {
        List<Penalty> penalties = network.defense().penalties();
        if (penalties.stream().noneMatch(Penalty::looksAtEpochs)) {
            return;
        }
        EpochFeatures features = epochFeatures(epoch, context);
        for (Penalty penalty : penalties) {
            if (penalty.looksAtEpochs()) {
                String prefix = "defense." + penalty.info().id() + ".";
                penalty.afterEpoch(features, network.live().state(penalty))
                        .forEach((name, value) -> context.point(prefix + name, epoch, value));
            }
        }
    }

    /** Encoder in EVAL mode, no noise, one epoch of augmented full batches ({@code docs/methods/conditional-entropy.md#refresh}). */
    private EpochFeatures epochFeatures(int epoch, RunContext context) {
        int size = network.feature().size();
        int count = batches.perEpoch() * batches.batchSize();
        float[] clean = new float[count * size];
        int[] labels = new int[count];
        var order = batches.epoch("refresh", epoch);
        try (var prefetcher = new Prefetcher<>("refresh", batches.perEpoch(), order::batch)) {
            for (int position = 0; position < batches.perEpoch(); position++) {
                context.checkStop();
                var batch = prefetcher.next();
                float[] features = network.cleanFeatures(batch);
                System.arraycopy(features, 0, clean, position * features.length, features.length);
                System.arraycopy(batch.labels(), 0, labels, position * batch.count(), batch.count());
            }
        }
        double noise = network.defense().noiseStandardDeviation();
        return new EpochFeatures(clean, labels, size, judged.classes(), epoch, noise, seeds.family("refresh"));
    }

    private Accuracy judge(int epoch, RunContext context) {
        Accuracy test = Accuracy.of(network, judged, keptJudged, seeds.family("curve", epoch));
        if (!Double.isFinite(test.loss())) {
            double rate = stages.rate(epoch, batches.perEpoch() - 1, batches.perEpoch());
            throw new TrainingDivergedException("The loss on the test images", epoch, batches.perEpoch(), rate);
        }
        context.point("test.accuracy", epoch, test.accuracy());
        context.point("test.loss", epoch, test.loss());
        double decisive = test.accuracy();
        if (selection != judged) {
            decisive = Accuracy.of(network, selection, keptSelection, seeds.family("selection", epoch))
                    .accuracy();
            context.point("selection.accuracy", epoch, decisive);
        }
        if (stages.isOwn(epoch)) {
            best.offer(stages.within(epoch), decisive, network);
        }
        return test;
    }

    /** One line for people behind every epoch. */
    private void log(int epoch, EpochSums sums, Accuracy test, RunContext context) {
        context.log(String.format(
                Locale.ROOT,
                "%s: %s: loss %.5g, accuracy %.4f, on test images %.5g and %.4f",
                context.stage(),
                Position.epoch(epoch, stages.epochs()),
                sums.meanLoss(),
                sums.accuracy(),
                test.loss(),
                test.accuracy()));
    }
}
