package lab.obscura.engine.leakage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.seed.Seeds;

/**
 * An unbounded T: input and feature each go through a stream of their own (two convolutions and a global average; two dense layers for
 * vectors), and two dense layers look at both results (our completion, {@code docs/methods/leakage-estimators.md#mutual-information}).
 */
final class TwoStreams implements StatisticsNetwork {

    private static final int WIDTH = 64;
    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;
    private static final NetworkSpec RELU = new Activation(NetworkSpec.Function.RELU);

    private final Network ofInput;
    private final Network ofFeature;
    private final Network head;
    private int[] latestOrder = new int[0];
    /** Lives until the next forward pass: layers read their input on the way back. */
    private Optional<Batch> headInput = Optional.empty();

    TwoStreams(Engine engine, ImageShape input, ImageShape feature, Seeds seeds) {
        this.ofInput = engine.build(stream(input), input, seeds.family("input"));
        this.ofFeature = engine.build(stream(feature), feature, seeds.family("feature"));
        var layers = new Sequence(List.of(Dense.of(2 * WIDTH, 2 * WIDTH, INIT), RELU, Dense.of(2 * WIDTH, 1, INIT)));
        this.head = engine.build(layers, new ImageShape(1, 1, 2 * WIDTH), seeds.family("head"));
    }

    private static NetworkSpec stream(ImageShape shape) {
        if (shape.height() * shape.width() == 1) {
            return new Sequence(List.of(Dense.of(shape.channels(), WIDTH, INIT), RELU, Dense.of(WIDTH, WIDTH, INIT)));
        }
        return new Sequence(List.of(
                Convolution.of(shape.channels(), WIDTH / 2, 3, INIT).withStride(2),
                RELU,
                Convolution.of(WIDTH / 2, WIDTH, 3, INIT).withStride(2),
                RELU,
                new GlobalAveragePool()));
    }

    @Override
    public Answer forward(Batch inputs, Batch features, int[] order) {
        latestOrder = order.clone();
        int n = order.length;
        float[] a = ofInput.forward(inputs, Pass.eval()).values();
        float[] b = ofFeature.forward(features, Pass.eval()).values();
        float[] both = new float[2 * n * 2 * WIDTH];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * WIDTH, both, i * 2 * WIDTH, WIDTH);
            System.arraycopy(b, i * WIDTH, both, i * 2 * WIDTH + WIDTH, WIDTH);
            System.arraycopy(a, i * WIDTH, both, (n + i) * 2 * WIDTH, WIDTH);
            System.arraycopy(b, order[i] * WIDTH, both, (n + i) * 2 * WIDTH + WIDTH, WIDTH);
        }
        headInput.ifPresent(Batch::close);
        Batch rows = Batch.of(both, new ImageShape(1, 1, 2 * WIDTH));
        headInput = Optional.of(rows);
        float[] t = head.forward(rows, Pass.eval()).values();
        return new Answer(Arrays.copyOf(t, n), Arrays.copyOfRange(t, n, 2 * n));
    }

    @Override
    public void learn(DonskerVaradhan.Step derivatives, double learningRate) {
        int n = latestOrder.length;
        float[] down = new float[2 * n];
        for (int i = 0; i < n; i++) {
            down[i] = -derivatives.joint()[i];
            down[n + i] = -derivatives.marginal()[i];
        }
        float[] back;
        try (Batch gradient = Batch.of(down, new ImageShape(1, 1, 1))) {
            back = head.backward(gradient, Wanted.BOTH).values();
        }
        float[] a = new float[n * WIDTH];
        float[] b = new float[n * WIDTH];
        for (int i = 0; i < 2 * n; i++) {
            int feature = i < n ? i : latestOrder[i - n];
            for (int k = 0; k < WIDTH; k++) {
                a[i % n * WIDTH + k] += back[i * 2 * WIDTH + k];
                b[feature * WIDTH + k] += back[i * 2 * WIDTH + WIDTH + k];
            }
        }
        backward(ofInput, a, n);
        backward(ofFeature, b, n);
        OptimizerStep step = OptimizerStep.Adam.of(learningRate, 0);
        List.of(ofInput, ofFeature, head).forEach(network -> network.update(step));
    }

    private static void backward(Network stream, float[] gradient, int count) {
        try (Batch array = Batch.of(gradient, new ImageShape(1, 1, WIDTH))) {
            stream.backward(array, Wanted.PARAMETERS);
        }
    }

    @Override
    public void close() {
        headInput.ifPresent(Batch::close);
        headInput = Optional.empty();
        List.of(ofInput, ofFeature, head).forEach(Network::close);
    }
}
