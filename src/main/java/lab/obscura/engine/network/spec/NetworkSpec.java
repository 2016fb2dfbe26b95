package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.InitialState;

/**
 * A network as data: a tree of layers that any {@link Engine} can build, that is stored with a checkpoint and hashed into the
 * identity of a run. Shapes are height × width × channels; a vector is 1 × 1 × n.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "layer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NetworkSpec.Sequence.class, name = "sequence"),
    @JsonSubTypes.Type(value = NetworkSpec.ResidualSum.class, name = "residual-sum"),
    @JsonSubTypes.Type(value = NetworkSpec.Convolution.class, name = "convolution"),
    @JsonSubTypes.Type(value = NetworkSpec.TransposedConvolution.class, name = "transposed-convolution"),
    @JsonSubTypes.Type(value = NetworkSpec.BatchNorm.class, name = "batch-norm"),
    @JsonSubTypes.Type(value = NetworkSpec.Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = NetworkSpec.Activation.class, name = "activation"),
    @JsonSubTypes.Type(value = NetworkSpec.MaxPool.class, name = "max-pool"),
    @JsonSubTypes.Type(value = NetworkSpec.GlobalAveragePool.class, name = "global-average-pool"),
    @JsonSubTypes.Type(value = NetworkSpec.Dropout.class, name = "dropout"),
    @JsonSubTypes.Type(value = NetworkSpec.Flatten.class, name = "flatten"),
    @JsonSubTypes.Type(value = NetworkSpec.ChannelAffine.class, name = "channel-affine"),
    @JsonSubTypes.Type(value = NetworkSpec.SparseCoding.class, name = "sparse-coding")
})
public sealed interface NetworkSpec {

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

    /** How the first weights are drawn; see {@link InitialState}. */
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

    /** One layer after another. */
    record Sequence(List<NetworkSpec> layers) implements NetworkSpec {

        public Sequence {
            layers = List.copyOf(layers);
        }

        @Override
        public ImageShape output(ImageShape input) {
            ImageShape shape = input;
            for (NetworkSpec layer : layers) {
                shape = layer.output(shape);
            }
            return shape;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            long sum = 0;
            ImageShape shape = input;
            for (NetworkSpec layer : layers) {
                sum += layer.multiplyAdds(shape);
                shape = layer.output(shape);
            }
            return sum;
        }
    }

    /** {@code body(x) + shortcut(x)}; an empty sequence as shortcut is the identity. */
    record ResidualSum(NetworkSpec body, NetworkSpec shortcut) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            ImageShape a = body.output(input);
            ImageShape b = shortcut.output(input);
            require(a.equals(b), "residual-sum", input, "its branches end at " + a + " and " + b);
            return a;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return body.multiplyAdds(input) + shortcut.multiplyAdds(input);
        }
    }

    /** Weight is kernel × kernel × in × out; zero padding on all four sides. */
    record Convolution(int in, int out, int kernel, int stride, int padding, boolean bias, Init init)
            implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            require(input.channels() == in, "convolution", input, "it needs " + in + " channels");
            int height = (input.height() + 2 * padding - kernel) / stride + 1;
            int width = (input.width() + 2 * padding - kernel) / stride + 1;
            boolean fits = input.height() + 2 * padding >= kernel && input.width() + 2 * padding >= kernel;
            require(fits, "convolution", input, "its kernel is " + kernel + "x" + kernel);
            return new ImageShape(height, width, out);
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            ImageShape o = output(input);
            return (long) o.height() * o.width() * kernel * kernel * in * out;
        }
    }

    /**
     * Output size is {@code (size − 1) · stride − 2 · padding + kernel + outputPadding}, as PyTorch's ConvTranspose2d, with
     * outputPadding below the stride. Weight is kernel × kernel × out × in.
     */
    record TransposedConvolution(
            int in, int out, int kernel, int stride, int padding, int outputPadding, boolean bias, Init init)
            implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            require(input.channels() == in, "transposed-convolution", input, "it needs " + in + " channels");
            int height = (input.height() - 1) * stride - 2 * padding + kernel + outputPadding;
            int width = (input.width() - 1) * stride - 2 * padding + kernel + outputPadding;
            require(height > 0 && width > 0, "transposed-convolution", input, "nothing is left after its padding");
            require(
                    outputPadding < stride,
                    "transposed-convolution",
                    input,
                    "its outputPadding must be below its stride " + stride + ", was " + outputPadding
                            + "; a larger kernel makes a larger output");
            return new ImageShape(height, width, out);
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return (long) input.height() * input.width() * kernel * kernel * in * out;
        }
    }

    /** Normalises each channel over batch and space; running average {@code r ← (1 − momentum) · r + momentum · batch}. */
    record BatchNorm(int channels, double epsilon, double momentum) implements NetworkSpec {

        /** PyTorch's defaults: epsilon 1e-5, momentum 0.1. */
        public static BatchNorm of(int channels) {
            return new BatchNorm(channels, 1e-5, 0.1);
        }

        @Override
        public ImageShape output(ImageShape input) {
            require(input.channels() == channels, "batch-norm", input, "it needs " + channels + " channels");
            return input;
        }
    }

    /** Fully connected; takes a vector (flatten first). Weight is in × out. */
    record Dense(int in, int out, boolean bias, Init init) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            require(input.size() == in && input.channels() == in, "dense", input, "it needs a vector of " + in);
            return new ImageShape(1, 1, out);
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return (long) in * out;
        }
    }

    /** A point-wise function. */
    record Activation(Function function) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }
    }

    /** Largest value of each size × size window, windows that do not fit are left out (floor). */
    record MaxPool(int size, int stride) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            boolean fits = input.height() >= size && input.width() >= size;
            require(fits, "max-pool", input, "its window is " + size + "x" + size);
            return new ImageShape(
                    (input.height() - size) / stride + 1, (input.width() - size) / stride + 1, input.channels());
        }
    }

    /** Mean over space: 1 × 1 × channels. */
    record GlobalAveragePool() implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(1, 1, input.channels());
        }
    }

    /** In TRAIN mode zeroes each value with this probability and scales the rest by 1 / (1 − rate); nothing in EVAL mode. */
    record Dropout(double rate) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            return input;
        }
    }

    /** Height × width × channels to a vector, channels fastest. */
    record Flatten() implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            return new ImageShape(1, 1, input.size());
        }
    }

    /** {@code y_c = (x_c − shift_c) / scale_c} with constants: the normalisation of pixels. Not trained, not counted. */
    record ChannelAffine(List<Double> shift, List<Double> scale) implements NetworkSpec {

        public ChannelAffine {
            shift = List.copyOf(shift);
            scale = List.copyOf(scale);
        }

        @Override
        public ImageShape output(ImageShape input) {
            require(
                    input.channels() == shift.size(),
                    "channel-affine",
                    input,
                    "it needs " + shift.size() + " channels");
            return input;
        }
    }

    /**
     * One step of sparse coding with a dictionary W of {@code codes} rows: {@code y = Wᵀ · soft(W · x)}, where soft moves every value
     * by the threshold towards zero. Takes any shape as a vector and keeps it. The rows of W have length 1 at first.
     */
    record SparseCoding(int size, int codes, double threshold) implements NetworkSpec {

        @Override
        public ImageShape output(ImageShape input) {
            require(input.size() == size, "sparse-coding", input, "it needs " + size + " values");
            return input;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return 2L * size * codes;
        }
    }

    private static void require(boolean holds, String layer, ImageShape input, String because) {
        if (!holds) {
            throw new IllegalArgumentException(layer + " cannot take " + input + ": " + because);
        }
    }
}
