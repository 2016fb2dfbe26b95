package lab.obscura.engine.training;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.seed.Seeds;

/**
 * What the parts of a defense see and say of one batch after the other.
 *
 * @param samplesPerEpoch batches of an epoch times the batch size
 */
record DefenseTerms(SplitNetwork network, Seeds seeds, int classes, int samplesPerEpoch) {

    /** What parts see of a batch. */
    FeatureBatch seen(LabeledBatch batch, Features clean, Supplier<float[]> sent, TrainingStep.Place at) {
        return new FeatureBatch(
                new FeatureBatch.Values(clean.shape(), clean.count(), clean.reading(), sent, Optional.empty()),
                batch.labels(),
                classes,
                new StepContext(
                        at.epoch(),
                        at.epochs(),
                        at.iteration(),
                        samplesPerEpoch,
                        at.rate(),
                        network.defense().noiseStandardDeviation(),
                        seeds.family("defense.learn")),
                new FeatureBatch.Images(
                        network.spec().input(),
                        batch::pixels,
                        () -> network.normalized(batch.pixels()),
                        batch.places(),
                        batch.attributes()));
    }

    /** The adversaries' own steps, for those whose turn it is. */
    void attack(LabeledBatch batch, TrainingStep.Place at, Map<String, Supplier<Map<String, Double>>> diagnostics) {
        var due = network.defense().of(Adversary.class).stream()
                .filter(adversary -> adversary.attacksBefore(at.epoch(), at.iteration()))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        network.withFeatures(batch, (images, feature) -> {
            FeatureBatch seen = seenAtRest(batch, images, feature, at);
            for (Adversary adversary : due) {
                diagnostics.put(
                        curve(adversary), adversary.attack(seen, network.live().state(adversary)));
            }
        });
    }

    /** What adversaries see before a step: nothing is sent yet. */
    private FeatureBatch seenAtRest(LabeledBatch batch, Batch images, Batch feature, TrainingStep.Place at) {
        var clean = new Features(
                network.feature(),
                batch.count(),
                feature::values,
                network.spec().input(),
                batch::pixels);
        FeatureBatch seen = seen(batch, clean, clean.reading(), at);
        if (feature.isOnHost()) {
            return seen.with(network.tapsOfEdge(clean, Optional.empty()));
        }
        return seen.with(network.tapsOfEdge(clean, Optional.of(feature)))
                .with(Optional.of(feature))
                .withImages(
                        Optional.of(images).filter(there -> !there.isOnHost()).map(network::normalized));
    }

    /** Whether anybody adds a term to the loss. */
    boolean areThere() {
        return !network.defense().penalties().isEmpty()
                || !network.defense().of(Adversary.class).isEmpty();
    }

    /** All terms of the loss, added up. */
    PenaltyValue of(FeatureBatch seen) {
        PenaltyValue sum = PenaltyValue.none();
        for (Penalty penalty : network.defense().penalties()) {
            sum = sum.plus(penalty.at(seen, network.live().state(penalty)));
        }
        for (Adversary adversary : network.defense().of(Adversary.class)) {
            sum = sum.plus(adversary.at(seen, network.live().state(adversary)));
        }
        if (!seen.taps().byPlace().keySet().containsAll(sum.places())) {
            throw new IllegalStateException("A part pushes at " + sum.places() + " and looks at "
                    + seen.taps().byPlace().keySet() + "; name every place in DefensePart.taps");
        }
        return sum;
    }

    void learn(FeatureBatch seen, Map<String, Supplier<Map<String, Double>>> diagnostics) {
        for (Penalty penalty : network.defense().penalties()) {
            diagnostics.put(
                    curve(penalty), penalty.learnUnread(seen, network.live().state(penalty)));
        }
    }

    private static String curve(DefensePart part) {
        return "defense." + part.info().id() + ".";
    }
}
