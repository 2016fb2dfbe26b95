package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that look at a window around every place. */
public sealed interface Convolutions extends NetworkSpec {

    /** Weight is kernel × kernel × in × out; zero padding on all four sides. */
    @JsonTypeName("convolution")
    record Convolution(int in, int out, int kernel, int stride, int padding, boolean bias, Init init)
            implements Convolutions {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(input.channels() == in, "convolution", input, "it needs " + in + " channels");
            int height = (input.height() + 2 * padding - kernel) / stride + 1;
            int width = (input.width() + 2 * padding - kernel) / stride + 1;
            boolean fits = input.height() + 2 * padding >= kernel && input.width() + 2 * padding >= kernel;
            NetworkSpec.require(fits, "convolution", input, "its kernel is " + kernel + "x" + kernel);
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
    @JsonTypeName("transposed-convolution")
    record TransposedConvolution(
            int in, int out, int kernel, int stride, int padding, int outputPadding, boolean bias, Init init)
            implements Convolutions {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == in, "transposed-convolution", input, "it needs " + in + " channels");
            int height = (input.height() - 1) * stride - 2 * padding + kernel + outputPadding;
            int width = (input.width() - 1) * stride - 2 * padding + kernel + outputPadding;
            NetworkSpec.require(
                    height > 0 && width > 0, "transposed-convolution", input, "nothing is left after its padding");
            NetworkSpec.require(
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
}
