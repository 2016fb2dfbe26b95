package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.defense.cem.moments.HostMoments;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.network.Tensor;

/**
 * The diagnostics of {@code docs/methods/learned-surrogates.md#diagnostics}: do the slots hold enough samples to tell a variance,
 * and is it a steady one?
 */
final class SlotDiagnostics {

    private static final String EPOCH = "slots/log.epoch";
    private static final String COUNT = "slots/log.count";
    private static final String MEAN = "slots/log.mean";
    private static final String SHARE = "slots/log.share";

    /** Above it, the slots tell samples apart by less than two in a hundred. */
    private static final double IGNORES_THE_SAMPLE = 0.98;

    private SlotDiagnostics() {}

    /** Of one step; the curves show the means over an epoch. */
    static Map<String, Double> of(
            List<Bag> bags, List<List<SlotComponent>> components, FeatureBatch batch, PartState state) {
        List<SlotComponent> all = components.stream().flatMap(List::stream).toList();
        boolean continues = state.find(EPOCH)
                .map(epoch -> epoch.values()[0] == batch.step().epoch())
                .orElse(false);
        var diagnostics = new LinkedHashMap<String, Double>();
        double share = effectiveShare(bags, components);
        diagnostics.put("effectiveShare", share);
        diagnostics.put("starvedSlots", mean(all.stream().map(slot -> slot.isStarved() ? 1.0 : 0.0)));
        diagnostics.put("variance", mean(components.stream().map(SlotDiagnostics::classVariance)));
        diagnostics.put("logVarianceScatter", scatter(bags, components, batch.classes(), continues, state));
        remember(share, continues, state);
        state.put(EPOCH, Matrix.of(batch.step().epoch()).toTensor());
        return diagnostics;
    }

    /** Mean of n_eff/n over the slots: 1 when the responsibilities are the same for every sample of the class. */
    private static double effectiveShare(List<Bag> bags, List<List<SlotComponent>> components) {
        return mean(IntStream.range(0, components.size())
                .boxed()
                .flatMap(b -> components.get(b).stream()
                        .map(slot -> slot.effectiveCount() / bags.get(b).count())));
    }

    /** The mean over the steps of the epoch, for {@link #warnings}. */
    private static void remember(double share, boolean continues, PartState state) {
        float[] before =
                state.find(SHARE).filter(found -> continues).map(Tensor::values).orElse(new float[2]);
        float steps = before[0] + 1;
        state.put(SHARE, new Tensor(new long[] {2}, new float[] {steps, before[1] + (float) (share - before[1]) / steps
        }));
    }

    /** Of a training that is over; K slots that are one slot are the plain variance of the class, whatever the part is called. */
    static List<String> warnings(int slots, PartState state) {
        return state
                .find(SHARE)
                .map(tensor -> (double) tensor.values()[1])
                .filter(share -> slots > 1 && share > IGNORES_THE_SAMPLE)
                .map(share -> String.format(
                        Locale.ROOT,
                        "slots ignore the sample: n_eff/n was %.3f in the last epoch (1: every slot holds every sample of a class alike), so "
                                + "the penalty was that of the plain class variance. More steps let the slots specialize",
                        share))
                .stream()
                .toList();
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
            List<Bag> bags, List<List<SlotComponent>> components, int classes, boolean continues, PartState state) {
        int slots = components.get(0).size();
        Matrix none = Matrix.zeros(classes, slots);
        Matrix counts = continues ? Matrix.of(state.find(COUNT).orElseThrow()) : none;
        Matrix means = continues ? Matrix.of(state.find(MEAN).orElseThrow()) : Matrix.zeros(classes, slots);
        var addends = new ArrayList<Double>();
        for (int b = 0; b < components.size(); b++) {
            for (int k = 0; k < slots; k++) {
                int place = bags.get(b).label() * slots + k;
                double value = Math.log(components.get(b).get(k).variance() + LogExcess.GAMMA);
                double before = means.values()[place];
                counts.values()[place]++;
                means.values()[place] += (value - before) / counts.values()[place];
                addends.add((value - before) * (value - means.values()[place]));
            }
        }
        state.put(COUNT, counts.toTensor());
        state.put(MEAN, means.toTensor());
        return mean(addends.stream());
    }

    /**
     * Pearson's correlation between the slots' variances and those of CEM's clusters, each slot beside the cluster whose center is
     * nearest to its mean. Empty when there are fewer than two pairs or one side does not vary.
     */
    static OptionalDouble correlation(List<Bag> bags, List<List<SlotComponent>> components, ClassMixtures mixtures) {
        var slots = new ArrayList<Double>();
        var clusters = new ArrayList<Double>();
        for (int b = 0; b < components.size(); b++) {
            int label = bags.get(b).label();
            for (SlotComponent slot : components.get(b)) {
                if (mixtures.has(label) && !slot.isStarved()) {
                    double[] exact = ((HostMoments) slot.moments()).mean();
                    float[] mean = new Matrix(1, exact.length, exact).toTensor().values();
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
