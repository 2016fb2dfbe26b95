package lab.obscura.engine.defense.cem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.Bags;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.HostMoments;

/**
 * One slot as a component of its class.
 *
 * @param share π: part of the samples it is responsible for
 * @param mass N: how many samples these are
 */
record SlotComponent(double share, double mass, FeatureMoments moments) {

    private static final double EPSILON = 1e-8;

    /**
     * In Java: the components of each bag.
     *
     * @param responsibilities of each bag, samples × K
     */
    static List<List<SlotComponent>> of(Bags bags, List<Matrix> responsibilities) {
        var all = new ArrayList<List<SlotComponent>>();
        for (int b = 0; b < responsibilities.size(); b++) {
            all.add(of(bags, bags.bags().get(b), responsibilities.get(b)));
        }
        return all;
    }

    /** Slots that hold the same, as those that have not specialized do, are one. */
    private static List<SlotComponent> of(Bags bags, Bag bag, Matrix responsibilities) {
        var ofBag = new ArrayList<SlotComponent>();
        double[] before = {};
        for (int k = 0; k < responsibilities.columns(); k++) {
            double[] held = responsibilities.column(k);
            ofBag.add(Arrays.equals(held, before) ? ofBag.get(k - 1) : of(bags, bag, held));
            before = held;
        }
        return ofBag;
    }

    /** @param held how much of each sample of the bag the slot holds, in [0, 1] */
    static SlotComponent of(Bags bags, Bag bag, double[] held) {
        double mass = Arrays.stream(held).sum();
        double[] weights =
                Arrays.stream(held).map(part -> part / Math.max(mass, EPSILON)).toArray();
        return new SlotComponent(mass / bag.count(), mass, HostMoments.plain(bags, bag, weights));
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
