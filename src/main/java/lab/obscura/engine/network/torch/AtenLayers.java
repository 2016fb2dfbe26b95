package lab.obscura.engine.network.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.DropoutMask;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The layers of a specification as calls of libtorch, with batch × channels × height × width tensors that lie channels last in memory.
 * Autograd remembers what the gradients need; the tensors in between belong to it and are freed with the scope of the pass and the
 * graph of its output.
 */
final class AtenLayers implements AutoCloseable {

    private static final double NEGATIVE_SLOPE = 0.2;
    private static final long[] ONE = {1, 1};

    private final Weights weights;
    private final Device device;
    private final Map<String, Tensor> statistics = new LinkedHashMap<>();
    private final Map<String, Tensor> constants = new LinkedHashMap<>();

    AtenLayers(NetworkSpec spec, NetworkState initial, Weights weights, Device device) {
        this.weights = weights;
        this.device = device;
        Scope.quietly(() -> {
            initial.tensors().forEach((name, tensor) -> {
                if (!NetworkState.isTrained(name)) {
                    statistics.put(name, OwnedTensor.from(torch.zeros(tensor.shape(), device.options())));
                }
            });
            addConstants(spec, "");
        });
        load(initial);
    }

    private void addConstants(NetworkSpec spec, String path) {
        if (spec instanceof Sequence sequence) {
            for (int i = 0; i < sequence.layers().size(); i++) {
                addConstants(sequence.layers().get(i), InitialState.child(path, i));
            }
        } else if (spec instanceof ResidualSum sum) {
            addConstants(sum.body(), InitialState.child(path, 0));
            addConstants(sum.shortcut(), InitialState.child(path, 1));
        } else if (spec instanceof ChannelAffine affine) {
            double[] factor = affine.scale().stream().mapToDouble(s -> 1 / s).toArray();
            double[] offset = new double[factor.length];
            for (int c = 0; c < offset.length; c++) {
                offset[c] = -affine.shift().get(c) * factor[c];
            }
            constants.put(path + "/factor", OwnedTensor.from(perChannel(factor)));
            constants.put(path + "/offset", OwnedTensor.from(perChannel(offset)));
        }
    }

    private Tensor perChannel(double[] values) {
        return Tensor.create(values, 1, values.length, 1, 1)
                .to(device.options(), false, true, new MemoryFormatOptional());
    }

    void load(NetworkState state) {
        Scope.quietly(
                () -> statistics.forEach((name, tensor) -> HostTensors.write(state.required(name), tensor, device)));
    }

    Map<String, lab.obscura.engine.network.Tensor> statistics() {
        Map<String, lab.obscura.engine.network.Tensor> copies = new LinkedHashMap<>();
        Scope.quietly(() -> statistics.forEach((name, tensor) -> copies.put(name, HostTensors.read(tensor))));
        return copies;
    }

    /** To be called inside a scope. */
    Tensor run(NetworkSpec spec, String path, Tensor x, Pass pass) {
        if (spec instanceof Sequence sequence) {
            return sequence(sequence.layers(), path, x, pass);
        } else if (spec instanceof ResidualSum sum) {
            Tensor body = run(sum.body(), InitialState.child(path, 0), x, pass);
            return body.add(run(sum.shortcut(), InitialState.child(path, 1), x, pass));
        } else if (spec instanceof Convolution c) {
            return convolution(c, path, x);
        } else if (spec instanceof TransposedConvolution t) {
            return transposed(t, path, x);
        } else if (spec instanceof BatchNorm norm) {
            return batchNorm(norm, path, x, pass);
        } else if (spec instanceof Dense dense) {
            return dense(dense, path, x);
        } else if (spec instanceof SparseCoding coding) {
            return sparseCoding(coding, path, x);
        } else if (spec instanceof Dropout dropout) {
            return dropout(dropout, path, x, pass);
        }
        return withoutTensors(spec, path, x);
    }

