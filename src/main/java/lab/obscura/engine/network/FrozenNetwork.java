package lab.obscura.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;

/**
 * A chain of trained networks that nobody trains any further: values and gradients with respect to the input, in EVAL mode. Closes
 * its networks.
 */
public final class FrozenNetwork implements AutoCloseable {

    private final List<Network> chain;
    /** The layers read their input again on the way back, so it lives until the next forward pass. */
    private Optional<Batch> latest = Optional.empty();

    /** @param chain the output of each is the input of the next; at least one */
    public FrozenNetwork(List<Network> chain) {
        this.chain = List.copyOf(chain);
    }

    /** Layers of the first network. */
    public NetworkSpec first() {
        return chain.get(0).spec();
    }

    public ImageShape input() {
        return chain.get(0).input();
    }

    public ImageShape output() {
        return chain.get(chain.size() - 1).output();
    }

    /** @param values {@code count} examples of the input's shape */
    public float[] forward(float[] values, int count) {
        return forward(Batch.of(values, input()));
    }

    /**
     * The same of examples wherever they lie.
     *
     * @param input of the input's shape; handed over
     */
    public float[] forward(Batch input) {
        return answer(input).values();
    }

    /** As {@link #forward(Batch)}; the answer lies where the engine computes, and is valid until the next one. */
    public Batch answer(Batch input) {
        latest.ifPresent(Batch::close);
        Batch x = input;
        latest = Optional.of(x);
        for (Network network : chain) {
            x = network.forward(x, Pass.eval());
        }
        return x;
    }

    /** The gradient at the latest input, from the one at its output. */
    public float[] inputGradient(float[] outputGradient) {
        try (Batch gradient = Batch.of(outputGradient, output())) {
            return inputGradient(gradient).values();
        }
    }

    /** The same where the engine computes; valid until the next answer. */
    public Batch inputGradient(Batch outputGradient) {
        Batch back = outputGradient;
        for (int i = chain.size() - 1; i >= 0; i--) {
            back = chain.get(i).backward(back, Wanted.INPUT);
        }
        return back;
    }

    /**
     * A network of its own made of the first layers, with their numbers; the caller closes it.
     *
     * @param layers fewer than the first network of the chain has
     */
    public FrozenNetwork beginning(int layers, Engine engine) {
        Network whole = chain.get(0);
        NetworkSpec spec = Layers.beginning(whole.spec(), layers);
        Network part = engine.build(spec, whole.input(), new Seeds(0));
        var tensors = new LinkedHashMap<>(whole.state().tensors());
        tensors.keySet().retainAll(part.state().tensors().keySet());
        part.load(new NetworkState(tensors));
        return new FrozenNetwork(List.of(part));
    }

    @Override
    public void close() {
        latest.ifPresent(Batch::close);
        latest = Optional.empty();
        chain.forEach(Network::close);
    }
}
