package lab.obscura.engine.network.spec;

import java.util.function.ToDoubleBiFunction;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;

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
        return sum(spec, input, (layer, shape) -> layer.output(shape).size());
    }

    /** Of convolutions and dense layers: each is used once for every place, of the input where a transposed convolution spreads it. */
    private static double weights(NetworkSpec spec, ImageShape input) {
        return sum(spec, input, (layer, shape) -> {
            ImageShape places = layer instanceof TransposedConvolution ? shape : layer.output(shape);
            return (double) layer.multiplyAdds(shape) / Math.max(1, places.height() * places.width());
        });
    }

    /** @param ofLayer what a single layer counts for, with the shape that goes into it */
    private static double sum(NetworkSpec spec, ImageShape input, ToDoubleBiFunction<NetworkSpec, ImageShape> ofLayer) {
        if (spec instanceof Sequence sequence) {
            double sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : sequence.layers()) {
                sum += sum(layer, shape, ofLayer);
                shape = layer.output(shape);
            }
            return sum;
        }
        if (spec instanceof ResidualSum both) {
            return sum(both.body(), input, ofLayer) + sum(both.shortcut(), input, ofLayer);
        }
        return ofLayer.applyAsDouble(spec, input);
    }
}