    private Tensor withoutTensors(NetworkSpec spec, String path, Tensor x) {
        if (spec instanceof Activation activation) {
            return applied(activation.function(), x);
        } else if (spec instanceof MaxPool pool) {
            long[] size = {pool.size(), pool.size()};
            long[] stride = {pool.stride(), pool.stride()};
            return torch.max_pool2d(x, size, stride, new long[] {0, 0}, ONE, false);
        } else if (spec instanceof GlobalAveragePool) {
            return torch.adaptive_avg_pool2d(x, 1, 1);
        } else if (spec instanceof Flatten) {
            return x.permute(0, 2, 3, 1).reshape(x.size(0), -1, 1, 1);
        } else if (spec instanceof ChannelAffine) {
            return torch.addcmul(constants.get(path + "/offset"), x, constants.get(path + "/factor"));
        }
        throw new IllegalArgumentException("The engine torch has no layer for " + spec);
    }

    private Tensor sequence(List<NetworkSpec> layers, String path, Tensor x, Pass pass) {
        Tensor y = x;
        boolean mayOverwrite = false;
        for (int i = 0; i < layers.size(); i++) {
            NetworkSpec layer = layers.get(i);
            if (mayOverwrite && layer instanceof Activation activation) {
                y = overwritten(activation.function(), y);
            } else {
                y = run(layer, InitialState.child(path, i), y, pass);
            }
            mayOverwrite = isNeededByNobody(layer);
        }
        return y;
    }

    /** Whether the gradients of this layer do without its output, so that what follows may write over it and save the memory. */
    private static boolean isNeededByNobody(NetworkSpec layer) {
        return layer instanceof Convolution
                || layer instanceof TransposedConvolution
                || layer instanceof BatchNorm
                || layer instanceof ResidualSum
                || layer instanceof Dense;
    }

    private static Tensor applied(Function function, Tensor x) {
        return switch (function) {
            case RELU -> torch.relu(x);
            case SIGMOID -> torch.sigmoid(x);
            case TANH -> torch.tanh(x);
            case SILU -> torch.silu(x);
            case LEAKY_RELU -> torch.leaky_relu(x, new Scalar(NEGATIVE_SLOPE));
        };
    }

    private static Tensor overwritten(Function function, Tensor x) {
        switch (function) {
            case RELU -> torch.relu_(x);
            case SIGMOID -> torch.sigmoid_(x);
            case TANH -> torch.tanh_(x);
            case LEAKY_RELU -> torch.leaky_relu_(x, new Scalar(NEGATIVE_SLOPE));
            case SILU -> {
                return torch.silu(x); // its gradient needs its input
            }
        }
        return x;
    }

    /**
     * A 1×1 convolution with a stride looks at every n-th value only, which are taken out first: with few channels libtorch 2.10 writes
     * beyond its memory in the backward pass of the strided one.
     */
    private Tensor convolution(Convolution c, String path, Tensor x) {
        boolean picks = c.kernel() == 1 && c.stride() > 1 && c.padding() == 0;
        Tensor seen = picks ? everyNth(everyNth(x, 2, c.stride()), 3, c.stride()) : x;
        long step = picks ? 1 : c.stride();
        long[] stride = {step, step};
        long[] padding = {c.padding(), c.padding()};
        Tensor weight = leaf(path, "weight");
        if (c.in() == 1 && c.kernel() > 1) {
            // With AVX-512, libtorch 2.10 gets the gradient of a single input channel wrong, and of two right.
            seen = withChannelOfZeros(seen);
            weight = withChannelOfZeros(weight);
        }
        return torch.conv2d(seen, weight, bias(c.bias(), path), stride, padding, ONE, 1);
    }

    private static Tensor everyNth(Tensor x, int dimension, long step) {
        return x.slice(dimension, new LongOptional(0), new LongOptional(x.size(dimension)), step);
    }

    private static Tensor withChannelOfZeros(Tensor x) {
        return torch.constant_pad_nd(x, 0, 0, 0, 0, 0, 1);
    }

