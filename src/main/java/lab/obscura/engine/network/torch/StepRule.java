package lab.obscura.engine.network.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerMoments;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.OptimizerStep.Adam;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.step.StepFormula;
import lab.obscura.engine.network.torch.step.StepVectors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Applies optimizer steps to the flat parameter vector and keeps the moments, under the names of {@link NetworkState}. */
final class StepRule implements StepVectors, AutoCloseable {

    private final Weights weights;
    private final StepFormula formula;
    private final Map<String, Tensor> moments = new LinkedHashMap<>();
    private long step;

    StepRule(Weights weights, StepFormula formula) {
        this.weights = weights;
        this.formula = formula;
    }

    void apply(OptimizerStep how) {
        Scope.quietly(() -> {
            if (how instanceof Sgd sgd) {
                formula.sgd(sgd, this);
            } else if (how instanceof Adam adam) {
                step++;
                formula.adam(adam, step, this);
            }
        });
    }

    @Override
    public Tensor values() {
        return weights.flatValues();
    }

    @Override
    public Tensor gradients() {
        return weights.flatGradients();
    }

    @Override
    public Tensor moment(String kind) {
        return moments.computeIfAbsent(kind, missing -> OwnedTensor.from(torch.zeros_like(weights.flatValues())));
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
        formula.close();
    }
}
