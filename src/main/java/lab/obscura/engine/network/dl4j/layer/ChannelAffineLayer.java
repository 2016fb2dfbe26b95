package lab.obscura.engine.network.dl4j.layer;

import java.util.List;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Affine;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The normalization of pixels with constants. */
final class ChannelAffineLayer implements Layer {

    private final double[] factor;
    private final double[] offset;
    private final double[] none;
    private final Affine affine;
    private final Pool pool;
    private final Block output;

    ChannelAffineLayer(ChannelAffine spec, String path, Construction from) {
        this.factor = numbers(spec.scale());
        this.offset = numbers(spec.shift());
        this.none = new double[factor.length];
        for (int c = 0; c < factor.length; c++) {
            factor[c] = 1 / factor[c];
            offset[c] = -offset[c] * factor[c];
        }
        this.affine = new Affine(from.type(), factor.length);
        this.pool = from.pool();
        this.output = from.block();
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = output.shaped(x.shape());
        affine.apply(x, factor, offset, y);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(dy.shape());
        affine.apply(dy, factor, none, dx);
        return dx;
    }

    @Override
    public void close() {
        output.close();
        affine.close();
    }
}
