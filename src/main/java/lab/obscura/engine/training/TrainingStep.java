package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.plan.TrainingPlan;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a training. The gradients of the defense are added to the task's gradient at the feature and go back through the
 * encoder once, which equals the two passes of the public code ({@code docs/methods/conditional-entropy.md#gradient}).
 */
final class TrainingStep {

    private final SplitNetwork network;
    private final TrainingPlan plan;
    private final Seeds seeds;
    private final int classes;
    private final int samplesPerEpoch;

    TrainingStep(SplitNetwork network, TrainingPlan plan, Seeds seeds, int classes, int samplesPerEpoch) {
        this.network = network;
        this.plan = plan;
        this.seeds = seeds;
        this.classes = classes;
        this.samplesPerEpoch = samplesPerEpoch;
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
    record Place(int epoch, int epochs, int iteration, double rate, double edgeFactor, Target target) {}

    /**
     * What the task trains towards.
     *
     * @param smoothing of the labels
     * @param weight on the gradient of the loss
     */
    record Target(double smoothing, double weight) {}

    /**
     * What one step reports.
     *
     * @param diagnostics of the parts that learned, by the beginning of their curves' names
     */
    record Result(CrossEntropy.Result task, PenaltyValue penalty, Map<String, Map<String, Double>> diagnostics) {}

    /** Adversaries first, then forward, backward, update. */
    Result run(TrainingBatches.Batch batch, Place at) {
        var diagnostics = new LinkedHashMap<String, Map<String, Double>>();
        attack(batch, at, diagnostics);
        boolean frozen = at.edgeFactor == 0;
        Pass pass = frozen ? Pass.eval() : Pass.train(seeds.family("encoder.dropout", at.iteration));
        try (INDArray input = images(batch)) {
            INDArray feature = network.edge().forward(input, pass);
            long[] shape = feature.shape();
            Features clean = clean(HostArrays.values(feature), batch);
            Sent sent = network.live().send(clean, Moment.TRAINING, seeds.family("defense.noise", at.iteration));
            FeatureBatch seen;
            PenaltyValue penalty;
            CrossEntropy.Result task;
            try (INDArray received = HostArrays.array(sent.values(), shape)) {
                INDArray logits =
                        network.tail().forward(received, Pass.train(seeds.family("tail.dropout", at.iteration)));
                seen = seen(batch, clean, sent.values(), at).with(network.taps(clean.values(), logits));
                penalty = at.rate == 0 ? PenaltyValue.none() : penalties(seen);
                task = CrossEntropy.of(HostArrays.values(logits), batch.labels(), at.target.smoothing);
                float[] atLogits = pushed(weighted(task.gradient(), at.target.weight), penalty, SplitSpec.LOGITS);
                try (INDArray outputGradient = HostArrays.array(atLogits, logits.shape());
                        INDArray total = total(outputGradient, sent, penalty, shape)) {
                    // What the tail remembers of its pass goes before the edge's way back.
                    network.tail().update(plan.step(at.rate));
                    if (!frozen) {
                        SplitNetwork.backward(network.edge(), total, Wanted.PARAMETERS, penalty);
                        network.edge().update(plan.step(at.rate * at.edgeFactor));
                    }
                }
            }
            learn(seen, diagnostics);
            return new Result(task, penalty, diagnostics);
        }
    }

    private void attack(TrainingBatches.Batch batch, Place at, Map<String, Map<String, Double>> diagnostics) {
        var due = network.defense().of(Adversary.class).stream()
                .filter(adversary -> adversary.attacksBefore(at.epoch, at.iteration))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Features clean = network.features(batch.pixels(), batch.count());
        FeatureBatch seen = seen(batch, clean, clean.values(), at).with(network.tapsOfEdge(clean.values()));
        for (Adversary adversary : due) {
            diagnostics.put(
                    curve(adversary), adversary.attack(seen, network.live().state(adversary)));
        }
    }

    /** All gradients at the clean feature, added up. */
    private INDArray total(INDArray outputGradient, Sent sent, PenaltyValue penalty, long[] shape) {
        INDArray atSent = SplitNetwork.backward(network.tail(), outputGradient, Wanted.BOTH, penalty);
        float[] total = sent.backward().apply(HostArrays.values(atSent));
        float[] atFeature = new PenaltyValue(0, total).plus(penalty).gradient();
        return HostArrays.array(pushed(atFeature, penalty, SplitSpec.FEATURE), shape);
    }

    /** In place. */
    private static float[] weighted(float[] gradient, double weight) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= (float) weight;
        }
        return gradient;
    }

    /** A gradient with what the penalty pushes at its place. */
    private static float[] pushed(float[] gradient, PenaltyValue penalty, String place) {
        float[] more = penalty.atTaps().get(place);
        return more == null ? gradient : PenaltyValue.sum(gradient, more);
    }

    private PenaltyValue penalties(FeatureBatch seen) {
        PenaltyValue sum = PenaltyValue.none();
        for (Penalty penalty : network.defense().penalties()) {
            sum = sum.plus(penalty.at(seen, network.live().state(penalty)));
        }
        for (Adversary adversary : network.defense().of(Adversary.class)) {
            sum = sum.plus(adversary.at(seen, network.live().state(adversary)));
        }
        if (!seen.taps().byPlace().keySet().containsAll(sum.atTaps().keySet())) {
            throw new IllegalStateException("A part pushes at " + sum.atTaps().keySet() + " and looks at "
                    + seen.taps().byPlace().keySet() + "; name every place in DefensePart.taps");
        }
        return sum;
    }

    private void learn(FeatureBatch seen, Map<String, Map<String, Double>> diagnostics) {
        for (Penalty penalty : network.defense().penalties()) {
            diagnostics.put(curve(penalty), penalty.learn(seen, network.live().state(penalty)));
        }
    }

    private static String curve(DefensePart part) {
        return "defense." + part.info().id() + ".";
    }

    private INDArray images(TrainingBatches.Batch batch) {
        ImageShape image = network.spec().input();
        return HostArrays.array(batch.pixels(), batch.count(), image.height(), image.width(), image.channels());
    }

    private Features clean(float[] values, TrainingBatches.Batch batch) {
        return new Features(network.feature(), values, network.spec().input(), batch::pixels);
    }

    private FeatureBatch seen(TrainingBatches.Batch batch, Features clean, float[] sent, Place at) {
        return new FeatureBatch(
                new FeatureBatch.Values(clean.shape(), clean.values(), sent),
                batch.labels(),
                classes,
                new StepContext(
                        at.epoch,
                        at.epochs,
                        at.iteration,
                        samplesPerEpoch,
                        at.rate,
                        network.defense().noiseStandardDeviation(),
                        seeds.family("defense.learn")),
                new FeatureBatch.Images(network.spec().input(), batch.pixels(), network.normalized(batch.pixels())));
    }
}
