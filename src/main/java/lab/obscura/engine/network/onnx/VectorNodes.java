package lab.obscura.engine.network.onnx;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import lab.obscura.engine.network.spec.Reshaping.Reshape;

/** Layers that see an image as a vector, channels fastest, or that put its numbers elsewhere. */
final class VectorNodes {

    static final List<OnnxLayer> ALL = List.of(
            OnnxLayer.of(Dense.class, VectorNodes::dense),
            OnnxLayer.of(SparseCoding.class, VectorNodes::sparseCoding),
            OnnxLayer.of(
                    Flatten.class,
                    (layer, input, site) ->
                            image(vector(input, site.graph()), layer.output(site.input()), site.graph())),
            OnnxLayer.of(
                    Reshape.class,
                    (layer, input, site) ->
                            image(vector(input, site.graph()), layer.output(site.input()), site.graph())),
            OnnxLayer.of(Permutation.class, VectorNodes::permutation));

    /** Where height, width and channels stand in ONNX. */
    private static final int[] PLACES = {2, 3, 1};

    private VectorNodes() {}

    private static String dense(Dense layer, String input, Site site) {
        OnnxGraph graph = site.graph();
        String weight = constant(site.tensor("weight"), graph);
        String product = graph.node("MatMul", List.of(vector(input, graph), weight));
        if (layer.bias()) {
            product = graph.node("Add", List.of(product, constant(site.tensor("bias"), graph)));
        }
        return image(product, layer.output(site.input()), graph);
    }

    private static String sparseCoding(SparseCoding layer, String input, Site site) {
        OnnxGraph graph = site.graph();
        String dictionary = constant(site.tensor("weight"), graph);
        String transposed = graph.node("Transpose", List.of(dictionary), Attribute.of("perm", 1, 0));
        String codes = graph.node("MatMul", List.of(vector(input, graph), transposed));
        String soft = graph.node(
                "Shrink",
                List.of(codes),
                Attribute.decimal("lambd", layer.threshold()),
                Attribute.decimal("bias", layer.threshold()));
        return image(graph.node("MatMul", List.of(soft, dictionary)), site.input(), graph);
    }

    private static String permutation(Permutation layer, String input, Site site) {
        List<Integer> axes = layer.axes();
        var order = Attribute.of("perm", 0, PLACES[axes.get(2)], PLACES[axes.get(0)], PLACES[axes.get(1)]);
        return site.graph().node("Transpose", List.of(input), order);
    }

    private static String constant(Tensor tensor, OnnxGraph graph) {
        return graph.constant(tensor.values(), tensor.shape());
    }

    private static String vector(String image, OnnxGraph graph) {
        String channelsLast = graph.node("Transpose", List.of(image), Attribute.of("perm", 0, 2, 3, 1));
        return graph.reshaped(channelsLast, 0, -1);
    }

    private static String image(String vector, ImageShape shape, OnnxGraph graph) {
        String channelsLast = graph.reshaped(vector, 0, shape.height(), shape.width(), shape.channels());
        return graph.node("Transpose", List.of(channelsLast), Attribute.of("perm", 0, 3, 1, 2));
    }
}
