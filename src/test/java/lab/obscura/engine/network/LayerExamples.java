package lab.obscura.engine.network;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.contract.WorkedExamples;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Attention;
import lab.obscura.engine.network.spec.Composition.Concatenation;
import lab.obscura.engine.network.spec.Composition.Product;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import lab.obscura.engine.network.spec.Reshaping.Reshape;

/** Every layer on tiny shapes, alone, at the edges of what it takes, and in the company that it keeps in real networks. */
public final class LayerExamples {

    private static final ImageShape IMAGE = new ImageShape(5, 6, 3);
    private static final ImageShape GRAY = new ImageShape(5, 6, 1);
    private static final ImageShape SIX = new ImageShape(4, 3, 6);
    private static final ImageShape POINT = new ImageShape(1, 1, 3);
    private static final NetworkSpec IDENTITY = new Sequence(List.of());

    private LayerExamples() {}

    /** A network, the shape and the number of the images that it is shown. */
    public record Example(String name, NetworkSpec spec, ImageShape image, int batch) {

        @Override
        public String toString() {
            return name;
        }
    }

    public static Stream<Example> layers() {
        return Stream.of(alone(), atTheEdges(), inCompany()).flatMap(examples -> examples);
    }

    private static Stream<Example> alone() {
        return Stream.of(
                layer("convolution", convolution(3, 4, 3, 1, 1)),
                layer("convolution without bias", new Convolution(3, 2, 3, 1, 0, false, KAIMING_UNIFORM)),
                layer("convolution with stride", convolution(3, 4, 3, 2, 1)),
                layer("convolution 1x1", convolution(3, 4, 1, 1, 0)),
                layer("convolution 5x5 with stride", convolution(3, 2, 5, 2, 2)),
                layer("dilated convolution", new Convolution(3, 4, 3, 1, 2, true, KAIMING_UNIFORM, 2)),
                layer("dilated convolution with stride", new Convolution(3, 4, 3, 2, 2, false, KAIMING_UNIFORM, 2)),
                layer("transposed convolution", transposed(3, 3, 2, 1, 1)),
                layer("transposed convolution without output padding", transposed(3, 3, 2, 1, 0)),
                layer("transposed convolution without padding", transposed(3, 3, 2, 0, 1)),
                layer("transposed convolution 4x4", transposed(3, 4, 2, 1, 0)),
                layer(
                        "transposed convolution without bias",
                        new TransposedConvolution(3, 2, 3, 2, 1, 1, false, KAIMING_UNIFORM)),
                layer("depthwise convolution", depthwise(3, 3, 1, 1, 1)),
                layer("depthwise convolution 5x5 with stride", depthwise(3, 5, 2, 2, 1)),
                layer("dilated depthwise convolution", depthwise(3, 3, 1, 2, 2)),
                layer("dilated depthwise convolution with stride", depthwise(3, 3, 2, 2, 2)),
                layer(
                        "depthwise convolution without bias",
                        new DepthwiseConvolution(3, 3, 1, 0, 1, false, KAIMING_UNIFORM)),
                layer("batch norm", BatchNorm.of(3)),
                layer("dense", new Sequence(List.of(new Flatten(), new Dense(90, 4, true, KAIMING_UNIFORM)))),
                layer(
                        "dense without bias",
                        new Sequence(List.of(new Flatten(), new Dense(90, 4, false, KAIMING_UNIFORM)))),
                layer("group norm", new GroupNorm(6, 2, 1e-5), SIX),
                layer("group norm of single channels", GroupNorm.of(3, 3)),
                layer("group norm of all channels", GroupNorm.of(3, 1)),
                layer("relu", new Activation(Function.RELU)),
                layer("sigmoid", new Activation(Function.SIGMOID)),
                layer("tanh", new Activation(Function.TANH)),
                layer("silu", new Activation(Function.SILU)),
                layer("leaky relu", new Activation(Function.LEAKY_RELU)),
                layer("max pool", new MaxPool(2, 2)),
                layer("overlapping max pool", new MaxPool(3, 2)),
                layer("global average pool", new GlobalAveragePool()),
                layer("global max pool", new GlobalMaxPool()),
                layer("channel pool", new ChannelPool()),
                layer("dropout", new Dropout(0.4)),
                layer("gaussian sample", new GaussianSample(true), SIX),
                layer("gaussian sample of means alone in use", new GaussianSample(false), SIX),
                layer("reshape", new Reshape(2, 3, 15)),
                layer("permutation", new Permutation(List.of(2, 0, 1))),
                layer("swapped axes", new Permutation(List.of(2, 1, 0))),
                layer("channel affine", new ChannelAffine(List.of(0.1, -0.2, 0.3), List.of(0.5, 2.0, 0.25))),
                layer("sparse coding", new SparseCoding(90, 7, 0.05)),
                layer("local competition", new LocalCompetition(3, 4, 3, 3, 0.05, 0.4)),
                layer("local competition 5x5 to fewer atoms", new LocalCompetition(3, 2, 5, 2, 0.1, 0.7)),
                layer("local competition of one iteration", new LocalCompetition(3, 2, 3, 1, 0.1, 0.5)),
                layer("identity sum", new ResidualSum(IDENTITY, IDENTITY)),
                layer(
                        "concatenation",
                        new Concatenation(
                                List.of(convolution(3, 2, 3, 1, 1), IDENTITY, new Activation(Function.TANH)))),
                layer("concatenation of one branch", new Concatenation(List.of(BatchNorm.of(3)))),
                layer("product", new Product(convolution(3, 3, 1, 1, 0), new Activation(Function.SIGMOID))),
                layer("product with itself", new Product(IDENTITY, IDENTITY)),
                layer("gate of channels", new Product(IDENTITY, new GlobalAveragePool())),
                layer("gate of places", new Product(IDENTITY, convolution(3, 1, 3, 1, 1))),
                layer(
                        "gate of one number",
                        new Product(
                                IDENTITY, new Sequence(List.of(convolution(3, 1, 1, 1, 0), new GlobalAveragePool())))));
    }

