package lab.obscura.engine.network;

import lab.obscura.engine.data.ImageShape;

/**
 * A network at work on so many examples at once, on paper: what the estimate of a run's memory is made from.
 *
 * @param input shape of one example
 */
public record NetworkLoad(NetworkSpec spec, ImageShape input, int batch) {

    /** Values that it puts into memory while it learns: each layer's outputs and their gradients; weights, gradients, two moments. */
    public double learning() {
        return 2 * batch * outputs(spec, input) + 4 * weights(spec, input);
    }

    /** Values that it puts into memory while it answers: the outputs stay, because a gradient may be asked for. */
    public double answering() {
        return batch * outputs(spec, input) + 2 * weights(spec, input);
    }

    /** Weights, roughly. */
    public double weights() {
        return weights(spec, input);
    }

    /** Values that all layers put out for one example. */
    private static double outputs(NetworkSpec spec, ImageShape input) {
        if (spec instanceof NetworkSpec.Sequence sequence) {
            double sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : sequence.layers()) {
                sum += outputs(layer, shape);
                shape = layer.output(shape);
            }
            return sum;
        }
        if (spec instanceof NetworkSpec.ResidualSum sum) {
            return outputs(sum.body(), input) + outputs(sum.shortcut(), input);
        }
        return spec.output(input).size();
    }

    /** Of convolutions and dense layers: each is used once for every place of the output. */
    private static double weights(NetworkSpec spec, ImageShape input) {
        if (spec instanceof NetworkSpec.Sequence sequence) {
            double sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : sequence.layers()) {
                sum += weights(layer, shape);
                shape = layer.output(shape);
            }
            return sum;
        }
        if (spec instanceof NetworkSpec.ResidualSum sum) {
            return weights(sum.body(), input) + weights(sum.shortcut(), input);
        }
        ImageShape output = spec.output(input);
        return (double) spec.multiplyAdds(input) / Math.max(1, output.height() * output.width());
    }
}
