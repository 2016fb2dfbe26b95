package lab.obscura.engine.defense.cem;

import java.util.List;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.cem.moments.FeatureMoments;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.defense.cem.moments.PenaltySum;

/**
 * How the gated variance of a class and the variances of its slots become one: the rules of {@code
 * docs/methods/learned-surrogates.md#fusions}.
 */
enum FusionRule {
    /** The logarithm of the gated variance, and more and more of what the slots add to it. */
    SHORTCUT {
        @Override
        double mixture(FeatureBatch batch) {
            return Math.tanh(ramp(batch, 0.75));
        }

        @Override
        void add(Pair pair, PenaltySum sum) {
            double gated = Math.log(pair.gated().variance() + LogExcess.GAMMA);
            for (SlotComponent slot : pair.slots()) {
                double own = Math.log(slot.variance() + LogExcess.GAMMA);
                double excess = sum.excess().ofLogarithm(gated + pair.mixture() * (own - gated));
                double factor = pair.factor() * slot.share();
                sum.add(factor * excess);
                if (excess > 0) {
                    sum.pull(
                            pair.gated(),
                            factor * (1 - pair.mixture()) / (pair.gated().variance() + LogExcess.GAMMA));
                    sum.pull(slot.moments(), factor * pair.mixture() / (slot.variance() + LogExcess.GAMMA));
                }
            }
        }
    },

    /** Both penalties side by side, the slots' from the middle of the training on half of it. */
    PARALLEL {
        @Override
        double mixture(FeatureBatch batch) {
            return ramp(batch, 0.5) / 2;
        }

        @Override
        void add(Pair pair, PenaltySum sum) {
            sum.addIsotropic(pair.gated(), pair.factor() * (1 - pair.mixture()));
            addSlots(pair, sum, pair.mixture());
        }
    },

    /** A slot with few samples borrows the gated variance. */
    SHRINKAGE {
        @Override
        void add(Pair pair, PenaltySum sum) {
            for (SlotComponent slot : pair.slots()) {
                double trust = slot.effectiveCount() / (slot.effectiveCount() + pair.prior());
                double fused =
                        trust * slot.variance() + (1 - trust) * pair.gated().variance();
                double factor = pair.factor() * slot.share();
                sum.add(factor * sum.excess().of(fused));
                sum.pull(slot.moments(), factor * sum.excess().derivative(fused) * trust);
                sum.pull(pair.gated(), factor * sum.excess().derivative(fused) * (1 - trust));
            }
        }
    },

    /** The gate says how much each sample counts when the slots compete for it. */
    SHARED_GATE {
        @Override
        void add(Pair pair, PenaltySum sum) {
            addSlots(pair, sum, 1);
        }
    },

    /** Whichever is larger. */
    MAXIMUM {
        @Override
        void add(Pair pair, PenaltySum sum) {
            double slots = pair.slots().stream()
                    .mapToDouble(slot -> slot.share() * slot.variance())
                    .sum();
            if (pair.gated().variance() >= slots) {
                sum.addIsotropic(pair.gated(), pair.factor());
                return;
            }
            sum.add(pair.factor() * sum.excess().of(slots));
            for (SlotComponent slot : pair.slots()) {
                sum.pull(slot.moments(), pair.factor() * sum.excess().derivative(slots) * slot.share());
            }
        }
    };

    private static final double RAMP_FROM = 0.25;

    /**
     * One class of a batch.
     *
     * @param gated moments under the gate's attention
     * @param mixture of this step, see {@link #mixture}
     * @param prior ν: how many samples the gated variance counts for
     * @param factor of the class in the penalty
     */
    record Pair(FeatureMoments gated, List<SlotComponent> slots, double mixture, double prior, double factor) {}

    /** Adds the term of one class, with its gradient. */
    abstract void add(Pair pair, PenaltySum sum);

    /** How much the slots have to say at this stage of the training, where that changes. */
    double mixture(FeatureBatch batch) {
        return 1;
    }

    /** From 0 after a quarter of the epochs, the published 60 of 240, to 1. */
    private static double ramp(FeatureBatch batch, double to) {
        double done = (double) batch.step().epoch() / batch.step().epochs();
        return Math.min(1, Math.max(0, (done - RAMP_FROM) / (to - RAMP_FROM)));
    }

    /** As the slots alone would do it: starved ones are left out. */
    private static void addSlots(Pair pair, PenaltySum sum, double share) {
        for (SlotComponent slot : pair.slots()) {
            if (!slot.isStarved()) {
                sum.addIsotropic(slot.moments(), pair.factor() * share * slot.share());
            }
        }
    }
}