    /** One image, one point, one channel, one value. */
    private static Stream<Example> atTheEdges() {
        return Stream.of(
                new Example("convolution of one image", convolution(3, 4, 3, 1, 1), IMAGE, 1),
                new Example("convolution of a point", convolution(3, 4, 3, 1, 1), POINT, 2),
                new Example("convolution of one channel", convolution(1, 2, 3, 1, 1), GRAY, 2),
                new Example(
                        "dilated convolution of one channel",
                        new Convolution(1, 2, 3, 1, 3, true, KAIMING_UNIFORM, 3),
                        GRAY,
                        2),
                new Example("convolution to one channel", convolution(3, 1, 3, 1, 1), IMAGE, 2),
                new Example("convolution 1x1 with stride of one channel", convolution(1, 1, 1, 2, 0), GRAY, 2),
                new Example("depthwise convolution of one image", depthwise(3, 3, 1, 1, 1), IMAGE, 1),
                new Example("depthwise convolution of a point", depthwise(3, 3, 1, 1, 1), POINT, 2),
                new Example("depthwise convolution of one channel", depthwise(1, 3, 1, 1, 1), GRAY, 2),
                new Example("transposed convolution of one image", transposed(3, 3, 2, 1, 1), IMAGE, 1),
                new Example("transposed convolution of a point", transposed(3, 3, 2, 1, 1), POINT, 2),
                new Example("transposed convolution of one channel", transposed(1, 3, 2, 1, 1), GRAY, 2),
                new Example("transposed convolution to one channel", toOneChannel(true), IMAGE, 4),
                new Example("transposed convolution to one channel without bias", toOneChannel(false), IMAGE, 4),
                new Example("local competition of one image", new LocalCompetition(3, 2, 3, 2, 0.02, 0.5), IMAGE, 1),
                new Example("local competition of a point", new LocalCompetition(3, 4, 3, 3, 0.02, 0.5), POINT, 2),
                new Example("local competition of one channel", new LocalCompetition(1, 3, 3, 3, 0.02, 0.5), GRAY, 2),
                new Example("local competition of one atom", new LocalCompetition(3, 1, 3, 3, 0.02, 0.5), IMAGE, 2),
                new Example("local competition of one pixel", new LocalCompetition(1, 2, 1, 3, 0.02, 0.5), GRAY, 2),
                new Example("batch norm of one image", BatchNorm.of(3), IMAGE, 1),
                new Example("batch norm of points", BatchNorm.of(3), POINT, 3),
                new Example("batch norm of one value", BatchNorm.of(3), POINT, 1),
                new Example("batch norm of one channel", BatchNorm.of(1), GRAY, 2),
                new Example("group norm of one image", GroupNorm.of(3, 3), IMAGE, 1),
                new Example("group norm of points", new GroupNorm(6, 3, 1e-5), new ImageShape(1, 1, 6), 2),
                new Example("gaussian sample of a point", new GaussianSample(true), new ImageShape(1, 1, 2), 1),
                new Example("channel pool of one channel", new ChannelPool(), GRAY, 2),
                new Example("channel pool of a point", new ChannelPool(), POINT, 1),
                new Example("global max pool of a point", new GlobalMaxPool(), POINT, 1),
                new Example("reshape to a point", new Reshape(1, 1, GRAY.size()), GRAY, 1),
                new Example("permutation of one channel", new Permutation(List.of(2, 1, 0)), GRAY, 1),
                new Example("product of one channel", new Product(IDENTITY, convolution(1, 1, 3, 1, 1)), GRAY, 1),
                new Example("max pool of one image", new MaxPool(2, 2), IMAGE, 1),
                new Example("global average pool of a point", new GlobalAveragePool(), POINT, 1));
    }

