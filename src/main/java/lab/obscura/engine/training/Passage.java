package lab.obscura.engine.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.Sent;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.PlacedSamples;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * Images on their way through edge, transmission and tail in a training step, and the way back. All of it stays where the engine computes,
 * but for what a part of the defense asks to see.
 *
 * @param images what came in, in [0, 1]
 * @param feature what left the edge
 * @param clean the same for parts of the defense
 * @param sent what the transforms made of it
 * @param taps what came by at the places that parts look at
 * @param logits the tail's answer
 * @param frozenEdge whether the edge does not learn
 */
record Passage(
        SplitNetwork network,
        Batch images,
        Batch feature,
        Features clean,
        Sent sent,
        Taps taps,
        Batch logits,
        boolean frozenEdge) {

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
     * @param work done while the way back is open, and while what came by can be read
     */
    static <T> T of(
            SplitNetwork network, LabeledBatch batch, Draws draws, boolean frozenEdge, Function<Passage, T> work) {
        Pass pass = frozenEdge ? Pass.eval() : Pass.train(draws.edge);
        try (Batch input = batch.images()) {
            Batch feature = network.edge().forward(input, pass);
            var clean = new Features(
                    network.feature(),
                    batch.count(),
                    feature::values,
                    network.spec().input(),
                    batch::pixels);
            Sent sent = network.live().send(clean, Moment.TRAINING, draws.noise);
            try (Batch received = received(network, feature, sent)) {
                Batch logits = network.tail().forward(received, Pass.train(draws.tail));
                Taps taps = network.taps(clean, logits);
                return work.apply(new Passage(network, input, feature, clean, sent, taps, logits, frozenEdge));
            }
        }
    }

    /** The feature itself where nothing happens to it: the edge keeps it. */
    private static Batch received(SplitNetwork network, Batch feature, Sent sent) {
        return sent.additions()
                .map(added -> added.isEmpty() ? feature : network.work().plus(feature, added))
                .orElseGet(() -> Batch.of(sent.values(), feature.shape()));
    }

    /** What left the edge, where the engine computes when that is not the host. */
    Optional<Batch> resident() {
        return Optional.of(feature).filter(there -> !there.isOnHost());
    }

    /** What came in, normalized, where the engine computes when that is not the host. */
    Optional<PlacedSamples> residentImages() {
        return Optional.of(images).filter(there -> !there.isOnHost()).map(network::normalized);
    }

    /** The same with everything read that can only be read while the passage is open. */
    Passage read() {
        clean.values();
        sent.values();
        return this;
    }

    /**
     * Tail, then edge; their gradients are added to those that the halves hold.
     *
     * @param atLogits gradient of the task's loss
     * @param penalty with its gradients at the clean feature and at inner places
     */
    void back(Batch atLogits, PenaltyValue penalty) {
        try (Batch pushed = pushed(atLogits, gradientsAt(SplitSpec.LOGITS, penalty))) {
            Batch atSent = SplitNetwork.backward(network.tail(), pushed, Wanted.BOTH, penalty);
            try (Batch known = total(atSent, penalty);
                    Batch total = plus(known, penalty.resident())) {
                network.tail().forgetPass(); // what it remembers goes before the edge's way back
                if (!frozenEdge) {
                    SplitNetwork.backward(network.edge(), total, Wanted.PARAMETERS, penalty);
                }
            }
        }
    }

    /** All gradients at the clean feature, added up. */
    private Batch total(Batch atSent, PenaltyValue penalty) {
        List<float[]> more = Stream.concat(
                        penalty.hasGradient() ? Stream.of(penalty.gradient()) : Stream.empty(),
                        gradientsAt(SplitSpec.FEATURE, penalty).stream())
                .toList();
        if (sent.additions().isPresent()) {
            return pushed(atSent, more);
        }
        try (Batch atClean = Batch.of(sent.backward().apply(atSent.values()), atSent.shape())) {
            return network.work().plus(atClean, more);
        }
    }

    /** With the gradients that lie where the engine computes; itself where there are none. */
    private Batch plus(Batch total, List<Batch> resident) {
        Batch sum = total;
        for (Batch gradient : resident) {
            Batch next = network.work().sum(sum, gradient);
            if (sum != total) {
                sum.close();
            }
            sum = next;
        }
        return sum;
    }

    /** A gradient with more of them; itself where there are none. */
    private Batch pushed(Batch gradient, List<float[]> more) {
        return more.isEmpty() ? gradient : network.work().plus(gradient, more);
    }

    private static List<float[]> gradientsAt(String place, PenaltyValue penalty) {
        float[] pushed = penalty.atTaps().get(place);
        return pushed == null ? List.of() : List.of(pushed);
    }
}
