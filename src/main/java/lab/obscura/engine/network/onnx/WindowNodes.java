package lab.obscura.engine.network.onnx;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.Pools.ChannelPool;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.GlobalMaxPool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import onnx.Onnx.AttributeProto;

/** Convolutions and pools. */
final class WindowNodes {

    static final List<OnnxLayer> ALL = List.of(
            OnnxLayer.of(Convolution.class, WindowNodes::convolution),
            OnnxLayer.of(DepthwiseConvolution.class, WindowNodes::depthwise),
            OnnxLayer.of(TransposedConvolution.class, WindowNodes::transposed),
            OnnxLayer.of(LocalCompetition.class, WindowNodes::localCompetition),
            OnnxLayer.of(MaxPool.class, WindowNodes::maxPool),
            OnnxLayer.of(
                    GlobalAveragePool.class,
                    (pool, input, site) -> site.graph().node("GlobalAveragePool", List.of(input))),
            OnnxLayer.of(
                    GlobalMaxPool.class, (pool, input, site) -> site.graph().node("GlobalMaxPool", List.of(input))),
            OnnxLayer.of(ChannelPool.class, WindowNodes::channelPool));

    private WindowNodes() {}

    private static String convolution(Convolution layer, String input, Site site) {
        return site.graph()
                .node(
                        "Conv",
                        withWeights(input, site, layer.bias()),
                        square("kernel_shape", layer.kernel()),
                        square("strides", layer.stride()),
                        padding(layer.padding()),
                        square("dilations", layer.dilation()));
    }

    private static String depthwise(DepthwiseConvolution layer, String input, Site site) {
        String weight = site.graph()
                .constant(channelsFirst(site.tensor("weight")), layer.channels(), 1, layer.kernel(), layer.kernel());
        return site.graph()
                .node(
                        "Conv",
                        withWeights(input, weight, site, layer.bias()),
                        square("kernel_shape", layer.kernel()),
                        square("strides", layer.stride()),
                        padding(layer.padding()),
                        square("dilations", layer.dilation()),
                        Attribute.whole("group", layer.channels()));
    }

    private static String transposed(TransposedConvolution layer, String input, Site site) {
        return site.graph()
                .node(
                        "ConvTranspose",
                        withWeights(input, site, layer.bias()),
                        square("kernel_shape", layer.kernel()),
                        square("strides", layer.stride()),
                        padding(layer.padding()),
                        square("output_padding", layer.outputPadding()));
    }

    /** Every iteration is written out. */
    private static String localCompetition(LocalCompetition layer, String input, Site site) {
        OnnxGraph graph = site.graph();
        String atoms = kernel(site);
        AttributeProto[] window = {
            square("kernel_shape", layer.kernel()), square("strides", 1), padding(layer.padding())
        };
        String step = graph.constant(new float[] {(float) layer.step()}, 1);
        String rest = graph.constant(new float[] {(float) (1 - layer.step())}, 1);
        String threshold = graph.constant(new float[] {(float) layer.threshold()}, 1);
        String potential = graph.node("Mul", List.of(graph.node("Conv", List.of(input, atoms), window), step));
        String codes = graph.node("Relu", List.of(graph.node("Sub", List.of(potential, threshold))));
        for (int i = 1; i < layer.iterations(); i++) {
            String built = graph.node("ConvTranspose", List.of(codes, atoms), window);
            String left = graph.node("Sub", List.of(input, built));
            String drive = graph.node("Add", List.of(graph.node("Conv", List.of(left, atoms), window), codes));
            String kept = graph.node("Mul", List.of(potential, rest));
            potential = graph.node("Add", List.of(kept, graph.node("Mul", List.of(drive, step))));
            codes = graph.node("Relu", List.of(graph.node("Sub", List.of(potential, threshold))));
        }
        return codes;
    }

    private static List<String> withWeights(String input, Site site, boolean bias) {
        return withWeights(input, kernel(site), site, bias);
    }

    private static String kernel(Site site) {
        Tensor kernel = site.tensor("weight");
        long[] shape = kernel.shape();
        return site.graph().constant(channelsFirst(kernel), shape[3], shape[2], shape[0], shape[1]);
    }

    private static List<String> withWeights(String input, String weight, Site site, boolean bias) {
        List<String> inputs = new ArrayList<>(List.of(input, weight));
        if (bias) {
            float[] values = site.tensor("bias").values();
            inputs.add(site.graph().constant(values, values.length));
        }
        return inputs;
    }

    /** ONNX has the axes of channels before those of the window, and in the other order. */
    private static float[] channelsFirst(Tensor kernel) {
        int window = (int) (kernel.shape()[0] * kernel.shape()[1]);
        int rows = (int) kernel.shape()[2];
        int columns = (int) kernel.shape()[3];
        float[] turned = new float[kernel.values().length];
        for (int place = 0; place < window; place++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[(column * rows + row) * window + place] =
                            kernel.values()[(place * rows + row) * columns + column];
                }
            }
        }
        return turned;
    }

    private static String maxPool(MaxPool layer, String input, Site site) {
        return site.graph()
                .node(
                        "MaxPool",
                        List.of(input),
                        square("kernel_shape", layer.size()),
                        square("strides", layer.stride()));
    }

    private static String channelPool(ChannelPool layer, String input, Site site) {
        String largest = site.graph().node("ReduceMax", List.of(input), Attribute.of("axes", 1));
        String mean = site.graph().node("ReduceMean", List.of(input), Attribute.of("axes", 1));
        return site.graph().node("Concat", List.of(largest, mean), Attribute.whole("axis", 1));
    }

    private static AttributeProto square(String name, int size) {
        return Attribute.of(name, size, size);
    }

    private static AttributeProto padding(int size) {
        return Attribute.of("pads", size, size, size, size);
    }
}
