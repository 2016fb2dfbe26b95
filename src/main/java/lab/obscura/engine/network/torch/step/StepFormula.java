package lab.obscura.engine.network.torch.step;

import java.util.Optional;
import lab.obscura.engine.network.OptimizerMoments;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import org.bytedeco.pytorch.Tensor;

/** PyTorch's formulas of {@link lab.obscura.engine.network.OptimizerStep} over whole vectors. To be called inside a scope without autograd. */
public interface StepFormula extends AutoCloseable {

    void sgd(Sgd how, StepVectors vectors);

    /** @param step counted from 1 */
    void adam(Adam how, long step, StepVectors vectors);

    @Override
    default void close() {}

    /** On the CPU, where sums keep the order of rounding that they always had. */
    static StepFormula plain(StepCalls calls) {
        return new Plain(calls);
    }

    /** On cards, where the start of a kernel costs more than its arithmetic. */
    static StepFormula fused(StepCalls calls) {
        return new Fused(calls);
    }

    /** One operation after the other: four for SGD, eight for Adam with AMSGrad or without, and fewer without decay or momentum. */
    record Plain(StepCalls calls) implements StepFormula {

        @Override
        public void sgd(Sgd how, StepVectors vectors) {
            Tensor direction = withDecay(how.weightDecay(), vectors);
            if (how.momentum() != 0) {
                // A fresh moment is zero, so the first step makes it the gradient itself, as PyTorch does.
                Tensor gradient = direction;
                direction = vectors.moment(OptimizerMoments.MOMENTUM);
                calls.scale(direction, how.momentum());
                calls.add(direction, gradient, 1);
            }
            calls.add(vectors.values(), direction, -how.learningRate());
        }

        @Override
        public void adam(Adam how, long step, StepVectors vectors) {
            Tensor gradient = withDecay(how.weightDecay(), vectors);
            Tensor mean = vectors.moment(OptimizerMoments.MEAN);
            calls.approach(mean, gradient, 1 - how.beta1());
            Tensor square = vectors.moment(OptimizerMoments.SQUARE);
            calls.scale(square, how.beta2());
            calls.addSquare(square, gradient, 1 - how.beta2());
            double rate = how.learningRate() / (1 - Math.pow(how.beta1(), step));
            double correction = Math.sqrt(1 - Math.pow(how.beta2(), step));
            if (how.amsgrad()) {
                Tensor largest = vectors.moment(OptimizerMoments.LARGEST_SQUARE);
                calls.atLeast(largest, square);
                // The fraction is expanded by the correction, which saves the division of the whole vector.
                Tensor divisor = calls.squareRoot(largest);
                calls.raise(divisor, correction * how.epsilon());
                calls.addQuotient(vectors.values(), mean, divisor, -rate * correction);
                return;
            }
            Tensor divisor = calls.squareRoot(square);
            calls.divide(divisor, correction); // Adam rounds as it always did, so runs of one seed stay what they were
            calls.raise(divisor, how.epsilon());
            calls.addQuotient(vectors.values(), mean, divisor, -rate);
        }

        private Tensor withDecay(double weightDecay, StepVectors vectors) {
            Tensor gradient = vectors.gradients();
            if (weightDecay != 0) {
                calls.add(gradient, vectors.values(), weightDecay);
            }
            return gradient;
        }
    }

    /** Each step one kernel, which rounds in another order. */
    final class Fused implements StepFormula {

        private final StepCalls calls;
        private Optional<Tensor> count = Optional.empty();

        private Fused(StepCalls calls) {
            this.calls = calls;
        }

        @Override
        public void sgd(Sgd how, StepVectors vectors) {
            calls.fusedSgd(how, vectors);
        }

        @Override
        public void adam(Adam how, long step, StepVectors vectors) {
            Tensor number = count.orElseGet(() -> make(vectors.values()));
            calls.fill(number, step); // where the kernel is, so nothing has to be copied there
            calls.fusedAdam(how, number, vectors);
        }

        private Tensor make(Tensor beside) {
            Tensor made = OwnedTensor.from(calls.number(beside));
            count = Optional.of(made);
            return made;
        }

        @Override
        public void close() {
            count.ifPresent(OwnedTensor::release);
        }
    }
}
