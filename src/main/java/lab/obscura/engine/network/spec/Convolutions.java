package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that look at a window around every place. */
public sealed interface Convolutions extends NetworkSpec {

    /**
     * Zero padding on all four sides. Weight is kernel × kernel × in × out.
     *
     * @param dilation from one place of the kernel to the next; left out of stored networks where it is 1
     */
    @JsonTypeName("convolution")
    record Convolution(
            int in,
            int out,
            int kernel,
            int stride,
            int padding,
            boolean bias,
            Init init,

            @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = One.class)
            int dilation)
            implements Convolutions {

        /** Without dilation. */
        public Convolution(int in, int out, int kernel, int stride, int padding, boolean bias, Init init) {
            this(in, out, kernel, stride, padding, bias, init, 1);
        }

        /** With bias, and padded so that an odd kernel keeps the size. */
        public static Convolution of(int in, int out, int kernel, Init init) {
            return new Convolution(in, out, kernel, 1, kernel / 2, true, init);
        }

        public Convolution withStride(int other) {
            return new Convolution(in, out, kernel, other, padding, bias, init, dilation);
        }

        /** For before a normalization that has one. */
        public Convolution withoutBias() {
            return new Convolution(in, out, kernel, stride, padding, false, init, dilation);
        }

        /** As stored: networks of earlier versions say nothing of a dilation. */
        @JsonCreator
        static Convolution stored(
                @JsonProperty("in") int in,
                @JsonProperty("out") int out,
                @JsonProperty("kernel") int kernel,
                @JsonProperty("stride") int stride,
                @JsonProperty("padding") int padding,
                @JsonProperty("bias") boolean bias,
                @JsonProperty("init") Init init,
                @JsonProperty("dilation") Optional<Integer> dilation) {
            return new Convolution(in, out, kernel, stride, padding, bias, init, dilation.orElse(1));
        }

        /** The same between other numbers of channels. */
        public Convolution between(int otherIn, int otherOut) {
            return new Convolution(otherIn, otherOut, kernel, stride, padding, bias, init, dilation);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(input.channels() == in, "convolution", input, "it needs " + in + " channels");
            boolean fits = Math.min(input.height(), input.width()) + 2 * padding >= reach();
            NetworkSpec.require(fits, "convolution", input, "its kernel is " + reach() + "x" + reach());
            return new ImageShape((int) size(input.height()), (int) size(input.width()), out);
        }

        /** Rows from the kernel's first to its last. */
        public int reach() {
            return dilation * (kernel - 1) + 1;
        }

        /** How many rows it makes of so many, and columns likewise. */
        public long size(long of) {
            return (of + 2L * padding - reach()) / stride + 1;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            ImageShape o = output(input);
            return (long) o.height() * o.width() * kernel * kernel * in * out;
        }

        @Override
        public List<LayerTensor> tensors() {
            long window = (long) kernel * kernel;
            var fans = new LayerTensor.Fans(init, window * in, window * out);
            return LayerTensor.weights(fans, bias, out, kernel, kernel, in, out);
        }

        @Override
        public Convolution drawn(Init other) {
            return new Convolution(in, out, kernel, stride, padding, bias, other, dilation);
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

        /** With bias, padding of half the kernel and no output padding. */
        public static TransposedConvolution of(int in, int out, int kernel, Init init) {
            return new TransposedConvolution(in, out, kernel, 1, kernel / 2, 0, true, init);
        }

        /** Twice the size for an odd kernel. */
        public TransposedConvolution doubling() {
            return new TransposedConvolution(in, out, kernel, 2, padding, 1, bias, init);
        }

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

        /** PyTorch counts the fans of the stored weight (in × out × k × k): fan-in comes from out. Kept. */
        @Override
        public List<LayerTensor> tensors() {
            long window = (long) kernel * kernel;
            var fans = new LayerTensor.Fans(init, window * out, window * in);
            return LayerTensor.weights(fans, bias, out, kernel, kernel, out, in);
        }

        @Override
        public TransposedConvolution drawn(Init other) {
            return new TransposedConvolution(in, out, kernel, stride, padding, outputPadding, bias, other);
        }
    }

    /**
     * Each channel with a kernel of its own, whose places lie {@code dilation} apart; zero padding on all four sides. Weight is
     * kernel × kernel × channels × 1.
     */
    @JsonTypeName("depthwise-convolution")
    record DepthwiseConvolution(
            int channels, int kernel, int stride, int padding, int dilation, boolean bias, Init init)
            implements Convolutions {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == channels, "depthwise-convolution", input, "it needs " + channels + " channels");
            boolean fits = Math.min(input.height(), input.width()) + 2 * padding >= reach();
            NetworkSpec.require(fits, "depthwise-convolution", input, "its kernel reaches " + reach() + "x" + reach());
            return new ImageShape((int) size(input.height()), (int) size(input.width()), channels);
        }

        /** Rows from the kernel's first to its last. */
        public int reach() {
            return dilation * (kernel - 1) + 1;
        }

        /** How many rows it makes of so many, and columns likewise. */
        public long size(long of) {
            return (of + 2L * padding - reach()) / stride + 1;
        }

        @Override
        public long multiplyAdds(ImageShape input) {
            return (long) output(input).size() * kernel * kernel;
        }

        /** The fans as PyTorch counts them. */
        @Override
        public List<LayerTensor> tensors() {
            long window = (long) kernel * kernel;
            var fans = new LayerTensor.Fans(init, window, window * channels);
            return LayerTensor.weights(fans, bias, channels, kernel, kernel, channels, 1);
        }

        @Override
        public DepthwiseConvolution drawn(Init other) {
            return new DepthwiseConvolution(channels, kernel, stride, padding, dilation, bias, other);
        }
    }

    /**
     * Sparse codes of an image by local competition (LCA): non-negative codes {@code a} for which {@code ½ · |x − Wᵀa|² + threshold · Σ a}
     * is small, where one dictionary W of small images, the atoms, convolves the image and, transposed, builds it from codes. From
     * {@code v = 0} and {@code a = 0} on, so many times: {@code v ← v + step · (W(x − Wᵀa) − v + a)}, {@code a ← relu(v − threshold)}.
     *
     * <p>Height and width stay; one channel for each atom comes out. Weight is kernel × kernel × channels × atoms, each atom of length 1
     * at first. Rozell et al., 2008, with convolutions; {@code docs/methods/penalties.md#convolutional-sparse-coding}.
     *
     * @param kernel odd
     * @param iterations at least 1; in the first one no code competes
     * @param threshold at least 0
     * @param step above 0; what one iteration makes of the way to where the codes come to rest
     */
    @JsonTypeName("local-competition")
    record LocalCompetition(int channels, int atoms, int kernel, int iterations, double threshold, double step)
            implements Convolutions {

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == channels, "local-competition", input, "it needs " + channels + " channels");
            NetworkSpec.require(kernel % 2 == 1, "local-competition", input, "its kernel must be odd, was " + kernel);
            NetworkSpec.require(
                    iterations > 0,
                    "local-competition",
                    input,
                    "its iterations must be at least 1, were " + iterations);
            return new ImageShape(input.height(), input.width(), atoms);
        }

        /** Zero padding that keeps the size. */
        public int padding() {
            return kernel / 2;
        }

        /** One convolution in the first iteration, and one each way in every other. */
        @Override
        public long multiplyAdds(ImageShape input) {
            long places = (long) input.height() * input.width();
            return (2L * iterations - 1) * places * kernel * kernel * channels * atoms;
        }

        /** The codes of every iteration and what they leave of the image: the way back needs them all. */
        @Override
        public long activations(ImageShape input) {
            return (long) iterations * (output(input).size() + input.size());
        }

        @Override
        public List<LayerTensor> tensors() {
            return List.of(new LayerTensor("weight", FirstValues.unitColumns(atoms), kernel, kernel, channels, atoms));
        }
    }

    /** What is left out of stored networks. */
    final class One {

        @Override
        public boolean equals(Object value) {
            return Integer.valueOf(1).equals(value);
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}
