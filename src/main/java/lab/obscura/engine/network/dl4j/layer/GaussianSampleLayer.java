package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.GaussianDraw;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Draws by the common {@link GaussianDraw}. Value by value in Java: what is drawn inside networks are short vectors. */
final class GaussianSampleLayer implements Layer {

    private final GaussianSample spec;
    private final String path;
    private final Pool pool;
    private final Block output;
    /** Of the latest forward: by how much an output moves with its spread. */
    private double[] slopes = new double[0];

    GaussianSampleLayer(GaussianSample spec, String path, Construction from) {
        this.spec = spec;
        this.path = path;
        this.pool = from.pool();
        this.output = from.block();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        int channels = (int) x.size(3) / 2;
        double[] pairs = x.reshape(x.length()).toDoubleVector();
        double[] values = new double[pairs.length / 2];
        slopes = new double[values.length];
        boolean isDrawn = GaussianDraw.isDrawn(spec, pass);
        float[] noise = isDrawn ? GaussianDraw.drawn(path, pass, values.length) : new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int mean = i / channels * 2 * channels + i % channels;
            double spread = pairs[mean + channels];
            values[i] = pairs[mean] + noise[i] * GaussianDraw.deviation(spread);
            slopes[i] = noise[i] * GaussianDraw.slope(spread);
        }
        return filled(output.shaped(new long[] {x.size(0), x.size(1), x.size(2), channels}), values);
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        int channels = (int) dy.size(3);
        double[] gradient = dy.reshape(dy.length()).toDoubleVector();
        double[] pairs = new double[2 * gradient.length];
        for (int i = 0; i < gradient.length; i++) {
            int mean = i / channels * 2 * channels + i % channels;
            pairs[mean] = gradient[i];
            pairs[mean + channels] = gradient[i] * slopes[i];
        }
        return filled(pool.take(new long[] {dy.size(0), dy.size(1), dy.size(2), 2L * channels}), pairs);
    }

    private static INDArray filled(INDArray target, double[] values) {
        try (INDArray source = Nd4j.createFromArray(values)) {
            return target.assign(source.reshape(target.shape()));
        }
    }

    @Override
    public void close() {
        output.close();
    }
}
