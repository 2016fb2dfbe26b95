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
import lab.obscura.engine.defense.Taps.Tap;
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
 * @param sent what the transforms made of it, for parts of the defense
 * @param way the same for the cloud
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
        Sent.Way way,
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
        try (Batch images = batch.images()) {
            return of(network, batch, images, draws, frozenEdge, work);
        }
    }

    /** The same of images that somebody else closes. */
    static <T> T of(
            SplitNetwork network,
            LabeledBatch batch,
            Batch images,
            Draws draws,
            boolean frozenEdge,
            Function<Passage, T> work) {
        Batch feature = network.edge().forward(images, frozenEdge ? Pass.eval() : Pass.train(draws.edge));
        var clean = new Features(
                network.feature(),
                batch.count(),
                feature::values,
                network.spec().input(),
                batch::pixels);
        Sent sent = network.live().send(clean, Moment.TRAINING, draws.noise);
        try (Sent.Way way = way(network, feature, sent)) {
            Batch logits = network.tail().forward(way.sent(), Pass.train(draws.tail));
            Optional<Batch> there = Optional.of(feature).filter(lies -> !lies.isOnHost());
            Taps taps = network.taps(clean, there, logits);
            return work.apply(new Passage(network, images, feature, clean, sent, way, taps, logits, frozenEdge));
        }
    }

    /** Where the feature lies when the transforms know how, else by the host. The feature itself where nothing happens to it: the edge keeps it. */
    static Sent.Way way(SplitNetwork network, Batch feature, Sent sent) {
        if (sent.additions().isPresent()) {
            List<float[]> added = sent.additions().get();
            return Sent.Way.of(added.isEmpty() ? feature : network.work().plus(feature, added));
        }
        return network.residentWork()
                .flatMap(work -> sent.elsewhere().map(transform -> transform.of(work, feature)))
                .orElseGet(() -> new Sent.Way(
                        Batch.of(sent.values(), feature.shape()),
                        gradient -> Batch.of(sent.backward().apply(gradient.values()), gradient.shape()),
                        List.of()));
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
        taps.byPlace().values().forEach(Tap::values);
        return this;
    }

    /**
     * Tail, then edge; their gradients are added to those that the halves hold.
     *
     * @param atLogits gradient of the task's loss
     * @param penalty with its gradients at the clean feature and at inner places
     */
    void back(Batch atLogits, PenaltyValue penalty) {
        try (Batch pushed = pushed(atLogits, SplitSpec.LOGITS, penalty)) {
            Batch atSent = network.backward(network.tail(), pushed, Wanted.BOTH, penalty);
            try (Batch known = total(atSent, penalty);
                    Batch total = network.plus(known, List.of(), penalty.resident())) {
                network.tail().forgetPass(); // what it remembers goes before the edge's way back
                if (!frozenEdge) {
                    network.backward(network.edge(), total, Wanted.PARAMETERS, penalty);
                }
            }
        }
    }

    /** All gradients at the clean feature but for those that name no place and lie where the engine computes. */
    private Batch total(Batch atSent, PenaltyValue penalty) {
        List<float[]> more = Stream.concat(
                        penalty.hasGradient() ? Stream.of(penalty.gradient()) : Stream.empty(),
                        gradientsAt(SplitSpec.FEATURE, penalty).stream())
                .toList();
        List<Batch> there = penalty.residentAtTaps().getOrDefault(SplitSpec.FEATURE, List.of());
        Batch atClean = way.backward().apply(atSent);
        Batch sum = network.plus(atClean, more, there);
        if (atClean != atSent && atClean != sum) {
            atClean.close();
        }
        return sum;
    }

    /** A gradient with those of a penalty at the same place; itself where there are none. */
    private Batch pushed(Batch gradient, String place, PenaltyValue penalty) {
        return network.plus(
                gradient, gradientsAt(place, penalty), penalty.residentAtTaps().getOrDefault(place, List.of()));
    }

    private static List<float[]> gradientsAt(String place, PenaltyValue penalty) {
        float[] pushed = penalty.atTaps().get(place);
        return pushed == null ? List.of() : List.of(pushed);
    }
}
