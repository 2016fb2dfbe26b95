package lab.obscura.engine.defense.cem;

import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.defense.cem.moments.PenaltySum;
import lab.obscura.engine.defense.cem.moments.Pulls;

/**
 * What gate and slots make of a batch, in numbers: constants in the penalty.
 *
 * @param bags one per class
 * @param gated of each bag; empty without a gate
 * @param slots of each bag; empty without slots
 * @param pulls an empty sum of what moves these variances
 */
record Measured(List<Bag> bags, List<Gated> gated, List<List<SlotComponent>> slots, Supplier<Pulls> pulls) {

    /**
     * A bag as the gate sees it.
     *
     * @param shares of the heads
     * @param moments under each head's attention
     */
    record Gated(double[] shares, List<FeatureMoments> moments) {}

    PenaltySum sum(LogExcess excess) {
        return new PenaltySum(excess, pulls.get());
    }
}
