package lab.obscura.engine.network.dl4j.layer;

import java.util.Arrays;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Affine;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.ChannelSums;
import lab.obscura.engine.network.dl4j.array.ChannelVector;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm with a backward pass for batch statistics (TRAIN) and for running statistics (EVAL). ND4J's own
 * {@code batchnorm_bp} is slow and always assumes batch statistics. Sums over channels are added up in Java in double precision.
 */
final class BatchNormLayer implements Layer {

    private final double epsilon;
    private final double momentum;
    private final Parameter gamma;
    private final Parameter beta;
    private final ChannelVector runningMean;
    private final ChannelVector runningVariance;
    private final Pool pool;
    private final Block output;
    private final ChannelSums sums;
    private final Affine affine;

    private INDArray input;
    private boolean usedBatchStatistics;
    private double[] mean;
    private double[] inverseDeviation;

    BatchNormLayer(BatchNorm spec, String path, Construction from) {
        this.epsilon = spec.epsilon();
        this.momentum = spec.momentum();
        this.gamma = from.parameter(path, "gamma");
        this.beta = from.parameter(path, "beta");
        this.runningMean = from.statistic(path, "runningMean");
        this.runningVariance = from.statistic(path, "runningVariance");
        this.pool = from.pool();
        this.output = from.block();
        this.sums = new ChannelSums(from.type(), spec.channels());
        this.affine = new Affine(from.type(), spec.channels());
        this.input = output.shaped(1, 1, 1, spec.channels());
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.shape());
        usedBatchStatistics = pass.isTraining();
        if (usedBatchStatistics) {
            measure(x, y);
        } else {
            mean = runningMean.read();
            inverseDeviation = inverseRoot(runningVariance.read());
        }
        double[] scale = times(ChannelVector.read(gamma.value()), inverseDeviation);
        double[] shift = ChannelVector.read(beta.value());
        for (int c = 0; c < shift.length; c++) {
            shift[c] -= scale[c] * mean[c];
        }
        affine.apply(x, scale, shift, y);
        return y;
    }

    /** Mean and variance of the batch, and the running ones moved towards them. {@code scratch} is overwritten. */
    private void measure(INDArray x, INDArray scratch) {
        double count = (double) x.length() / x.size(-1);
        mean = scaled(sums.of(x), 1 / count);
        // Squares of centered values: E[x²] − E[x]² loses all digits in float when the mean is large.
        affine.apply(x, filled(mean.length, 1), scaled(mean, -1), scratch);
        scratch.muli(scratch);
        double[] variance = scaled(sums.of(scratch), 1 / count);
        // A single value is the mean itself: what rounding leaves between them must not be blown up by 1 /
        // sqrt(epsilon).
        inverseDeviation = count == 1 ? filled(mean.length, 0) : inverseRoot(variance);
        runningMean.write(moved(runningMean.read(), mean));
        runningVariance.write(moved(runningVariance.read(), scaled(variance, count / Math.max(1, count - 1))));
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        double[] scale = times(ChannelVector.read(gamma.value()), inverseDeviation);
        if (!usedBatchStatistics && !wanted.parameters()) {
            INDArray dx = pool.take(dy.shape());
            affine.apply(dy, scale, filled(scale.length, 0), dx);
            return dx;
        }
        INDArray normalized = pool.take(dy.shape());
        double[] minusMeans = scaled(times(mean, inverseDeviation), -1);
        affine.apply(input, inverseDeviation, minusMeans, normalized);
        INDArray scratch = pool.take(dy.shape());
        normalized.mul(dy, scratch);
        double[] gammaGradient = sums.of(scratch);
        double[] betaGradient = sums.of(dy);
        if (wanted.parameters()) {
            add(gamma, gammaGradient);
            add(beta, betaGradient);
        }
        INDArray dx = inputGradient(dy, normalized, scratch, new double[][] {scale, gammaGradient, betaGradient});
        pool.release(scratch);
        return wanted.input() ? dx : released(dx);
    }

    /** {@code dx = scale · (dy − mean(dy) − normalized · mean(dy · normalized))}, written over {@code normalized}. */
    private INDArray inputGradient(INDArray dy, INDArray normalized, INDArray scratch, double[][] coefficients) {
        double[] scale = coefficients[0];
        double[] none = filled(scale.length, 0);
        if (!usedBatchStatistics) {
            affine.apply(dy, scale, none, normalized);
            return normalized;
        }
        double perValue = -1.0 * dy.size(-1) / dy.length();
        double[] factor = scaled(times(scale, coefficients[1]), perValue);
        double[] offset = scaled(times(scale, coefficients[2]), perValue);
        affine.apply(normalized, factor, offset, normalized);
        affine.apply(dy, scale, none, scratch);
        normalized.addi(scratch);
        return normalized;
    }

    private INDArray released(INDArray array) {
        pool.release(array);
        return EmptyArray.of(pool.type());
    }

    private static void add(Parameter parameter, double[] gradient) {
        INDArray target = parameter.gradientTarget();
        ChannelVector.write(gradient, target);
        parameter.add(target);
    }

    private double[] moved(double[] running, double[] batch) {
        double[] result = new double[running.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = (1 - momentum) * running[c] + momentum * batch[c];
        }
        return result;
    }

    private double[] inverseRoot(double[] variance) {
        double[] result = new double[variance.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = 1 / Math.sqrt(variance[c] + epsilon);
        }
        return result;
    }

    private static double[] times(double[] a, double[] b) {
        double[] result = new double[a.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = a[c] * b[c];
        }
        return result;
    }

    private static double[] scaled(double[] a, double factor) {
        double[] result = new double[a.length];
        for (int c = 0; c < result.length; c++) {
            result[c] = a[c] * factor;
        }
        return result;
    }

    private static double[] filled(int size, double value) {
        double[] result = new double[size];
        Arrays.fill(result, value);
        return result;
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    @Override
    public void close() {
        output.close();
        sums.close();
        affine.close();
    }
}
