package lab.obscura.benchmark;

import lab.obscura.engine.data.images.ImageShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The same step as {@link SplitStep} with DL4J's own layers in one network, as DL4J's users train it. */
final class StockVggStep implements Runnable {

    private static final int CLASSES = 10;
    private static final int POOL = 0;
    private static final int CUT = -1;
    private static final int[] LAYERS = {64, POOL, 128, POOL, CUT, 256, 256, POOL, 512, 512, POOL, 512, 512, POOL};

    private final MultiLayerNetwork network;
    private final INDArray images;
    private final INDArray labels;

    StockVggStep(int batch) {
        var image = new ImageShape(32, 32, 3);
        this.images = RandomBatch.uniform(batch, image);
        this.labels = RandomBatch.oneHot(batch, CLASSES);
        var builder = new NeuralNetConfiguration.Builder()
                .updater(new Nesterovs(0.01, 0.9))
                .list();
        for (int entry : LAYERS) {
            append(builder, entry);
        }
        builder.layer(dense()).layer(dense());
        builder.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
        builder.setInputType(
                InputType.convolutional(image.height(), image.width(), image.channels(), CNN2DFormat.NHWC));
        this.network = new MultiLayerNetwork(builder.build());
        network.init();
    }

    private static void append(ListBuilder builder, int entry) {
        if (entry == POOL) {
            builder.layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(2, 2)
                    .stride(2, 2)
                    .dataFormat(CNN2DFormat.NHWC)
                    .build());
        } else if (entry == CUT) {
            builder.layer(convolution(8)).layer(new ActivationLayer(Activation.SIGMOID));
            builder.layer(convolution(128));
        } else {
            builder.layer(convolution(entry));
            builder.layer(new BatchNormalization.Builder()
                    .dataFormat(CNN2DFormat.NHWC)
                    .build());
            builder.layer(new ActivationLayer(Activation.RELU));
        }
    }

    private static ConvolutionLayer convolution(int out) {
        return new ConvolutionLayer.Builder(3, 3)
                .padding(1, 1)
                .nOut(out)
                .activation(Activation.IDENTITY)
                .dataFormat(CNN2DFormat.NHWC)
                .build();
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder()
                .nOut(512)
                .dropOut(0.5)
                .activation(Activation.RELU)
                .build();
    }

    @Override
    public void run() {
        network.fit(images, labels);
    }
}
