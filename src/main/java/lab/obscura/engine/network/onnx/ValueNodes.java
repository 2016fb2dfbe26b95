package lab.obscura.engine.network.onnx;

import java.util.Arrays;
import java.util.List;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;

/** Normalizations and point-wise functions. */
final class ValueNodes {

    static final List<OnnxLayer> ALL = List.of(
            OnnxLayer.of(BatchNorm.class, ValueNodes::batchNorm),
            OnnxLayer.of(ChannelAffine.class, ValueNodes::channelAffine),
            OnnxLayer.of(GroupNorm.class, ValueNodes::groupNorm),
            OnnxLayer.of(Activation.class, (layer, input, site) -> activation(layer.function(), input, site.graph())),
            OnnxLayer.of(Dropout.class, (layer, input, site) -> input));

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
