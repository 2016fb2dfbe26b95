package lab.obscura.engine.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/** Draws the first weights of a network. They come from named seeds, not from an engine, so every engine starts alike. */
public final class InitialState {

    private final Seeds seeds;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private InitialState(Seeds seeds) {
        this.seeds = seeds;
    }

    /** Parameters and batch-norm statistics of every layer, under the names of {@link NetworkState}. */
    public static NetworkState of(NetworkSpec spec, Seeds seeds) {
        var state = new InitialState(seeds);
        state.visit(spec, "");
        return new NetworkState(state.tensors);
    }

    /** The path of a child, as used in the names of a state. */
    public static String child(String path, int position) {
        return path.isEmpty() ? String.valueOf(position) : path + "." + position;
    }

    /** The name of a tensor of the layer at this path. */
    public static String name(String path, String tensor) {
        return path.isEmpty() ? tensor : path + "." + tensor;
    }

    private void visit(NetworkSpec spec, String path) {
        if (spec instanceof Sequence sequence) {
            visitAll(sequence.layers(), path);
        } else if (spec instanceof ResidualSum sum) {
            visitAll(List.of(sum.body(), sum.shortcut()), path);
        } else if (spec instanceof Convolution c) {
            long square = (long) c.kernel() * c.kernel();
            long[] shape = {c.kernel(), c.kernel(), c.in(), c.out()};
            weights(path, shape, square * c.in(), square * c.out(), c.out(), c.bias(), c.init());
        } else if (spec instanceof TransposedConvolution t) {
            // PyTorch counts the fans of the stored weight (in × out × k × k): fan-in comes from out. Kept.
            long square = (long) t.kernel() * t.kernel();
            long[] shape = {t.kernel(), t.kernel(), t.out(), t.in()};
            weights(path, shape, square * t.out(), square * t.in(), t.out(), t.bias(), t.init());
        } else if (spec instanceof Dense d) {
            weights(path, new long[] {d.in(), d.out()}, d.in(), d.out(), d.out(), d.bias(), d.init());
        } else if (spec instanceof SparseCoding coding) {
            unitRows(name(path, "weight"), coding.codes(), coding.size());
        } else if (spec instanceof BatchNorm norm) {
            constant(path, "gamma", norm.channels(), 1);
            constant(path, "beta", norm.channels(), 0);
            constant(path, "runningMean", norm.channels(), 0);
            constant(path, "runningVariance", norm.channels(), 1);
        }
    }

    private void visitAll(List<NetworkSpec> layers, String path) {
        for (int i = 0; i < layers.size(); i++) {
            visit(layers.get(i), child(path, i));
        }
    }

    private void weights(
            String path, long[] shape, long fanIn, long fanOut, int out, boolean bias, NetworkSpec.Init init) {
        boolean xavier = init == NetworkSpec.Init.XAVIER_UNIFORM;
        double bound = xavier ? Math.sqrt(6.0 / (fanIn + fanOut)) : 1 / Math.sqrt(fanIn);
        uniform(name(path, "weight"), shape, bound);
        if (bias) {
            uniform(name(path, "bias"), new long[] {out}, xavier ? 0 : bound);
        }
    }

    private void uniform(String name, long[] shape, double bound) {
        RandomStream random = seeds.stream(name);
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = bound == 0 ? 0 : (float) random.between(-bound, bound);
        }
        tensors.put(name, new Tensor(shape, values));
    }

    /** Directions without preference: normal values, each row divided by its length. */
    private void unitRows(String name, int rows, int columns) {
        float[] values = seeds.stream(name).gaussians(rows * columns, 1);
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                squares += (double) values[i] * values[i];
            }
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                values[i] /= (float) Math.sqrt(squares);
            }
        }
        tensors.put(name, new Tensor(new long[] {rows, columns}, values));
    }

    private void constant(String path, String tensor, int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        tensors.put(name(path, tensor), new Tensor(new long[] {size}, values));
    }
}
