package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a training. The gradients of the defense are added to the task's gradient at the feature and go back through the
 * encoder once, which equals the two passes of the public code (cem.md §2.3).
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
     * What one step reports.
     *
     * @param diagnostics of the parts that learned, by the beginning of their curves' names
     */
    record Result(CrossEntropy.Result task, PenaltyValue penalty, Map<String, Map<String, Double>> diagnostics) {}

    /**
     * Forward, backward, update.
     *
     * @param iteration counted from 0 over the whole training
     */
    Result run(TrainingBatches.Batch batch, int epoch, int iteration, double rate) {
        ImageShape image = network.spec().input();
        try (INDArray input =
                HostArrays.array(batch.pixels(), batch.count(), image.height(), image.width(), image.channels())) {
            INDArray feature = network.edge().forward(input, Pass.train(seeds.family("encoder.dropout", iteration)));
            long[] shape = feature.shape();
            var clean = new Features(network.feature(), HostArrays.values(feature), batch::pixels);
            Sent sent = network.live().send(clean, Moment.TRAINING, seeds.family("defense.noise", iteration));
            FeatureBatch seen = seen(batch, clean, sent, epoch, iteration, rate);
            PenaltyValue penalty = rate == 0 ? PenaltyValue.none() : penalties(seen);
            CrossEntropy.Result task;
            try (INDArray received = HostArrays.array(sent.values(), shape)) {
                INDArray logits = network.tail().forward(received, Pass.train(seeds.family("tail.dropout", iteration)));
                task = CrossEntropy.of(HostArrays.values(logits), batch.labels());
                try (INDArray outputGradient = HostArrays.array(task.gradient(), logits.shape());
                        INDArray total = total(outputGradient, sent, penalty, shape)) {
                    network.edge().backward(total, Wanted.PARAMETERS);
                }
            }
            network.edge().update(plan.step(rate));
            network.tail().update(plan.step(rate));
            return new Result(task, penalty, learn(seen));
        }
    }

    private Map<String, Map<String, Double>> learn(FeatureBatch seen) {
        var said = new LinkedHashMap<String, Map<String, Double>>();
        for (Penalty penalty : network.defense().penalties()) {
            said.put("defense." + penalty.info().id() + ".", penalty.learn(seen, network.live().state(penalty)));
        }
        return said;
    }

    /** All gradients at the clean feature, added up. */
    private INDArray total(INDArray outputGradient, Sent sent, PenaltyValue penalty, long[] shape) {
        INDArray atSent = network.tail().backward(outputGradient, Wanted.BOTH);
        float[] total = sent.backward().apply(HostArrays.values(atSent));
        return HostArrays.array(new PenaltyValue(0, total).plus(penalty).gradient(), shape);
    }

    private PenaltyValue penalties(FeatureBatch seen) {
        List<Penalty> penalties = network.defense().penalties();
        PenaltyValue sum = PenaltyValue.none();
        for (Penalty penalty : penalties) {
            sum = sum.plus(penalty.at(seen, network.live().state(penalty)));
        }
        return sum;
    }

    private FeatureBatch seen(
            TrainingBatches.Batch batch, Features clean, Sent sent, int epoch, int iteration, double rate) {
        return new FeatureBatch(
                clean.values(),
                batch.labels(),
                clean.shape().size(),
                classes,
                samplesPerEpoch,
                epoch,
                plan.epochs(),
                rate,
                network.defense().noiseStandardDeviation(),
                seeds.family("defense.learn"),
                clean.shape(),
                sent.values(),
                new FeatureBatch.Images(network.spec().input(), batch.pixels(), network.normalized(batch.pixels())),
                iteration);
    }
}