    private static Stream<Example> inCompany() {
        return Stream.of(
                layer("block of the guide", blockOfTheGuide()),
                layer("shortcut first", new ResidualSum(IDENTITY, BatchNorm.of(3))),
                layer("pre-activation residual block", preActivationBlock()),
                layer("residual block with projection", projectionBlock()),
                layer("activations in place", activationsBehindLayers()),
                layer(
                        "sigmoid behind local competition",
                        new Sequence(List.of(
                                new LocalCompetition(3, 3, 3, 2, 0.05, 0.5), new Activation(Function.SIGMOID)))),
                layer("squeeze and excitation", Attention.squeezeAndExcitation(6, 3, KAIMING_UNIFORM), SIX),
                layer("cbam", Attention.cbam(6, 3, KAIMING_UNIFORM), SIX),
                layer("triplet attention", Attention.triplet(3, KAIMING_UNIFORM)),
                layer("small classifier", classifier()));
    }

    private static Example layer(String name, NetworkSpec spec, ImageShape image) {
        return new Example(name, spec, image, 2);
    }

    private static Example layer(String name, NetworkSpec spec) {
        return new Example(name, spec, IMAGE, 2);
    }

    private static Convolution convolution(int in, int out, int kernel, int stride, int padding) {
        return new Convolution(in, out, kernel, stride, padding, true, KAIMING_UNIFORM);
    }

    private static NetworkSpec depthwise(int channels, int kernel, int stride, int padding, int dilation) {
        return new DepthwiseConvolution(channels, kernel, stride, padding, dilation, true, KAIMING_UNIFORM);
    }

    private static NetworkSpec transposed(int in, int kernel, int stride, int padding, int outputPadding) {
        return new TransposedConvolution(in, 2, kernel, stride, padding, outputPadding, true, KAIMING_UNIFORM);
    }

    private static NetworkSpec toOneChannel(boolean bias) {
        return new TransposedConvolution(3, 1, 3, 2, 1, 1, bias, KAIMING_UNIFORM);
    }

    private static NetworkSpec blockOfTheGuide() {
        Class<?> block = WorkedExamples.of(Path.of("docs/adding-a-layer.md")).get(0);
        return (NetworkSpec) WorkedExamples.call(block, "of", 3, 2);
    }

    private static NetworkSpec preActivationBlock() {
        var body = new Sequence(List.of(
                BatchNorm.of(3),
                new Activation(Function.RELU),
                convolution(3, 3, 3, 1, 1),
                BatchNorm.of(3),
                new Activation(Function.RELU),
                convolution(3, 3, 3, 1, 1)));
        return new Sequence(List.of(new ResidualSum(body, IDENTITY), new Activation(Function.RELU)));
    }

    private static NetworkSpec projectionBlock() {
        var body = new Sequence(
                List.of(new Activation(Function.TANH), convolution(3, 4, 3, 2, 1), BatchNorm.of(4), new Dropout(0.3)));
        var shortcut = new Sequence(List.of(new Convolution(3, 4, 1, 2, 0, false, KAIMING_UNIFORM), BatchNorm.of(4)));
        return new Sequence(List.of(new ResidualSum(body, shortcut), new Activation(Function.SIGMOID)));
    }

    private static NetworkSpec activationsBehindLayers() {
        return new Sequence(List.of(
                convolution(3, 3, 3, 1, 1),
                new Activation(Function.LEAKY_RELU),
                convolution(3, 2, 1, 1, 0),
                new Activation(Function.SILU),
                convolution(2, 2, 1, 1, 0),
                new Activation(Function.TANH),
                transposed(2, 3, 2, 1, 1),
                new Activation(Function.SIGMOID)));
    }

    private static NetworkSpec classifier() {
        return new Sequence(List.of(
                new ChannelAffine(List.of(0.4, 0.5, 0.6), List.of(0.2, 0.3, 0.4)),
                convolution(3, 4, 3, 1, 1),
                BatchNorm.of(4),
                new Activation(Function.RELU),
                new MaxPool(2, 2),
                new Flatten(),
                new Dropout(0.5),
                new Dense(24, 5, true, KAIMING_UNIFORM),
                new Activation(Function.RELU),
                new Dense(5, 3, true, KAIMING_UNIFORM)));
    }
}
