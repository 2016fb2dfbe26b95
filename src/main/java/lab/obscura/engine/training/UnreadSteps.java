package lab.obscura.engine.training;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.progress.TrainingDivergedException;

/**
 * Steps whose losses nobody has looked at yet. Each look makes the host wait for a card, so there is one every few steps; what diverged
 * in between is still told with its own step.
 */
final class UnreadSteps {

    private final int stepsBetweenLooks;
    private final List<Taken> taken = new ArrayList<>();

    UnreadSteps(int stepsBetweenLooks) {
        this.stepsBetweenLooks = stepsBetweenLooks;
    }

    /**
     * A step that was taken.
     *
     * @param step in its epoch, counted from 1
     * @param rate learning rate
     */
    record Taken(TrainingStep.Result result, int epoch, int step, double rate) {

        private void addTo(EpochSums sums) {
            if (!Double.isFinite(result.task().get().loss())) {
                throw new TrainingDivergedException("Loss", epoch, step, rate);
            }
            if (!result.penalty().isFinite()) {
                throw new TrainingDivergedException("The penalties of the defense", epoch, step, rate);
            }
            sums.add(result);
        }
    }

    /** Reads all of them when it is time. */
    void add(Taken step, EpochSums sums) {
        taken.add(step);
        if (taken.size() >= stepsBetweenLooks) {
            readInto(sums);
        }
    }

    /** @throws TrainingDivergedException of the first whose loss or penalty is no number */
    void readInto(EpochSums sums) {
        taken.forEach(step -> step.addTo(sums));
        taken.clear();
    }
}
