package lab.obscura.engine.defense.shape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;

/**
 * Cuts channels out of a convolution, of the norms behind it and of the convolution that reads them.
 *
 * @param path of the sequence that holds them
 * @param derivatives of the task's loss, by the names of the tensors; cut like them
 * @param tensors of the whole network; changed
 */
record ChannelPruning(String path, Map<String, float[]> derivatives, Map<String, Tensor> tensors, double share) {

    private static final int LAST = 3;
    private static final int INPUTS = 2;

    void prune(List<NetworkSpec> layers, int place, int reader) {
        Convolution wide = (Convolution) layers.get(place);
        int[] kept = mostImportant(importance(layers, place, reader));
        layers.set(place, wide.between(wide.in(), kept.length));
        select(name(place, "weight"), LAST, kept);
        if (wide.bias()) {
            select(name(place, "bias"), 0, kept);
        }
        for (int i = place + 1; i < reader; i++) {
            if (layers.get(i) instanceof BatchNorm norm) {
                layers.set(i, new BatchNorm(kept.length, norm.epsilon(), norm.momentum()));
                for (String tensor : List.of("gamma", "beta", "runningMean", "runningVariance")) {
                    select(name(i, tensor), 0, kept);
                }
            }
        }
        Convolution c = (Convolution) layers.get(reader);
        layers.set(reader, c.between(kept.length, c.out()));
        select(name(reader, "weight"), INPUTS, kept);
    }

    /** In their order; as many as remain, at least one goes and one stays. */
    private int[] mostImportant(double[] importance) {
        int count = Math.max(1, (int) Math.floor(importance.length * (1 - share)));
        return IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer channel) -> -importance[channel]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** {@code sum |w · derivative|} over all that belongs to a channel. */
    private double[] importance(List<NetworkSpec> layers, int place, int reader) {
        Convolution wide = (Convolution) layers.get(place);
        double[] sums = new double[wide.out()];
        add(sums, name(place, "weight"), LAST);
        if (wide.bias()) {
            add(sums, name(place, "bias"), 0);
        }
        for (int i = place + 1; i < reader; i++) {
            if (layers.get(i) instanceof BatchNorm) {
                add(sums, name(i, "gamma"), 0);
                add(sums, name(i, "beta"), 0);
            }
        }
        add(sums, name(reader, "weight"), INPUTS);
        return sums;
    }

    private void add(double[] sums, String name, int axis) {
        Tensor tensor = tensors.get(name);
        float[] derivative = derivatives.get(name);
        int inner = inner(tensor, axis);
        for (int i = 0; i < derivative.length; i++) {
            sums[i / inner % sums.length] += Math.abs((double) tensor.values()[i] * derivative[i]);
        }
    }

    private void select(String name, int axis, int[] kept) {
        Tensor tensor = tensors.get(name);
        int length = (int) tensor.shape()[axis];
        int inner = inner(tensor, axis);
        long[] shape = tensor.shape().clone();
        shape[axis] = kept.length;
        tensors.put(name, new Tensor(shape, selected(tensor.values(), length, inner, kept)));
        derivatives.computeIfPresent(name, (same, values) -> selected(values, length, inner, kept));
    }

    private static float[] selected(float[] values, int length, int inner, int[] kept) {
        int outer = values.length / (length * inner);
        float[] result = new float[outer * kept.length * inner];
        for (int o = 0; o < outer; o++) {
            for (int k = 0; k < kept.length; k++) {
                System.arraycopy(values, (o * length + kept[k]) * inner, result, (o * kept.length + k) * inner, inner);
            }
        }
        return result;
    }

    private static int inner(Tensor tensor, int axis) {
        return (int) Arrays.stream(tensor.shape()).skip(axis + 1L).reduce(1, (a, b) -> a * b);
    }

    private String name(int layer, String tensor) {
        return InitialState.name(InitialState.child(path, layer), tensor);
    }
}
