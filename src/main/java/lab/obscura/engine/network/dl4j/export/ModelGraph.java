package lab.obscura.engine.network.dl4j.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model of DL4J in the making: layers behind each other, with the numbers that they get when all are there. */
public final class ModelGraph {

    private static final String INPUT = "pixels";

    private final GraphBuilder builder;
    private final NetworkState state;
    private final Appender appender;
    private final Map<String, INDArray> values = new LinkedHashMap<>();
    private String previous = INPUT;

    /** Appends any layer. */
    public interface Appender {

        void append(NetworkSpec spec, String path, ModelGraph model);
    }

    /**
     * Without a layer yet.
     *
     * @param input shape of one image
     * @param state where the layers' numbers come from
     * @param appender for the parts of a layer
     */
    public ModelGraph(ImageShape input, NetworkState state, Appender appender) {
        this.state = state;
        this.appender = appender;
        this.builder = new NeuralNetConfiguration.Builder()
                .convolutionMode(ConvolutionMode.Truncate)
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(
                        InputType.convolutional(input.height(), input.width(), input.channels(), CNN2DFormat.NHWC))
                .validateOutputLayerConfig(false);
    }

    /** A layer behind the latest. */
    void append(String path, Layer layer) {
        builder.addLayer(vertex(path), layer, previous);
        previous = vertex(path);
    }

    /** Layers behind the latest. */
    void append(List<NetworkSpec> layers, String path) {
        for (int i = 0; i < layers.size(); i++) {
            appender.append(layers.get(i), InitialState.child(path, i), this);
        }
    }

    /** The sum of branches that all begin at the latest layer. */
    void appendSum(List<NetworkSpec> branches, String path) {
        String start = previous;
        String[] ends = new String[branches.size()];
        for (int i = 0; i < ends.length; i++) {
            previous = start;
            appender.append(branches.get(i), InitialState.child(path, i), this);
            ends[i] = previous;
        }
        builder.addVertex(vertex(path), new ElementWiseVertex(ElementWiseVertex.Op.Add), ends);
        previous = vertex(path);
    }

    /** A tensor of ours, of the layer at this path. */
    INDArray ours(String path, String name) {
        Tensor tensor = state.required(InitialState.name(path, name));
        return Nd4j.createFromArray(tensor.values()).reshape(tensor.shape());
    }

    /** Says what a parameter of DL4J's layer is to be. */
    void set(String path, String theirs, INDArray value) {
        values.put(vertex(path) + "_" + theirs, value);
    }

    /** The model; the caller closes it. */
    public ComputationGraph build() {
        var graph = new ComputationGraph(builder.setOutputs(previous).build());
        graph.init();
        // Into the model's own vector of parameters: replacing the array would leave the file with the initial weights.
        values.forEach((name, value) -> {
            INDArray target = graph.getParam(name);
            target.assign(value.reshape(target.shape()));
        });
        return graph;
    }

    private static String vertex(String path) {
        return "layer-" + path.replace('.', '-');
    }
}
