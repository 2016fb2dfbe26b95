package lab.obscura.engine.defense;

import java.util.Map;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * An edge as it stands in the middle of a training.
 *
 * @param tensors parameters and statistics by the names of its state
 * @param derivatives gradient of the task's loss for each parameter, over a few batches
 */
public record TrainedEdge(NetworkSpec spec, Map<String, Tensor> tensors, Map<String, float[]> derivatives) {}