    private Tensor transposed(TransposedConvolution t, String path, Tensor x) {
        long[] stride = {t.stride(), t.stride()};
        long[] padding = {t.padding(), t.padding()};
        long[] outputPadding = {t.outputPadding(), t.outputPadding()};
        Tensor weight = leaf(path, "weight");
        if (t.out() > 1) {
            return torch.conv_transpose2d(x, weight, bias(t.bias(), path), stride, padding, outputPadding, 1, ONE);
        }
        // What a convolution does to the gradient of a single channel, this does to its output.
        var none = new TensorOptional();
        Tensor both =
                torch.conv_transpose2d(x, withChannelOfZeros(weight), none, stride, padding, outputPadding, 1, ONE);
        Tensor first = both.narrow(1, 0, 1);
        return t.bias() ? first.add(leaf(path, "bias").view(1, 1, 1, 1)) : first;
    }

    private Tensor batchNorm(BatchNorm norm, String path, Tensor x, Pass pass) {
        Tensor gamma = leaf(path, "gamma");
        Tensor beta = leaf(path, "beta");
        Tensor mean = statistics.get(InitialState.name(path, "runningMean"));
        Tensor variance = statistics.get(InitialState.name(path, "runningVariance"));
        if (pass.isTraining() && x.numel() == norm.channels()) {
            moveTowards(mean, variance, x, norm.momentum());
            return withoutSpread(x, gamma, beta);
        }
        return torch.batch_norm(
                x,
                new TensorOptional(gamma),
                new TensorOptional(beta),
                new TensorOptional(mean),
                new TensorOptional(variance),
                pass.isTraining(),
                norm.momentum(),
                norm.epsilon(),
                device.isCuda());
    }

    /** Where a channel has one value it is the mean, and normalises to zero; libtorch would divide by the zero values beside it. */
    private static Tensor withoutSpread(Tensor x, Tensor gamma, Tensor beta) {
        long[] perChannel = {1, x.size(1), 1, 1};
        return torch.addcmul(beta.view(perChannel), x.mul(new Scalar(0.0)), gamma.view(perChannel));
    }

    private static void moveTowards(Tensor mean, Tensor variance, Tensor x, double momentum) {
        Scope.quietly(() -> {
            mean.mul_(new Scalar(1 - momentum));
            mean.add_(x.detach().flatten(), new Scalar(momentum));
            variance.mul_(new Scalar(1 - momentum));
        });
    }

    private Tensor dense(Dense dense, String path, Tensor x) {
        Tensor rows = x.reshape(x.size(0), dense.in());
        Tensor weight = leaf(path, "weight");
        Tensor y = dense.bias() ? torch.addmm(leaf(path, "bias"), rows, weight) : torch.matmul(rows, weight);
        return y.reshape(x.size(0), dense.out(), 1, 1);
    }

    private Tensor sparseCoding(SparseCoding coding, String path, Tensor x) {
        Tensor dictionary = leaf(path, "weight");
        Tensor rows = x.permute(0, 2, 3, 1).reshape(x.size(0), coding.size());
        Tensor code = torch.softshrink(torch.matmul(rows, dictionary.t()), new Scalar(coding.threshold()));
        return torch.matmul(code, dictionary)
                .reshape(x.size(0), x.size(2), x.size(3), x.size(1))
                .permute(0, 3, 1, 2);
    }

    private Tensor dropout(Dropout dropout, String path, Tensor x, Pass pass) {
        if (!pass.isTraining() || dropout.rate() == 0) {
            return x;
        }
        var drawn = new FloatPointer(DropoutMask.drawn(dropout, path, pass, x.numel()));
        long[] rowsFirst = {x.size(0), x.size(2), x.size(3), x.size(1)};
        Tensor mask = torch.from_blob(drawn, rowsFirst, new TensorOptions(ScalarType.Float))
                .permute(0, 3, 1, 2);
        // The product keeps its factors for the gradient, longer than this scope keeps the memory of the draw.
        return x.mul(mask.to(device.options(), false, true, new MemoryFormatOptional()));
    }

    private Tensor leaf(String path, String tensor) {
        return weights.leaf(InitialState.name(path, tensor));
    }

    private TensorOptional bias(boolean present, String path) {
        return present ? new TensorOptional(leaf(path, "bias")) : new TensorOptional();
    }

    @Override
    public void close() {
        statistics.values().forEach(OwnedTensor::release);
        constants.values().forEach(OwnedTensor::release);
    }
}
