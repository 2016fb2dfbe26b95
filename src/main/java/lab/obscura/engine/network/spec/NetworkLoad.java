package lab.obscura.engine.network.spec;

import lab.obscura.engine.data.images.ImageShape;

/**
 * A network at work on so many examples at once, on paper: what the estimate of a run's memory is made from.
 *
 * @param input shape of one example
 */
public record NetworkLoad(NetworkSpec spec, ImageShape input, int batch) {

    /** Values that it puts into memory while it learns: each layer's outputs and their gradients; weights, gradients, two moments. */
    public double learning() {
        return 2 * batch * spec.activations(input) + 4 * weights();
    }

    /** Values that it puts into memory while it answers: the outputs stay, because a gradient may be asked for. */
    public double answering() {
        return batch * spec.activations(input) + 2 * weights();
    }

    /** Trained scalars. */
    public double weights() {
        return spec.parameterCount();
    }
}
