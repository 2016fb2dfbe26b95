package lab.obscura.engine.network.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Applies optimizer steps to the flat parameter vector and keeps the moments, under the names of {@link NetworkState}. */
final class StepRule implements AutoCloseable {

    private final Weights weights;
    private final Map<String, Tensor> moments = new LinkedHashMap<>();
    private long step;

    StepRule(Weights weights) {
        this.weights = weights;
    }

    void apply(OptimizerStep how) {
        Scope.quietly(() -> {
            if (how instanceof Sgd sgd) {
                apply(sgd);
            } else if (how instanceof Adam adam) {
                apply(adam);
            }
        });
    }

    private void apply(Sgd sgd) {
        Tensor direction = withDecay(sgd.weightDecay());
        if (sgd.momentum() != 0) {
            // A fresh moment is zero, so the first step makes it the gradient itself, as PyTorch does.
            Tensor gradient = direction;
            direction = moment(OptimizerMoments.MOMENTUM);
            direction.mul_(new Scalar(sgd.momentum()));
            direction.add_(gradient);
        }
        weights.flatValues().add_(direction, new Scalar(-sgd.learningRate()));
    }

    private void apply(Adam adam) {
        step++;
        Tensor gradient = withDecay(adam.weightDecay());
        Tensor mean = moment(OptimizerMoments.MEAN);
        mean.lerp_(gradient, new Scalar(1 - adam.beta1()));
        Tensor square = moment(OptimizerMoments.SQUARE);
        square.mul_(new Scalar(adam.beta2()));
        square.addcmul_(gradient, gradient, new Scalar(1 - adam.beta2()));
        if (adam.amsgrad()) {
            Tensor largest = moment(OptimizerMoments.LARGEST_SQUARE);
            torch.maximum_out(largest, largest, square);
            square = largest;
        }
        Tensor scale = torch.sqrt(square);
        scale.div_(new Scalar(Math.sqrt(1 - Math.pow(adam.beta2(), step))));
        scale.add_(new Scalar(adam.epsilon()));
        double rate = adam.learningRate() / (1 - Math.pow(adam.beta1(), step));
        weights.flatValues().addcdiv_(mean, scale, new Scalar(-rate));
    }

    private Tensor withDecay(double weightDecay) {
        Tensor gradient = weights.flatGradients();
        if (weightDecay != 0) {
            gradient.add_(weights.flatValues(), new Scalar(weightDecay));
        }
        return gradient;
    }

    private Tensor moment(String name) {
        return moments.computeIfAbsent(name, missing -> OwnedTensor.from(torch.zeros_like(weights.flatValues())));
    }

    Map<String, lab.obscura.engine.network.Tensor> state() {
        Map<String, lab.obscura.engine.network.Tensor> tensors = new LinkedHashMap<>();
        moments.forEach((prefix, flat) -> tensors.putAll(weights.tensors(prefix, flat)));
        tensors.putAll(OptimizerMoments.ofSteps(step));
        return tensors;
    }

    void load(NetworkState state) {
        Scope.quietly(() -> OptimizerMoments.KINDS.forEach(kind -> {
            if (OptimizerMoments.areIn(state, kind) || moments.containsKey(kind)) {
                weights.readInto(moment(kind), kind, state);
            }
        }));
        step = OptimizerMoments.steps(state);
    }

    @Override
    public void close() {
        moments.values().forEach(OwnedTensor::release);
        moments.clear();
    }
}
