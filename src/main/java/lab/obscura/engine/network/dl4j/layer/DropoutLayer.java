package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.DropoutMask;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.batch.HostValues;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dropout by the common {@link DropoutMask}. */
final class DropoutLayer implements Layer {

    private final Dropout spec;
    private final String path;
    private final Pool pool;
    private final Block output;
    private final Block mask;
    private INDArray factors;
    private boolean active;

    DropoutLayer(Dropout spec, String path, Construction from) {
        this.spec = spec;
        this.path = path;
        this.pool = from.pool();
        this.output = from.block();
        this.mask = from.block();
        this.factors = EmptyArray.of(from.type());
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        active = pass.isTraining() && spec.rate() > 0;
        if (!active) {
            return x;
        }
        factors = mask.shaped(x.shape());
        try (INDArray drawn = HostValues.array(DropoutMask.drawn(spec, path, pass, x.length()), x.shape())) {
            factors.assign(drawn);
        }
        return x.mul(factors, output.shaped(x.shape()));
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        return active ? dy.mul(factors, pool.take(dy.shape())) : dy;
    }

    @Override
    public boolean outputMayBeOverwritten() {
        return false;
    }

    @Override
    public void close() {
        output.close();
        mask.close();
    }
}
