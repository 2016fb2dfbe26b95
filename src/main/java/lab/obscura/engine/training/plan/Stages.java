package lab.obscura.engine.training.plan;

import java.util.List;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.TrainingRule;

/**
 * The epochs of a training: those of an earlier stage, when a rule wants one, then those of the plan. Epochs count from 1 through both.
 *
 * @param earlier how the earlier stage is trained; meaningless when {@code earlierEpochs} is 0
 */
public record Stages(TrainingPlan earlier, int earlierEpochs, TrainingPlan plan, List<TrainingRule> rules) {

    public static Stages of(TrainingPlan plan, Defense defense) {
        List<TrainingRule> rules = defense.of(TrainingRule.class);
        int epochs = rules.stream().mapToInt(TrainingRule::earlierEpochs).sum();
        return new Stages(plan.over(Math.max(1, epochs)), epochs, plan, rules);
    }

    public int epochs() {
        return earlierEpochs + plan.epochs();
    }

    /** Whether the epoch belongs to the plan; the model is selected among those. */
    public boolean isOwn(int epoch) {
        return epoch > earlierEpochs;
    }

    /** Whether the epoch is the first one behind an earlier stage. */
    public boolean beginsTransfer(int epoch) {
        return earlierEpochs > 0 && epoch == earlierEpochs + 1;
    }

    /** The epoch's number within its stage. */
    public int within(int epoch) {
        return isOwn(epoch) ? epoch - earlierEpochs : epoch;
    }

    public double rate(int epoch, int batch, int batchesPerEpoch) {
        return current(epoch).rate(within(epoch), batch, batchesPerEpoch);
    }

    /** Factor on the learning rate of the edge; 0 when it is frozen. */
    public double edgeFactor(int epoch) {
        return isOwn(epoch) ? rules.stream().mapToDouble(TrainingRule::edgeRate).reduce(1, (a, b) -> a * b) : 1;
    }

    /** Factor on the task's gradient. */
    public double taskWeight() {
        return rules.stream().mapToDouble(TrainingRule::taskWeight).reduce(1, (a, b) -> a * b);
    }

    public double labelSmoothing(int epoch, int classes) {
        int epochs = current(epoch).epochs();
        return rules.stream()
                .mapToDouble(rule -> rule.labelSmoothing(within(epoch), epochs, classes))
                .sum();
    }

    public List<TrainingRule> changingEdgeBefore(int epoch) {
        return rules.stream()
                .filter(rule -> isOwn(epoch) && rule.changesEdgeBefore(within(epoch), plan.epochs()))
                .toList();
    }

    private TrainingPlan current(int epoch) {
        return isOwn(epoch) ? plan : earlier;
    }
}
