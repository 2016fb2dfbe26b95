package lab.obscura.engine.network.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Batches;
import lab.obscura.engine.network.Gradients;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.HostBatch;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.torch.batch.HostTensors;
import lab.obscura.engine.network.torch.batch.ResultArrays;
import lab.obscura.engine.network.torch.library.Device;
import lab.obscura.engine.network.torch.library.OwnedTensor;
import lab.obscura.engine.network.torch.library.Scope;
import lab.obscura.engine.network.torch.step.LibtorchStep;
import lab.obscura.engine.network.torch.step.StepCalls;
import lab.obscura.engine.network.torch.step.StepFormula;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network on libtorch. Inputs are looked at where they lie. Outputs and input gradients, small beside what lies between them, stay on a
 * card; on the CPU they are copied into arrays of ND4J, so that the memory of neither library depends on the other's.
 */
final class TorchNetwork implements Network {

    private final NetworkSpec spec;
    private final ImageShape input;
    private final ImageShape output;
    private final Device device;
    private final Weights weights;
    private final NetworkTensors tensors;
    private final StepRule stepRule;
    private final ResultArrays results;
    private Optional<Latest> latest = Optional.empty();

    private TorchNetwork(NetworkSpec spec, ImageShape input, NetworkState initial, Device device) {
        this.spec = spec;
        this.input = input;
        this.output = spec.output(input);
        this.device = device;
        StepCalls calls = new LibtorchStep();
        this.weights = new Weights(initial, device, calls);
        this.tensors = new NetworkTensors(initial, weights, device);
        this.stepRule = new StepRule(weights, device.isCuda() ? StepFormula.fused(calls) : StepFormula.plain(calls));
        this.results = new ResultArrays(device);
    }

    static TorchNetwork of(NetworkSpec spec, ImageShape input, NetworkState initial, Device device) {
        spec.output(input); // refuses layers that do not fit before native memory is taken
        return new TorchNetwork(spec, input, initial, device);
    }

    /**
     * What the latest forward left for backward.
     *
     * @param source its memory is looked at until then
     */
    private record Latest(Batch source, Tensor input, Tensor output) {

        void release() {
            OwnedTensor.release(output); // and with it the graph and all that it remembers
            OwnedTensor.release(input);
        }
    }

    @Override
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    public ImageShape input() {
        return input;
    }

    @Override
    public ImageShape output() {
        return output;
    }

    @Override
    public Batch forward(Batch x, Pass pass) {
        Batches.requireInput(x, input);
        forget();
        return Scope.recording(() -> {
            Tensor seen = HostTensors.input(x, device).detach();
            seen.set_requires_grad(true);
            Tensor rounded = device.rounding(() -> AtenLayers.run(spec, seen, new LayerSite("", pass, tensors)));
            Tensor y = rounded.to(device.precision()); // itself, unless layers rounded between each other
            latest = Optional.of(new Latest(x, OwnedTensor.from(seen), OwnedTensor.from(y)));
            return results.holding(y);
        });
    }

    @Override
    public Batch backward(Batch outputGradient, Wanted wanted) {
        Latest pass = latest.orElseThrow(() -> new IllegalStateException("backward belongs to a forward before it"));
        Batches.requireOutputGradient(outputGradient, pass.source().count(), output);
        return Scope.quiet(() -> {
            TensorVector found = gradients(pass, HostTensors.input(outputGradient, device), wanted);
            if (wanted.parameters() && !weights.isEmpty()) {
                weights.add(found);
            }
            return wanted.input() ? results.holding(found.back()) : HostBatch.none(input);
        });
    }

    /** Those of all parameters when wanted, then that of the input when wanted. The graph stays for another backward. */
    private TensorVector gradients(Latest pass, Tensor outputGradient, Wanted wanted) {
        var sources = wanted.parameters() ? weights.all() : new TensorVector();
        if (wanted.input()) {
            sources.push_back(pass.input());
        }
        if (sources.empty()) {
            return sources;
        }
        var outputs = new TensorVector(pass.output());
        return torch.grad(outputs, sources, new TensorVector(outputGradient), new BoolOptional(true), false, false);
    }

    @Override
    public void forgetPass() {
        release();
    }

    @Override
    public Gradients gradients() {
        return weights;
    }

    @Override
    public void update(OptimizerStep step) {
        release(); // the graph belongs to the parameters as they were
        stepRule.apply(step);
        weights.clear();
    }

    @Override
    public NetworkState state() {
        Map<String, lab.obscura.engine.network.Tensor> named =
                new LinkedHashMap<>(weights.tensors("", weights.flatValues()));
        named.putAll(tensors.statistics());
        named.putAll(stepRule.state());
        return new NetworkState(named);
    }

    @Override
    public void load(NetworkState state) {
        weights.load(state);
        tensors.load(state);
        stepRule.load(state);
        weights.clear();
    }

    @Override
    public long parameterCount() {
        return weights.count();
    }

    /** The graph of a pass holds every intermediate result: it goes before the next one is built. */
    private void forget() {
        release();
        results.forget();
    }

    private void release() {
        latest.ifPresent(Latest::release);
        latest = Optional.empty();
    }

    @Override
    public void close() {
        forget();
        stepRule.close();
        tensors.close();
        weights.close();
        results.close();
    }
}
