package lab.obscura.engine.network.torch.step;

import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * What gathering gradients and an optimizer step ask of libtorch: every method is one operator call over all parameters at once, so that a
 * test can count them. To be called inside a scope that computes without autograd. {@code x} is what changes.
 */
public interface StepCalls {

    /** Copies each source into the target at the same position; sources beyond the last target do not count. */
    void copyEach(GenericList targets, TensorVector sources);

    /** Adds each source to the target at the same position; sources beyond the last target do not count. */
    void addEach(GenericList targets, TensorVector sources);

    /** {@code x ← 0}. */
    void zero(Tensor x);

    /** {@code x ← factor·x}. */
    void scale(Tensor x, double factor);

    /** {@code x ← x / divisor}. */
    void divide(Tensor x, double divisor);

    /** {@code x ← x + number}. */
    void raise(Tensor x, double number);

    /** {@code x ← x + factor·y}. */
    void add(Tensor x, Tensor y, double factor);

    /** {@code x ← x + share·(y − x)}. */
    void approach(Tensor x, Tensor y, double share);

    /** {@code x ← x + factor·y²}. */
    void addSquare(Tensor x, Tensor y, double factor);

    /** {@code x ← x + factor·y/z}. */
    void addQuotient(Tensor x, Tensor y, Tensor z, double factor);

    /** {@code x ← max(x, y)}. */
    void atLeast(Tensor x, Tensor y);

    /** A new tensor. */
    Tensor squareRoot(Tensor y);

    /** The whole step in one kernel. The gradient is not changed. */
    void fusedSgd(Sgd how, StepVectors vectors);

    /**
     * The whole step in one kernel. The gradient is not changed.
     *
     * @param step one number in float32: which step it is, counted from 1
     */
    void fusedAdam(Adam how, Tensor step, StepVectors vectors);

    /** A new float32 number, zero, where another tensor lies. */
    Tensor number(Tensor beside);

    /** {@code x ← number}. */
    void fill(Tensor x, double number);
}
