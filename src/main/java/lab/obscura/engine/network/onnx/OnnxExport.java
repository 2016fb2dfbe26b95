package lab.obscura.engine.network.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * Hands out a trained edge encoder as an ONNX model (operator set 17), for a runtime that knows nothing of Obscura. Input
 * {@value #INPUT} is float32, batch × height × width × channels with pixels in [0, 1]; output {@value #OUTPUT} is laid out alike, as
 * features are everywhere here. The batch may have any size. Layers compute as in EVAL mode.
 */
public final class OnnxExport {

    static final String INPUT = "pixels";
    static final String OUTPUT = "feature";

    private OnnxExport() {}

    /**
     * Writes the model file.
     *
     * @param input shape of one image
     * @param notes what else the file shall say, by name; runtimes show them as the model's metadata
     * @throws IllegalArgumentException when the encoder cannot take that input; the message names the layer
     */
    public static void write(
            NetworkSpec edge, NetworkState state, ImageShape input, Map<String, String> notes, OutputStream target)
            throws IOException {
        ImageShape output = edge.output(input);
        var graph = new OnnxGraph(state);
        String pixels = graph.node("Transpose", List.of(INPUT), Attribute.of("perm", 0, 3, 1, 2));
        String feature = OnnxLayers.append(edge, pixels, new Site(graph, "", input));
        graph.lastNode("Transpose", feature, OUTPUT, Attribute.of("perm", 0, 2, 3, 1));
        graph.model(input, output, notes).writeTo(target);
    }
}
