package lab.obscura.engine.schedule;

import java.util.ArrayList;
import java.util.List;

/** Epochs, counted from 1, from which a learning rate is multiplied by its decay once more. */
public record Milestones(List<Integer> epochs) {

    public Milestones {
        epochs = List.copyOf(epochs);
    }

    /**
     * Milestones at shares of the epochs: {@code m_k = max(ceil(share_k · epochs), m_(k−1) + 1)}, {@code m_0} the first epoch behind the
     * warm-up. So at least one epoch trains at the full rate, and no two milestones fall on one epoch; those behind the end are dropped.
     *
     * @param shares in rising order
     * @param warmUpEpochs at the start, in which the rate has not reached its height yet
     */
    public static Milestones scaled(List<Double> shares, int epochs, int warmUpEpochs) {
        var milestones = new ArrayList<Integer>();
        int last = warmUpEpochs + 1;
        for (double share : shares) {
            last = Math.max((int) Math.ceil(share * epochs), last + 1);
            if (last <= epochs) {
                milestones.add(last);
            }
        }
        return new Milestones(milestones);
    }

    /** How many have come when this epoch is trained. */
    public long passed(int epoch) {
        return epochs.stream().filter(milestone -> milestone <= epoch).count();
    }
}
