package lab.obscura.engine.network.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.dl4j.export.ModelGraph;
import lab.obscura.engine.network.dl4j.layer.LayerKinds;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * Hands out a trained edge encoder as a DL4J model: a zip that any JVM program with deeplearning4j loads with
 * {@code ModelSerializer.restoreComputationGraph}. Input and output are NHWC as here, pixels in [0, 1]. Which layers can be handed out
 * is said in {@link LayerKinds}; dropout does nothing in use and is left out.
 */
public final class EdgeExport {

    private EdgeExport() {}

    /**
     * Writes the model file.
     *
     * @param input shape of one image
     * @throws IllegalArgumentException when the encoder has a layer that cannot be handed out; the message names it
     */
    public static void write(NetworkSpec edge, NetworkState state, ImageShape input, OutputStream target)
            throws IOException {
        NativeBuild.load();
        ComputationGraph graph = graph(edge, state, input);
        ModelSerializer.writeModel(graph, target, false);
        graph.close();
    }

    static ComputationGraph graph(NetworkSpec edge, NetworkState state, ImageShape input) {
        edge.output(input);
        var model = new ModelGraph(input, state, LayerKinds::export);
        LayerKinds.export(edge, "", model);
        return model.build();
    }
}
