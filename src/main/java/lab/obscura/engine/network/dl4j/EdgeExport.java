package lab.obscura.engine.network.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Hands out a trained edge encoder as a DL4J model: a zip that any JVM program with deeplearning4j loads with
 * {@code ModelSerializer.restoreComputationGraph}. Input and output are NHWC as here, pixels in [0, 1]. Convolutions, batch
 * norms, pools, activations, residual sums and the normalisation of pixels can be handed out; dropout does nothing in use and
 * is left out.
 */
public final class EdgeExport {

    private static final String INPUT = "pixels";
    private static final double EPSILON = 1e-5;

    private final GraphBuilder builder;
    private String previous = INPUT;

    private EdgeExport(ImageShape input) {
        this.builder = new NeuralNetConfiguration.Builder()
                .convolutionMode(ConvolutionMode.Truncate)
                .graphBuilder()
                .addInputs(INPUT)
                .setInputTypes(
                        InputType.convolutional(input.height(), input.width(), input.channels(), CNN2DFormat.NHWC))
                .validateOutputLayerConfig(false);
    }

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
        var export = new EdgeExport(input);
        export.add(edge, "");
        var graph =
                new ComputationGraph(export.builder.setOutputs(export.previous).build());
        graph.init();
        copy(edge, "", state, graph);
        return graph;
    }

    private void add(NetworkSpec spec, String path) {
        if (spec instanceof Sequence sequence) {
            for (int i = 0; i < sequence.layers().size(); i++) {
                add(sequence.layers().get(i), InitialState.child(path, i));
            }
        } else if (spec instanceof ResidualSum sum) {
            addSum(sum, path);
        } else if (spec instanceof Convolution c) {
            append(
                    path,
                    new ConvolutionLayer.Builder(c.kernel(), c.kernel())
                            .stride(c.stride(), c.stride())
                            .padding(c.padding(), c.padding())
                            .nIn(c.in())
                            .nOut(c.out())
                            .hasBias(c.bias())
                            .activation(Activation.IDENTITY)
                            .dataFormat(CNN2DFormat.NHWC)
                            .build());
        } else if (spec instanceof BatchNorm norm) {
            append(path, normalization(norm.channels(), norm.epsilon()));
        } else if (spec instanceof ChannelAffine affine) {
            append(path, normalization(affine.shift().size(), EPSILON));
        } else {
            addWithoutTensors(spec, path);
        }
    }

    private void addWithoutTensors(NetworkSpec spec, String path) {
        if (spec instanceof Pointwise.Activation activation) {
            append(path, new ActivationLayer(function(activation.function())));
        } else if (spec instanceof MaxPool pool) {
            append(
                    path,
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                            .kernelSize(pool.size(), pool.size())
                            .stride(pool.stride(), pool.stride())
                            .dataFormat(CNN2DFormat.NHWC)
                            .build());
        } else if (!(spec instanceof Dropout)) {
            throw new IllegalArgumentException(
                    "Layer " + path + " (" + spec.getClass().getSimpleName()
                            + ") cannot be handed out as a DL4J model; cut the network before it.");
        }
    }

    private void addSum(ResidualSum sum, String path) {
        String start = previous;
        add(sum.body(), InitialState.child(path, 0));
        String body = previous;
        previous = start;
        add(sum.shortcut(), InitialState.child(path, 1));
        builder.addVertex(vertex(path), new ElementWiseVertex(ElementWiseVertex.Op.Add), body, previous);
        previous = vertex(path);
    }

    private static BatchNormalization normalization(int channels, double epsilon) {
        return new BatchNormalization.Builder()
                .nIn(channels)
                .nOut(channels)
                .eps(epsilon)
                .useLogStd(false)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    }

    private static IActivation function(NetworkSpec.Function function) {
        return switch (function) {
            case RELU -> Activation.RELU.getActivationFunction();
            case SIGMOID -> Activation.SIGMOID.getActivationFunction();
            case TANH -> Activation.TANH.getActivationFunction();
            case SILU -> Activation.SWISH.getActivationFunction();
            case LEAKY_RELU -> new ActivationLReLU(0.2);
        };
    }

    private void append(String path, Layer layer) {
        builder.addLayer(vertex(path), layer, previous);
        previous = vertex(path);
    }

    private static String vertex(String path) {
        return "layer-" + path.replace('.', '-');
    }

    private static void copy(NetworkSpec spec, String path, NetworkState state, ComputationGraph graph) {
        if (spec instanceof Sequence sequence) {
            for (int i = 0; i < sequence.layers().size(); i++) {
                copy(sequence.layers().get(i), InitialState.child(path, i), state, graph);
            }
        } else if (spec instanceof ResidualSum sum) {
            copy(sum.body(), InitialState.child(path, 0), state, graph);
            copy(sum.shortcut(), InitialState.child(path, 1), state, graph);
        } else if (spec instanceof Convolution c) {
            // DL4J keeps out × in × height × width, whatever the format of the images.
            set(graph, path, "W", array(state, path, "weight").permute(3, 2, 0, 1));
            if (c.bias()) {
                set(graph, path, "b", array(state, path, "bias"));
            }
        } else if (spec instanceof BatchNorm) {
            Map.of("gamma", "gamma", "beta", "beta", "mean", "runningMean", "var", "runningVariance")
                    .forEach((theirs, ours) -> set(graph, path, theirs, array(state, path, ours)));
        } else if (spec instanceof ChannelAffine affine) {
            set(graph, path, "gamma", numbers(affine.scale()).rdiv(1));
            set(graph, path, "beta", numbers(affine.scale()).mul(0));
            set(graph, path, "mean", numbers(affine.shift()));
            set(graph, path, "var", numbers(affine.scale()).mul(0).add(1 - EPSILON));
        }
    }

    private static INDArray numbers(List<Double> values) {
        return Nd4j.createFromArray(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .castTo(DataType.FLOAT);
    }

    private static INDArray array(NetworkState state, String path, String name) {
        Tensor tensor = state.required(InitialState.name(path, name));
        return Nd4j.createFromArray(tensor.values()).reshape(tensor.shape());
    }

    /** Into the model's own vector of parameters: replacing the array would leave the file with the first weights. */
    private static void set(ComputationGraph graph, String path, String name, INDArray value) {
        INDArray target = graph.getParam(vertex(path) + "_" + name);
        target.assign(value.reshape(target.shape()));
    }
}
