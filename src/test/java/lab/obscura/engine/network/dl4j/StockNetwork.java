package lab.obscura.engine.network.dl4j;

import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution, batch norm, ReLU, pool and dense layer as DL4J itself builds them, in float64, driven from outside. */
final class StockNetwork implements AutoCloseable {

    private final MultiLayerNetwork network;

    StockNetwork(ImageShape input, int channels, int outputs) {
        var configuration = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .convolutionMode(ConvolutionMode.Truncate)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .padding(1, 1)
                        .nOut(channels)
                        .activation(Activation.IDENTITY)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build())
                .layer(new BatchNormalization.Builder()
                        .useLogStd(false)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build())
                .layer(new ActivationLayer(Activation.RELU))
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .dataFormat(CNN2DFormat.NHWC)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(outputs)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(
                        InputType.convolutional(input.height(), input.width(), input.channels(), CNN2DFormat.NHWC))
                .build();
        network = new MultiLayerNetwork(configuration);
        network.init();
    }

    /** Takes over the values of our parameters: their names, our arrays. */
    void set(Map<String, INDArray> values) {
        values.forEach((name, value) -> {
            INDArray target = network.getParam(name);
            target.assign(value.reshape(target.shape()));
        });
    }

    INDArray forward(INDArray input, boolean training) {
        network.setInput(input);
        return network.feedForward(training, false).get(5).dup();
    }

    /** Gradients of the parameters and of the input for the latest forward. */
    Pair<Gradient, INDArray> backward(INDArray outputGradient) {
        return network.backpropGradient(outputGradient, LayerWorkspaceMgr.noWorkspaces());
    }

    @Override
    public void close() {
        network.close();
    }
}
