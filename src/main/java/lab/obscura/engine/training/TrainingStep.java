package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.GradientRule;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.BatchLoss;
import lab.obscura.engine.network.batch.BatchWork;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * One step of a training: forward, all ways back (tail, then edge), the rule for gradients where there is one, then all updates. The
 * gradients of the defense are added to the task's gradient at the feature and go back through the encoder once, which equals the two
 * passes of the public code ({@code docs/methods/conditional-entropy.md#gradient}).
 */
final class TrainingStep {

    /** Batches drawn by chance may be smaller; terms that compare images have nothing to say of them. */
    private static final int FEWEST_COMPARED = 2;

    private final SplitNetwork network;
    private final TrainingPlan plan;
    private final Seeds seeds;
    private final DefenseTerms terms;
    private final Optional<ImageByImage> oneByOne;

    TrainingStep(SplitNetwork network, TrainingPlan plan, Seeds seeds, int classes, int samplesPerEpoch) {
        this(network, plan, seeds, new DefenseTerms(network, seeds, classes, samplesPerEpoch), Optional.empty());
    }

    TrainingStep(
            SplitNetwork network,
            TrainingPlan plan,
            Seeds seeds,
            DefenseTerms terms,
            Optional<GradientRule> gradientRule) {
        this.network = network;
        this.plan = plan;
        this.seeds = seeds;
        this.terms = terms;
        this.oneByOne = gradientRule.map(rule -> new ImageByImage(network, rule, terms, seeds));
    }

    /**
     * Which step it is.
     *
     * @param epoch counted from 1
     * @param epochs of the whole training
     * @param iteration counted from 0 over the whole training
     * @param rate learning rate
     * @param edgeFactor on the rate of the edge; 0 when it is frozen
     * @param target what the task trains towards
     */
    record Place(int epoch, int epochs, int iteration, double rate, double edgeFactor, Target target) {

        boolean edgeIsFrozen() {
            return edgeFactor == 0;
        }
    }

    /**
     * What the task trains towards.
     *
     * @param smoothing of the labels
     * @param weight on the gradient of the loss
     */
    record Target(double smoothing, double weight) {

        /** The task's loss, its gradient times the weight. */
        BatchLoss of(BatchWork work, Batch logits, int[] labels) {
            return work.crossEntropy(logits, labels, smoothing, weight);
        }
    }

    /**
     * What one step reports.
     *
     * @param task loss of the task, read when somebody looks
     * @param images it saw
     * @param diagnostics of the parts that learned, by the beginning of their curves' names; read when somebody looks
     */
    record Result(
            Supplier<BatchLoss.Numbers> task,
            int images,
            PenaltyValue penalty,
            Map<String, Supplier<Map<String, Double>>> diagnostics) {}

    /**
     * What the ways back left besides the gradients.
     *
     * @param seen empty where there is nothing to learn from for a part that compares images
     */
    record Passed(Supplier<BatchLoss.Numbers> task, PenaltyValue penalty, Optional<FeatureBatch> seen) {}

    /** Adversaries first, then forward, backward, update; at last what the penalties learn themselves. */
    Result run(LabeledBatch batch, Place at) {
        var diagnostics = new LinkedHashMap<String, Supplier<Map<String, Double>>>();
        if (oneByOne.isEmpty() || batch.count() >= FEWEST_COMPARED) {
            terms.attack(batch, at, diagnostics);
        }
        if (oneByOne.isPresent()) {
            return learned(oneByOne.get().run(batch, at), batch, at, diagnostics);
        }
        try (Batch images = batch.images()) { // until penalties have learned
            return learned(together(batch, images, at), batch, at, diagnostics);
        }
    }

    private Result learned(
            Passed passed, LabeledBatch batch, Place at, Map<String, Supplier<Map<String, Double>>> diagnostics) {
        network.tail().update(plan.step(at.rate));
        if (!at.edgeIsFrozen()) {
            network.edge().update(plan.step(at.rate * at.edgeFactor));
        }
        passed.seen().ifPresent(seen -> terms.learn(seen, diagnostics));
        return new Result(passed.task(), batch.count(), passed.penalty(), diagnostics);
    }

    private Passed together(LabeledBatch batch, Batch images, Place at) {
        var draws = new Passage.Draws(
                seeds.family("encoder.dropout", at.iteration),
                seeds.family("defense.noise", at.iteration),
                seeds.family("tail.dropout", at.iteration));
        return Passage.of(network, batch, images, draws, at.edgeIsFrozen(), passage -> {
            FeatureBatch seen = terms.seen(
                            batch, passage.clean(), passage.sent().reading(), at)
                    .with(passage.taps())
                    .with(passage.resident())
                    .withImages(passage.residentImages());
            PenaltyValue penalty = at.rate == 0 ? PenaltyValue.none() : terms.of(seen);
            try {
                BatchLoss task = at.target.of(network.work(), passage.logits(), batch.labels());
                try (Batch atLogits = task.gradient()) {
                    passage.back(atLogits, penalty);
                }
                return new Passed(task.reading(), penalty, Optional.of(seen));
            } finally {
                penalty.closeResident(); // also when the card's memory ran out on the way back
            }
        });
    }
}
