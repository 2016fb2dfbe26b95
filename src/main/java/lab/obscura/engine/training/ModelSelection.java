package lab.obscura.engine.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * Which epoch's model is kept: the last, or the one with the best accuracy. The public code forgets its best after epochs 40, 100 and 200
 * of 240; {@code reference-code} does so at the same shares of the training.
 */
final class ModelSelection {

    private final boolean keepsBest;
    private final List<Integer> forgetAfter;
    private double accuracy = -1;
    private Map<String, Tensor> state = Map.of();

    ModelSelection(TrainingPlan plan) {
        this.keepsBest = plan.modelSelection() != TrainingPlan.Selection.LAST;
        int epochs = plan.epochs();
        this.forgetAfter = plan.modelSelection() == TrainingPlan.Selection.REFERENCE_CODE
                ? List.of(epochs * 40 / 240, epochs * 100 / 240, epochs * 200 / 240)
                : List.of();
    }

    void offer(int epoch, double offered, SplitNetwork network) {
        if (!keepsBest) {
            return;
        }
        if (forgetAfter.contains(epoch - 1)) {
            accuracy = -1;
        }
        if (offered > accuracy) {
            accuracy = offered;
            state = network.learned();
        }
    }

    /** What was kept so far fits the network no more. */
    void forget() {
        accuracy = -1;
        state = Map.of();
    }

    /** The kept model; empty when the last one stays. */
    Optional<Map<String, Tensor>> state() {
        return state.isEmpty() ? Optional.empty() : Optional.of(state);
    }

    void addTo(Map<String, Object> facts, Map<String, Tensor> tensors) {
        facts.put("bestAccuracy", accuracy);
        state.forEach((name, tensor) -> tensors.put("best/" + name, tensor));
    }

    void restore(CheckpointFile checkpoint) {
        accuracy = CheckpointFile.number(checkpoint.facts().get("bestAccuracy"));
        state = SplitNetwork.below("best/", checkpoint.tensors());
    }
}
