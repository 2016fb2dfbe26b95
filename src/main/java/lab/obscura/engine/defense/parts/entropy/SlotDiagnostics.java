package lab.obscura.engine.defense.parts.entropy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.gradient.Matrix;

/** What slot_cem.md §6 wants to know: do the slots hold enough samples to tell a variance, and is it a steady one? */
final class SlotDiagnostics {

    private static final String EPOCH = "slots/log.epoch";
    private static final String COUNT = "slots/log.count";
    private static final String MEAN = "slots/log.mean";

    private SlotDiagnostics() {}

    /** Of one step; the curves show the means over an epoch. */
    static Map<String, Double> of(
            Bags bags, List<List<SlotComponent>> components, FeatureBatch batch, PartState state) {
        List<SlotComponent> all = components.stream().flatMap(List::stream).toList();
        var diagnostics = new LinkedHashMap<String, Double>();
        diagnostics.put("effectiveCount", mean(all.stream().map(SlotComponent::effectiveCount)));
        diagnostics.put("starvedSlots", mean(all.stream().map(slot -> slot.isStarved() ? 1.0 : 0.0)));
        diagnostics.put("variance", mean(components.stream().map(SlotDiagnostics::classVariance)));
        diagnostics.put("logVarianceScatter", scatter(bags, components, batch, state));
        return diagnostics;
    }

    private static double classVariance(List<SlotComponent> slots) {
        return slots.stream()
                .mapToDouble(slot -> slot.share() * slot.variance())
                .sum();
    }

    private static double mean(java.util.stream.Stream<Double> values) {
        return values.mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /**
     * This step's addend of the variance of log v over the steps of the epoch: Welford's update, whose mean over the steps is that
     * variance. One running mean per class and slot; what is reported is their mean.
     */
    private static double scatter(
            Bags bags, List<List<SlotComponent>> components, FeatureBatch batch, PartState state) {
        int slots = components.get(0).size();
        boolean continues = state.find(EPOCH)
                .map(epoch -> epoch.values()[0] == batch.epoch())
                .orElse(false);
        Matrix none = Matrix.zeros(batch.classes(), slots);
        Matrix counts = continues ? Matrix.of(state.find(COUNT).orElseThrow()) : none;
        Matrix means = continues ? Matrix.of(state.find(MEAN).orElseThrow()) : Matrix.zeros(batch.classes(), slots);
        var addends = new ArrayList<Double>();
        for (int b = 0; b < components.size(); b++) {
            for (int k = 0; k < slots; k++) {
                int place = bags.bags().get(b).label() * slots + k;
                double value = Math.log(components.get(b).get(k).variance() + LogExcess.GAMMA);
                double before = means.values()[place];
                counts.values()[place]++;
                means.values()[place] += (value - before) / counts.values()[place];
                addends.add((value - before) * (value - means.values()[place]));
            }
        }
        state.put(EPOCH, Matrix.of(batch.epoch()).toTensor());
        state.put(COUNT, counts.toTensor());
        state.put(MEAN, means.toTensor());
        return mean(addends.stream());
    }

    /**
     * Pearson's correlation between the slots' variances and those of CEM's clusters, each slot beside the cluster whose centre is
     * nearest to its mean. Empty when there are fewer than two pairs or one side does not vary.
     */
    static OptionalDouble correlation(Bags bags, List<List<SlotComponent>> components, ClassMixtures mixtures) {
        var slots = new ArrayList<Double>();
        var clusters = new ArrayList<Double>();
        for (int b = 0; b < components.size(); b++) {
            int label = bags.bags().get(b).label();
            for (SlotComponent slot : components.get(b)) {
                if (mixtures.has(label) && !slot.isStarved()) {
                    float[] mean = new Matrix(
                                    1,
                                    slot.moments().mean().length,
                                    slot.moments().mean())
                            .toTensor()
                            .values();
                    int nearest = mixtures.nearest(mean, 0, label);
                    slots.add(slot.variance());
                    clusters.add((double) mixtures.variances()[label * mixtures.k() + nearest]);
                }
            }
        }
        return correlation(slots, clusters);
    }

    static OptionalDouble correlation(List<Double> a, List<Double> b) {
        double meanA = mean(a.stream());
        double meanB = mean(b.stream());
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.size(); i++) {
            squaresA += (a.get(i) - meanA) * (a.get(i) - meanA);
            squaresB += (b.get(i) - meanB) * (b.get(i) - meanB);
            products += (a.get(i) - meanA) * (b.get(i) - meanB);
        }
        double both = Math.sqrt(squaresA * squaresB);
        return both > 0 ? OptionalDouble.of(products / both) : OptionalDouble.empty();
    }
}
