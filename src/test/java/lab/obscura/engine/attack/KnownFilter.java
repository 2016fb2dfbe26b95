package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/** A linear filter of gray pictures, as a matrix and as a network: an encoder whose way back is known. */
public record KnownFilter(int kernel, int stride, int padding, double... weights) {

    static final int CLASSES = 10;

    /** Standard deviation of the weights between feature and classes: the classes tell much of a picture, but not all. */
    private static final double SHARPNESS = 4;

    /** Sends the picture. */
    public static KnownFilter identity() {
        return new KnownFilter(3, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    /** Five pixels mix, no two pictures become the same: the largest gain is five times the smallest. */
    public static KnownFilter blur() {
        return new KnownFilter(3, 1, 1, 0, 0.1, 0, 0.1, 0.6, 0.1, 0, 0.1, 0);
    }

    /** Means of 2 × 2 pixels. */
    public static KnownFilter halved() {
        return new KnownFilter(2, 2, 0, 0.25, 0.25, 0.25, 0.25);
    }

    ImageShape feature(int side) {
        int out = (side + 2 * padding - kernel) / stride + 1;
        return new ImageShape(out, out, 1);
    }

    /** One row per value of the feature, in plain loops. */
    double[][] map(int side) {
        ImageShape feature = feature(side);
        double[][] map = new double[feature.size()][side * side];
        for (int place = 0; place < map.length; place++) {
            for (int k = 0; k < weights.length; k++) {
                int row = place / feature.width() * stride - padding + k / kernel;
                int column = place % feature.width() * stride - padding + k % kernel;
                if (row >= 0 && row < side && column >= 0 && column < side) {
                    map[place][row * side + column] = weights[k];
                }
            }
        }
        return map;
    }

    NetworkSpec edge() {
        return Layers.sequence(new Convolution(1, 1, kernel, stride, padding, false, NetworkSpec.Init.KAIMING_UNIFORM));
    }

    Network network(int side, Engine engine) {
        return filled(edge(), new ImageShape(side, side, 1), Map.of("weight", floats(weights)), engine);
    }

    /** Classifies features by random directions from their mean. */
    FrozenNetwork tail(int side, double[] mean, Engine engine) {
        double[][] directions = directions(mean.length);
        double[] weight = new double[mean.length * CLASSES];
        double[] bias = new double[CLASSES];
        for (int i = 0; i < mean.length; i++) {
            for (int c = 0; c < CLASSES; c++) {
                weight[i * CLASSES + c] = directions[c][i];
                bias[c] -= directions[c][i] * mean[i];
            }
        }
        NetworkSpec spec =
                Layers.sequence(new Flatten(), Dense.of(mean.length, CLASSES, NetworkSpec.Init.KAIMING_UNIFORM));
        var tensors = Map.of("weight", floats(weight), "bias", floats(bias));
        return new FrozenNetwork(List.of(filled(spec, feature(side), tensors, engine)));
    }

    static double[][] directions(int values) {
        var random = new RandomStream(7);
        double[][] directions = new double[CLASSES][values];
        for (double[] direction : directions) {
            for (int i = 0; i < values; i++) {
                direction[i] = SHARPNESS * random.nextGaussian();
            }
        }
        return directions;
    }

    private static Network filled(NetworkSpec spec, ImageShape input, Map<String, float[]> values, Engine engine) {
        Network network = engine.build(spec, input, Seeds.of(0));
        var tensors = new LinkedHashMap<String, Tensor>();
        network.state()
                .tensors()
                .forEach((name, tensor) -> tensors.put(
                        name, new Tensor(tensor.shape(), values.get(name.substring(name.lastIndexOf('.') + 1)))));
        network.load(new NetworkState(tensors));
        return network;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
