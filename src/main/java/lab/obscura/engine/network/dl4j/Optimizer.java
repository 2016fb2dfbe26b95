package lab.obscura.engine.network.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.dl4j.array.NetworkParameters;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Applies optimizer steps to the flat parameter vector and keeps the moments. */
final class Optimizer implements AutoCloseable {

    private final NetworkParameters parameters;
    private final Map<String, INDArray> moments = new LinkedHashMap<>();
    private long step;

    Optimizer(NetworkParameters parameters) {
        this.parameters = parameters;
    }

    void apply(OptimizerStep how, INDArray scratch) {
        if (how instanceof Sgd sgd) {
            apply(sgd);
        } else if (how instanceof Adam adam) {
            apply(adam, scratch);
        }
    }

    private void apply(Sgd sgd) {
        INDArray gradient = withDecay(sgd.weightDecay());
        INDArray direction = gradient;
        if (sgd.momentum() != 0) {
            // A fresh moment is zero, so the first step makes it the gradient itself, as PyTorch does.
            direction = moment(OptimizerMoments.MOMENTUM);
            direction.muli(sgd.momentum()).addi(gradient);
        }
        addScaled(-sgd.learningRate(), direction, parameters.flatValues());
    }

    private void apply(Adam adam, INDArray scratch) {
        step++;
        INDArray gradient = withDecay(adam.weightDecay());
        INDArray mean = moment(OptimizerMoments.MEAN).muli(adam.beta1());
        addScaled(1 - adam.beta1(), gradient, mean);
        INDArray square = moment(OptimizerMoments.SQUARE).muli(adam.beta2());
        gradient.mul(gradient, scratch);
        addScaled(1 - adam.beta2(), scratch, square);
        if (adam.amsgrad()) {
            INDArray largest = moment(OptimizerMoments.LARGEST_SQUARE);
            Transforms.max(largest, square, false);
            square = largest;
        }
        scratch.assign(square);
        Transforms.sqrt(scratch, false).divi(Math.sqrt(1 - Math.pow(adam.beta2(), step)));
        scratch.addi(adam.epsilon());
        mean.div(scratch, scratch);
        addScaled(-adam.learningRate() / (1 - Math.pow(adam.beta1(), step)), scratch, parameters.flatValues());
    }

    private INDArray withDecay(double weightDecay) {
        INDArray gradient = parameters.flatGradients();
        if (weightDecay != 0) {
            addScaled(weightDecay, parameters.flatValues(), gradient);
        }
        return gradient;
    }

    private static void addScaled(double factor, INDArray x, INDArray y) {
        Nd4j.getBlasWrapper().level1().axpy(x.length(), factor, x, y);
    }

    private INDArray moment(String name) {
        return moments.computeIfAbsent(
                name,
                missing -> Nd4j.create(
                        parameters.flatValues().dataType(),
                        parameters.flatValues().length()));
    }

    Map<String, Tensor> state() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        moments.forEach((prefix, flat) -> tensors.putAll(parameters.tensors(prefix, flat)));
        tensors.putAll(OptimizerMoments.ofSteps(step));
        return tensors;
    }

    void load(NetworkState state) {
        for (String kind : OptimizerMoments.KINDS) {
            if (OptimizerMoments.areIn(state, kind) || moments.containsKey(kind)) {
                parameters.readInto(moment(kind), kind, state);
            }
        }
        step = OptimizerMoments.steps(state);
    }

    @Override
    public void close() {
        moments.values().forEach(INDArray::close);
        moments.clear();
    }
}
