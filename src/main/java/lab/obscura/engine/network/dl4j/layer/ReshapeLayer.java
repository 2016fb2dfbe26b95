package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Reshaping.Reshape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The same numbers in another shape: forward only looks at them otherwise. */
final class ReshapeLayer implements Layer {

    private final Reshape spec;
    private final Pool pool;
    private long[] inputShape = {};

    ReshapeLayer(Reshape spec, String path, Construction from) {
        this.spec = spec;
        this.pool = from.pool();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        inputShape = x.shape();
        return x.reshape(x.size(0), spec.height(), spec.width(), spec.channels());
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(inputShape);
        dx.assign(dy.reshape(inputShape));
        return dx;
    }

    @Override
    public boolean outputMayBeOverwritten() {
        return false;
    }
}
