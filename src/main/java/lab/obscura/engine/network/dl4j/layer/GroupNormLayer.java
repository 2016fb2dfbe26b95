package lab.obscura.engine.network.dl4j.layer;

import java.util.Arrays;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.ChannelSums;
import lab.obscura.engine.network.dl4j.array.ChannelVector;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Group norm. Every example has numbers of its own for each channel: batch × channels of them, example after example. */
final class GroupNormLayer implements Layer {

    private final GroupNorm spec;
    private final Parameter gamma;
    private final Parameter beta;
    private final Pool pool;
    private final Block output;
    private final Block normalizedMemory;
    private final ChannelSums sums;
    private INDArray normalized;
    private double[] inverseDeviation = {};

    GroupNormLayer(GroupNorm spec, String path, Construction from) {
        this.spec = spec;
        this.gamma = from.parameter(path, "gamma");
        this.beta = from.parameter(path, "beta");
        this.pool = from.pool();
        this.output = from.block();
        this.normalizedMemory = from.block();
        this.sums = new ChannelSums(from.type(), spec.channels());
        this.normalized = gamma.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        normalized = normalizedMemory.shaped(x.shape());
        INDArray y = output.shaped(x.shape());
        combine("subtract", x, ofGroups(meansOverSpace(x)), normalized);
        normalized.mul(normalized, y);
        inverseDeviation = ofGroups(meansOverSpace(y));
        for (int i = 0; i < inverseDeviation.length; i++) {
            inverseDeviation[i] = 1 / Math.sqrt(inverseDeviation[i] + spec.epsilon());
        }
        combine("multiply", normalized, inverseDeviation, normalized);
        Ops.run("multiply", Ops.of(normalized, gamma.value()), Ops.of(y));
        Ops.addBias(y, beta.value(), y);
        return y;
    }

    /** {@code dx = (g − mean(g) − normalized · mean(g · normalized)) / deviation} with {@code g = dy · gamma}, means over each group. */
    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray product = pool.take(dy.shape());
        dy.mul(normalized, product);
        if (wanted.parameters()) {
            add(gamma, sums.of(product));
            add(beta, sums.of(dy));
        }
        if (!wanted.input()) {
            pool.release(product);
            return EmptyArray.of(pool.type());
        }
        Ops.run("multiply", Ops.of(product, gamma.value()), Ops.of(product));
        double[] alongNormalized = ofGroups(meansOverSpace(product));
        combine("multiply", normalized, alongNormalized, product);
        INDArray dx = pool.take(dy.shape());
        Ops.run("multiply", Ops.of(dy, gamma.value()), Ops.of(dx));
        combine("subtract", dx, ofGroups(meansOverSpace(dx)), dx);
        dx.subi(product);
        combine("multiply", dx, inverseDeviation, dx);
        pool.release(product);
        return dx;
    }

    private static void add(Parameter parameter, double[] gradient) {
        INDArray target = parameter.gradientTarget();
        ChannelVector.write(gradient, target);
        parameter.add(target);
    }

    private double[] meansOverSpace(INDArray x) {
        INDArray means = pool.take(x.size(0), 1, 1, spec.channels());
        Ops.average(x, means);
        double[] values = ChannelVector.read(means.reshape(means.length()));
        pool.release(means);
        return values;
    }

    /** Every channel's value replaced by the mean of its group. */
    private double[] ofGroups(double[] perChannel) {
        int size = spec.channels() / spec.groups();
        double[] means = new double[perChannel.length];
        for (int start = 0; start < means.length; start += size) {
            double sum = 0;
            for (int i = start; i < start + size; i++) {
                sum += perChannel[i];
            }
            Arrays.fill(means, start, start + size, sum / size);
        }
        return means;
    }

    /** An operation between every place of an example and the numbers of the example. */
    private void combine(String operation, INDArray x, double[] perChannel, INDArray y) {
        INDArray numbers = pool.take(x.size(0), 1, 1, spec.channels());
        ChannelVector.write(perChannel, numbers.reshape(numbers.length()));
        Ops.run(operation, Ops.of(x, numbers), Ops.of(y));
        pool.release(numbers);
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    @Override
    public void close() {
        output.close();
        normalizedMemory.close();
        sums.close();
    }
}
