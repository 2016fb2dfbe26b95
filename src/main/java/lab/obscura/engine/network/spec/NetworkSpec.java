package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.InitialState;

/**
 * A network as data: a tree of layers that any {@link Engine} can build, that is stored with a checkpoint and hashed into the
 * identity of a run. Shapes are height × width × channels; a vector is 1 × 1 × n. What a layer knows of itself is said here, once;
 * only how it computes is each engine's own.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "layer")
public sealed interface NetworkSpec
        permits Composition, Convolutions, Normalizations, FullyConnected, Pointwise, Pools, Reshaping {

    /**
     * The shape that comes out.
     *
     * @throws IllegalArgumentException when this layer cannot take that input; the message names the layer and both shapes
     */
    ImageShape output(ImageShape input);

    /** Multiply-adds per image in the forward pass: convolutions and dense layers only, as papers count. */
    default long multiplyAdds(ImageShape input) {
        return 0;
    }

    /** Values that all layers put out for one image. */
    default long activations(ImageShape input) {
        return output(input).size();
    }

    /** The tensors of this layer, in the order of a state. Those of its parts are not among them. */
    default List<LayerTensor> tensors() {
        return List.of();
    }

    /** The networks that this one is made of, in the order of their paths. */
    default List<NetworkSpec> parts() {
        return List.of();
    }

    /** What each of the parts gets when this gets that. */
    default List<ImageShape> inputsOfParts(ImageShape input) {
        return List.of();
    }

    /** The same network with its initial weights drawn another way. */
    default NetworkSpec drawn(Init init) {
        return this;
    }

    /** Trained scalars. */
    default long parameterCount() {
        long own = tensors().stream()
                .filter(tensor -> LayerTensor.isTrained(tensor.name()))
                .mapToLong(LayerTensor::size)
                .sum();
        return own + parts().stream().mapToLong(NetworkSpec::parameterCount).sum();
    }

    /** How the initial weights are drawn; see {@link InitialState}. */
    enum Init {
        /** Glorot and Bengio 2010: U(±sqrt(6 / (fanIn + fanOut))), bias zero. */
        XAVIER_UNIFORM,
        /** PyTorch's default: U(±1 / sqrt(fanIn)) for weight and bias. */
        KAIMING_UNIFORM
    }

    /** Point-wise functions. */
    enum Function {
        RELU,
        SIGMOID,
        TANH,
        SILU,
        /** Slope 0.2 on the negative side. */
        LEAKY_RELU
    }

    /** Refuses an input that does not fit. */
    static void require(boolean holds, String layer, ImageShape input, String because) {
        if (!holds) {
            throw new IllegalArgumentException(layer + " cannot take " + input + ": " + because);
        }
    }
}
