package lab.obscura.engine.leakage;

import java.util.Arrays;
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
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.seed.Seeds;

/**
 * SiftFunnel's T: the feature is padded with zeros to the image's size and stacked on its channels; convolutions to 64, 32, 16 (tanh) and
 * 4 channels (sigmoid); T is their mean, so it lies in (0, 1) and the bound never exceeds 1.
 */
final class StackedPlanes implements StatisticsNetwork {

    private static final int[] CHANNELS = {64, 32, 16, 4};
    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;

    private final ImageShape input;
    private final ImageShape feature;
    private final ImageShape stacked;
    private final Network network;
    private Optional<Batch> latest = Optional.empty();

    StackedPlanes(Engine engine, ImageShape input, ImageShape feature, Seeds seeds) {
        this.input = input;
        this.feature = feature;
        this.stacked = new ImageShape(
                Math.max(input.height(), feature.height()),
                Math.max(input.width(), feature.width()),
                input.channels() + feature.channels());
        var layers = new java.util.ArrayList<NetworkSpec>();
        int in = stacked.channels();
        for (int out : CHANNELS) {
            layers.add(Convolution.of(in, out, 3, INIT));
            boolean last = out == CHANNELS[CHANNELS.length - 1];
            layers.add(new Activation(last ? NetworkSpec.Function.SIGMOID : NetworkSpec.Function.TANH));
            in = out;
        }
        this.network = engine.build(new Sequence(layers), stacked, seeds);
    }

    @Override
    public Answer forward(Batch inputs, Batch features, int[] order) {
        int n = order.length;
        float[] x = inputs.values();
        float[] z = features.values();
        float[] planes = new float[2 * n * stacked.size()];
        for (int i = 0; i < n; i++) {
            place(x, i, input, 0, planes, i);
            place(z, i, feature, input.channels(), planes, i);
            place(x, i, input, 0, planes, n + i);
            place(z, order[i], feature, input.channels(), planes, n + i);
        }
        latest.ifPresent(Batch::close);
        Batch batch = Batch.of(planes, stacked);
        latest = Optional.of(batch);
        float[] maps = network.forward(batch, Pass.eval()).values();
        int size = network.output().size();
        float[] t = new float[2 * n];
        for (int i = 0; i < maps.length; i++) {
            t[i / size] += maps[i] / size;
        }
        return new Answer(Arrays.copyOf(t, n), Arrays.copyOfRange(t, n, 2 * n));
    }

    /** Copies one example into the channels from {@code first} on; what it does not cover stays zero. */
    private void place(float[] values, int example, ImageShape shape, int first, float[] planes, int target) {
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int from = example * shape.size() + (y * shape.width() + x) * shape.channels();
                int to = target * stacked.size() + (y * stacked.width() + x) * stacked.channels() + first;
                System.arraycopy(values, from, planes, to, shape.channels());
            }
        }
    }

    @Override
    public void learn(DonskerVaradhan.Step derivatives, double learningRate) {
        ImageShape output = network.output();
        int n = derivatives.joint().length;
        float[] gradient = new float[2 * n * output.size()];
        for (int i = 0; i < gradient.length; i++) {
            int example = i / output.size();
            float derivative =
                    example < n ? derivatives.joint()[example] : derivatives.marginal()[example - n];
            gradient[i] = -derivative / output.size();
        }
        try (Batch array = Batch.of(gradient, output)) {
            network.backward(array, Wanted.PARAMETERS);
        }
        network.update(OptimizerStep.Adam.of(learningRate, 0).withBetas(0.8, 0.99));
    }

    @Override
    public void close() {
        latest.ifPresent(Batch::close);
        latest = Optional.empty();
        network.close();
    }
}
