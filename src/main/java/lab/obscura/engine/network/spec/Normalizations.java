package lab.obscura.engine.network.spec;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;

/** Layers that shift and scale every channel. */
public sealed interface Normalizations extends NetworkSpec {

    /** Normalizes each channel over batch and space; running average {@code r ← (1 − momentum) · r + momentum · batch}. */
    @JsonTypeName("batch-norm")
    record BatchNorm(int channels, double epsilon, double momentum) implements Normalizations {

        /** PyTorch's defaults: epsilon 1e-5, momentum 0.1. */
        public static BatchNorm of(int channels) {
            return new BatchNorm(channels, 1e-5, 0.1);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == channels, "batch-norm", input, "it needs " + channels + " channels");
            return input;
        }

        @Override
        public List<LayerTensor> tensors() {
            return List.of(
                    LayerTensor.constant("gamma", 1, channels),
                    LayerTensor.constant("beta", 0, channels),
                    LayerTensor.constant("runningMean", 0, channels),
                    LayerTensor.constant("runningVariance", 1, channels));
        }
    }

    /** {@code y_c = (x_c − shift_c) / scale_c} with constants: the normalization of pixels. Not trained, not counted. */
    @JsonTypeName("channel-affine")
    record ChannelAffine(List<Double> shift, List<Double> scale) implements Normalizations {

        public ChannelAffine {
            shift = List.copyOf(shift);
            scale = List.copyOf(scale);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == shift.size(),
                    "channel-affine",
                    input,
                    "it needs " + shift.size() + " channels");
            return input;
        }
    }

    /** Normalizes the channels of each group together over space, example by example: Wu and He 2018. The same in TRAIN and EVAL mode. */
    @JsonTypeName("group-norm")
    record GroupNorm(int channels, int groups, double epsilon) implements Normalizations {

        /** PyTorch's default epsilon, 1e-5. */
        public static GroupNorm of(int channels, int groups) {
            return new GroupNorm(channels, groups, 1e-5);
        }

        @Override
        public ImageShape output(ImageShape input) {
            NetworkSpec.require(
                    input.channels() == channels, "group-norm", input, "it needs " + channels + " channels");
            NetworkSpec.require(
                    groups > 0 && channels % groups == 0,
                    "group-norm",
                    input,
                    groups + " groups do not divide its " + channels + " channels");
            return input;
        }

        @Override
        public List<LayerTensor> tensors() {
            return List.of(LayerTensor.constant("gamma", 1, channels), LayerTensor.constant("beta", 0, channels));
        }
    }
}
