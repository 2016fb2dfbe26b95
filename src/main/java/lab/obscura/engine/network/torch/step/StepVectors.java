package lab.obscura.engine.network.torch.step;

import lab.obscura.engine.network.OptimizerMoments;
import org.bytedeco.pytorch.Tensor;

/** The vectors of an optimizer step, equally long: all parameters, their gradients, and what the optimizer remembers of each. */
public interface StepVectors {

    Tensor values();

    /** What was added up; the step may change it. */
    Tensor gradients();

    /** @param kind one of {@link OptimizerMoments#KINDS}; zero before the first step that asks for it */
    Tensor moment(String kind);
}
