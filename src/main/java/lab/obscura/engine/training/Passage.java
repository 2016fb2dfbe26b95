package lab.obscura.engine.training;

import java.util.function.Function;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.network.HostArrays;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images on their way through edge, transmission and tail in a training step, and the way back.
 *
 * @param clean what left the edge
 * @param sent what the transforms made of it
 * @param taps what came by at the places that parts look at
 * @param logits the tail's answer, image after image
 * @param frozenEdge whether the edge does not learn
 */
record Passage(SplitNetwork network, Features clean, Sent sent, Taps taps, float[] logits, boolean frozenEdge) {

    /**
     * Where the randomness of one passage comes from.
     *
     * @param edge its dropout
     * @param noise the transforms
     * @param tail its dropout
     */
    record Draws(Seeds edge, Seeds noise, Seeds tail) {}

    /**
     * There, and back when the work says so.
     *
     * @param frozenEdge then the edge is in EVAL mode
     * @param work done while the way back is open
     */
    static <T> T of(
            SplitNetwork network,
            TrainingBatches.Batch batch,
            Draws draws,
            boolean frozenEdge,
            Function<Passage, T> work) {
        Pass pass = frozenEdge ? Pass.eval() : Pass.train(draws.edge);
        try (INDArray input = images(network, batch)) {
            INDArray feature = network.edge().forward(input, pass);
            long[] shape = feature.shape();
            var clean = new Features(
                    network.feature(),
                    HostArrays.values(feature),
                    network.spec().input(),
                    batch::pixels);
            Sent sent = network.live().send(clean, Moment.TRAINING, draws.noise);
            try (INDArray received = HostArrays.array(sent.values(), shape)) {
                INDArray logits = network.tail().forward(received, Pass.train(draws.tail));
                Taps taps = network.taps(clean.values(), logits);
                return work.apply(new Passage(network, clean, sent, taps, HostArrays.values(logits), frozenEdge));
            }
        }
    }

    private static INDArray images(SplitNetwork network, TrainingBatches.Batch batch) {
        ImageShape image = network.spec().input();
        return HostArrays.array(batch.pixels(), batch.count(), image.height(), image.width(), image.channels());
    }

    /**
     * Tail, then edge; their gradients are added to those that the halves hold.
     *
     * @param atLogits gradient of the task's loss
     * @param penalty with its gradients at the clean feature and at inner places
     */
    void back(float[] atLogits, PenaltyValue penalty) {
        int count = clean.count();
        float[] pushed = pushed(atLogits, penalty, SplitSpec.LOGITS);
        try (INDArray outputGradient = HostArrays.array(pushed, count, 1, 1, pushed.length / count);
                INDArray total = total(outputGradient, penalty)) {
            network.tail().forgetPass(); // what it remembers goes before the edge's way back
            if (!frozenEdge) {
                SplitNetwork.backward(network.edge(), total, Wanted.PARAMETERS, penalty);
            }
        }
    }

    /** All gradients at the clean feature, added up. */
    private INDArray total(INDArray outputGradient, PenaltyValue penalty) {
        INDArray atSent = SplitNetwork.backward(network.tail(), outputGradient, Wanted.BOTH, penalty);
        long[] shape = atSent.shape();
        float[] total = sent.backward().apply(HostArrays.values(atSent));
        float[] atFeature = new PenaltyValue(0, total).plus(penalty).gradient();
        return HostArrays.array(pushed(atFeature, penalty, SplitSpec.FEATURE), shape);
    }

    /** A gradient with what the penalty pushes at its place. */
    private static float[] pushed(float[] gradient, PenaltyValue penalty, String place) {
        float[] more = penalty.atTaps().get(place);
        return more == null ? gradient : PenaltyValue.sum(gradient, more);
    }
}
