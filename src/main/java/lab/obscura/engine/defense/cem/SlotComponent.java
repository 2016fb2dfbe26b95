package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;

/**
 * One slot as a component of its class.
 *
 * @param share π: part of the samples it is responsible for
 * @param mass N: how many samples these are
 */
record SlotComponent(double share, double mass, FeatureMoments moments) {

    private static final double EPSILON = 1e-8;

    /** The components of each bag. */
    static List<List<SlotComponent>> of(Bags bags, List<Slots.Reading> readings) {
        var all = new ArrayList<List<SlotComponent>>();
        for (int b = 0; b < readings.size(); b++) {
            Matrix responsibilities = readings.get(b).responsibilities().value();
            var ofBag = new ArrayList<SlotComponent>();
            for (int k = 0; k < responsibilities.columns(); k++) {
                ofBag.add(of(bags, bags.bags().get(b), responsibilities, k));
            }
            all.add(ofBag);
        }
        return all;
    }

    /** Slots that have not specialized at all: each holds as much of every sample. */
    static List<List<SlotComponent>> alike(Bags bags, int slots) {
        return alike(bags, slots, List.of());
    }

    /** @param emphasis how much each sample counts, 1 on average, bag by bag; empty where all count alike */
    static List<List<SlotComponent>> alike(Bags bags, int slots, List<double[]> emphasis) {
        var all = new ArrayList<List<SlotComponent>>();
        for (int b = 0; b < bags.bags().size(); b++) {
            Bag bag = bags.bags().get(b);
            double[] held = new double[bag.count()];
            for (int i = 0; i < held.length; i++) {
                held[i] = (emphasis.isEmpty() ? 1 : emphasis.get(b)[i]) / slots;
            }
            all.add(Collections.nCopies(slots, of(bags, bag, held)));
        }
        return all;
    }

    private static SlotComponent of(Bags bags, Bag bag, Matrix responsibilities, int slot) {
        double[] held = new double[bag.count()];
        for (int i = 0; i < held.length; i++) {
            held[i] = responsibilities.at(i, slot);
        }
        return of(bags, bag, held);
    }

    /** @param held how much of each sample of the bag the slot holds, in [0, 1] */
    static SlotComponent of(Bags bags, Bag bag, double[] held) {
        double mass = Arrays.stream(held).sum();
        double[] weights =
                Arrays.stream(held).map(part -> part / Math.max(mass, EPSILON)).toArray();
        return new SlotComponent(mass / bag.count(), mass, FeatureMoments.plain(bags, bag, weights));
    }

    /** Whether there is less than one sample to tell a variance from. */
    boolean isStarved() {
        return mass < 1;
    }

    double variance() {
        return moments.variance();
    }

    double effectiveCount() {
        return moments.effectiveCount();
    }
}
