package lab.obscura.engine.defense;

import java.util.Map;
import lab.obscura.engine.network.Tensor;

/** Tensors of a {@link PartState} that lie where an engine computes. */
public interface KeptState extends PartState.Held {

    /** Whether a tensor of this name lies there. */
    boolean holds(String name);

    /** A copy of them on the host. */
    Map<String, Tensor> tensors();
}
