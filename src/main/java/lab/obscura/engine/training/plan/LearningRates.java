package lab.obscura.engine.training.plan;

import java.util.List;
import lab.obscura.engine.schedule.Milestones;

/**
 * The learning rate of every step.
 *
 * @param height the rate behind the warm-up
 * @param milestones epochs from which the rate is multiplied by {@code decay} once more; of the schedule of this name only
 */
public record LearningRates(double height, Schedule schedule, List<Integer> milestones, double decay, WarmUp warmUp) {

    /** Of the epochs, where nothing else is said: the published 60, 120, 180, 210 of 240. */
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75, 0.875);

    /** How the rate falls. */
    public enum Schedule {
        MILESTONES,
        COSINE,
        CONSTANT
    }

    /** How the rate rises in the first epoch. */
    public enum WarmUp {
        LINEAR,
        /** Not at all: the first epoch changes no weight, as in the public code. */
        REFERENCE_CODE,
        NONE
    }

    public LearningRates {
        milestones = List.copyOf(milestones);
    }

    /** With milestones at 25, 50, 75 and 87.5 % of the epochs, and at least one epoch at the full rate before the first of them. */
    LearningRates scaledTo(int epochs) {
        return with(Milestones.scaled(SHARES, epochs, warmUpEpochs()).epochs());
    }

    private LearningRates with(List<Integer> others) {
        return new LearningRates(height, schedule, others, decay, warmUp);
    }

    /** Epochs at the start in which the rate has not reached its height yet. */
    private int warmUpEpochs() {
        return warmUp == WarmUp.NONE ? 0 : 1;
    }

    /**
     * @param epoch counted from 1, of {@code epochs}
     * @param batch counted from 0
     */
    double at(int epoch, int epochs, int batch, int batchesPerEpoch) {
        if (epoch == 1 && warmUp == WarmUp.REFERENCE_CODE) {
            return 0;
        }
        double factor = epoch == 1 && warmUp == WarmUp.LINEAR ? (batch + 1.0) / batchesPerEpoch : 1;
        return factor
                * switch (schedule) {
                    case MILESTONES -> height * Math.pow(decay, new Milestones(milestones).passed(epoch));
                    case COSINE -> height * (1 + Math.cos(Math.PI * alongCosine(epoch, epochs))) / 2;
                    case CONSTANT -> height;
                };
    }

    /** From 0 in the first epoch behind the warm-up: a cosine that began with the warm-up would never let the full rate train. */
    private double alongCosine(int epoch, int epochs) {
        int falling = Math.max(1, epochs - warmUpEpochs());
        return (double) Math.max(0, epoch - 1 - warmUpEpochs()) / falling;
    }
}
