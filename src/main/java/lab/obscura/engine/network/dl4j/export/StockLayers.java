package lab.obscura.engine.network.dl4j.export;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Our layers as DL4J's own. */
public final class StockLayers {

    private static final double EPSILON = 1e-5;

    private StockLayers() {}

    public static void append(Sequence sequence, String path, ModelGraph model) {
        model.append(sequence.layers(), path);
    }

    public static void append(ResidualSum sum, String path, ModelGraph model) {
        model.appendSum(sum.parts(), path);
    }

    public static void append(Convolution c, String path, ModelGraph model) {
        model.append(
                path,
                new ConvolutionLayer.Builder(c.kernel(), c.kernel())
                        .stride(c.stride(), c.stride())
                        .padding(c.padding(), c.padding())
                        .dilation(c.dilation(), c.dilation())
                        .nIn(c.in())
                        .nOut(c.out())
                        .hasBias(c.bias())
                        .activation(Activation.IDENTITY)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build());
        // DL4J keeps out × in × height × width, whatever the format of the images.
        model.set(path, "W", model.ours(path, "weight").permute(3, 2, 0, 1));
        if (c.bias()) {
            model.set(path, "b", model.ours(path, "bias"));
        }
    }

    public static void append(BatchNorm norm, String path, ModelGraph model) {
        model.append(path, normalization(norm.channels(), norm.epsilon()));
        Map.of("gamma", "gamma", "beta", "beta", "mean", "runningMean", "var", "runningVariance")
                .forEach((theirs, ours) -> model.set(path, theirs, model.ours(path, ours)));
    }

    public static void append(ChannelAffine affine, String path, ModelGraph model) {
        model.append(path, normalization(affine.shift().size(), EPSILON));
        model.set(path, "gamma", numbers(affine.scale()).rdiv(1));
        model.set(path, "beta", numbers(affine.scale()).mul(0));
        model.set(path, "mean", numbers(affine.shift()));
        model.set(path, "var", numbers(affine.scale()).mul(0).add(1 - EPSILON));
    }

    public static void append(Pointwise.Activation activation, String path, ModelGraph model) {
        model.append(path, new ActivationLayer(function(activation.function())));
    }

    public static void append(MaxPool pool, String path, ModelGraph model) {
        model.append(
                path,
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(pool.size(), pool.size())
                        .stride(pool.stride(), pool.stride())
                        .dataFormat(CNN2DFormat.NHWC)
                        .build());
    }

    /** It does nothing in use. */
    public static void leaveOut(Dropout dropout, String path, ModelGraph model) {}

    private static BatchNormalization normalization(int channels, double epsilon) {
        return new BatchNormalization.Builder()
                .nIn(channels)
                .nOut(channels)
                .eps(epsilon)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    }

    private static IActivation function(Function function) {
        return switch (function) {
            case RELU -> Activation.RELU.getActivationFunction();
            case SIGMOID -> Activation.SIGMOID.getActivationFunction();
            case TANH -> Activation.TANH.getActivationFunction();
            case SILU -> Activation.SWISH.getActivationFunction();
            case LEAKY_RELU -> new ActivationLReLU(0.2);
        };
    }

    private static INDArray numbers(List<Double> values) {
        return Nd4j.createFromArray(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .castTo(DataType.FLOAT);
    }
}
