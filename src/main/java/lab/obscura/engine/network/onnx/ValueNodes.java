package lab.obscura.engine.network.onnx;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;

/** Normalizations and point-wise functions. */
final class ValueNodes {

    static final List<OnnxLayer> ALL = List.of(
            OnnxLayer.of(BatchNorm.class, ValueNodes::batchNorm),
            OnnxLayer.of(ChannelAffine.class, ValueNodes::channelAffine),
            OnnxLayer.of(GroupNorm.class, ValueNodes::groupNorm),
            OnnxLayer.of(Activation.class, (layer, input, site) -> activation(layer.function(), input, site.graph())),
            OnnxLayer.of(Dropout.class, (layer, input, site) -> input),
            OnnxLayer.of(GaussianSample.class, ValueNodes::means));

    private ValueNodes() {}

    private static String batchNorm(BatchNorm layer, String input, Site site) {
        List<String> inputs = List.of(
                input,
                vector(site, "gamma"),
                vector(site, "beta"),
                vector(site, "runningMean"),
                vector(site, "runningVariance"));
        return site.graph().node("BatchNormalization", inputs, Attribute.decimal("epsilon", layer.epsilon()));
    }

    private static String vector(Site site, String name) {
        float[] values = site.tensor(name).values();
        return site.graph().constant(values, values.length);
    }

    private static String channelAffine(ChannelAffine layer, String input, Site site) {
        String shifted = site.graph().node("Sub", List.of(input, perChannel(layer.shift(), site)));
        return site.graph().node("Div", List.of(shifted, perChannel(layer.scale(), site)));
    }

    private static String perChannel(List<Double> values, Site site) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return site.graph().constant(floats, 1, floats.length, 1, 1);
    }

    /** A group is one channel of an instance normalization; ONNX's own group normalization has one scale per group only. */
    private static String groupNorm(GroupNorm layer, String input, Site site) {
        OnnxGraph graph = site.graph();
        float[] ones = new float[layer.groups()];
        Arrays.fill(ones, 1);
        String groups = graph.reshaped(input, 0, layer.groups(), -1);
        List<String> inputs =
                List.of(groups, graph.constant(ones, ones.length), graph.constant(new float[ones.length], ones.length));
        String normal = graph.node("InstanceNormalization", inputs, Attribute.decimal("epsilon", layer.epsilon()));
        String back = graph.reshaped(
                normal, 0, layer.channels(), site.input().height(), site.input().width());
        String scaled = graph.node("Mul", List.of(back, site.perChannel("gamma")));
        return graph.node("Add", List.of(scaled, site.perChannel("beta")));
    }

    /** The first half of the channels, by a convolution that hands them on. */
    private static String means(GaussianSample layer, String input, Site site) {
        if (layer.inEval()) {
            throw new IllegalArgumentException(
                    "A layer that draws in use (gaussian-sample) cannot be handed out: another runtime would"
                            + " draw other numbers. Let it put out its mean (inEval false)");
        }
        int channels = site.input().channels() / 2;
        float[] selection = new float[channels * 2 * channels];
        for (int c = 0; c < channels; c++) {
            selection[c * 2 * channels + c] = 1;
        }
        String kernel = site.graph().constant(selection, channels, 2L * channels, 1, 1);
        return site.graph().node("Conv", List.of(input, kernel));
    }

    private static String activation(Function function, String input, OnnxGraph graph) {
        List<String> only = List.of(input);
        return switch (function) {
            case RELU -> graph.node("Relu", only);
            case SIGMOID -> graph.node("Sigmoid", only);
            case TANH -> graph.node("Tanh", only);
            case SILU -> graph.node("Mul", List.of(input, graph.node("Sigmoid", only)));
            case LEAKY_RELU -> graph.node("LeakyRelu", only, Attribute.decimal("alpha", 0.2));
        };
    }
}
