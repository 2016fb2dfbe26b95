package lab.obscura.engine.network.torch.step;

import lab.obscura.engine.network.OptimizerMoments;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.torch.library.Operators;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The calls of libtorch. */
public final class LibtorchStep implements StepCalls {

    @Override
    public void copyEach(GenericList targets, TensorVector sources) {
        IValue first = Operators.list(sources, targets.size());
        Operators.call("_foreach_copy_", "", new IValue(targets), first, new IValue(false));
    }

    @Override
    public void addEach(GenericList targets, TensorVector sources) {
        IValue first = Operators.list(sources, targets.size());
        Operators.call("_foreach_add_", "List", new IValue(targets), first, Operators.one());
    }

    @Override
    public void zero(Tensor x) {
        x.zero_();
    }

    @Override
    public void scale(Tensor x, double factor) {
        x.mul_(new Scalar(factor));
    }

    @Override
    public void divide(Tensor x, double divisor) {
        x.div_(new Scalar(divisor));
    }

    @Override
    public void raise(Tensor x, double number) {
        x.add_(new Scalar(number));
    }

    @Override
    public void add(Tensor x, Tensor y, double factor) {
        x.add_(y, new Scalar(factor));
    }

    @Override
    public void approach(Tensor x, Tensor y, double share) {
        x.lerp_(y, new Scalar(share));
    }

    @Override
    public void addSquare(Tensor x, Tensor y, double factor) {
        x.addcmul_(y, y, new Scalar(factor));
    }

    @Override
    public void addQuotient(Tensor x, Tensor y, Tensor z, double factor) {
        x.addcdiv_(y, z, new Scalar(factor));
    }

    @Override
    public void atLeast(Tensor x, Tensor y) {
        torch.maximum_out(x, x, y);
    }

    @Override
    public Tensor squareRoot(Tensor y) {
        return torch.sqrt(y);
    }

    @Override
    public Tensor number(Tensor beside) {
        return torch.zeros(new long[] {1}, beside.options().dtype(new ScalarTypeOptional(ScalarType.Float)));
    }

    @Override
    public void fill(Tensor x, double number) {
        x.fill_(new Scalar(number));
    }

    @Override
    public void fusedSgd(Sgd how, StepVectors vectors) {
        boolean remembers = how.momentum() != 0;
        Operators.call(
                "_fused_sgd_",
                "",
                Operators.list(vectors.values()),
                Operators.list(vectors.gradients()),
                // A fresh moment is zero, so the first step needs no case of its own.
                remembers ? Operators.list(vectors.moment(OptimizerMoments.MOMENTUM)) : Operators.list(),
                new IValue(how.weightDecay()),
                new IValue(how.momentum()),
                new IValue(how.learningRate()),
                new IValue(0.0), // dampening
                new IValue(false), // Nesterov's
                new IValue(false), // maximizes
                new IValue(false), // the first step
                new IValue(), // scale of the gradients
                new IValue()); // whether one is infinite
    }

    @Override
    public void fusedAdam(Adam how, Tensor step, StepVectors vectors) {
        Operators.call(
                "_fused_adam_",
                "",
                Operators.list(vectors.values()),
                Operators.list(vectors.gradients()),
                Operators.list(vectors.moment(OptimizerMoments.MEAN)),
                Operators.list(vectors.moment(OptimizerMoments.SQUARE)),
                how.amsgrad() ? Operators.list(vectors.moment(OptimizerMoments.LARGEST_SQUARE)) : Operators.list(),
                Operators.list(step),
                new IValue(how.learningRate()),
                new IValue(how.beta1()),
                new IValue(how.beta2()),
                new IValue(how.weightDecay()),
                new IValue(how.epsilon()),
                new IValue(how.amsgrad()),
                new IValue(false), // maximizes
                new IValue(), // scale of the gradients
                new IValue()); // whether one is infinite
    }
}
