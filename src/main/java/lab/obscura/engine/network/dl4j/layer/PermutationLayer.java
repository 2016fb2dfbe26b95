package lab.obscura.engine.network.dl4j.layer;

import java.util.List;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Reshaping.Permutation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The axes in another order, copied: the operations read plain row-major memory. */
final class PermutationLayer implements Layer {

    private final List<Integer> axes;
    private final Pool pool;
    private final Block output;
    private long[] inputShape = {};

    PermutationLayer(Permutation spec, String path, Construction from) {
        this.axes = spec.axes();
        this.pool = from.pool();
        this.output = from.block();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        inputShape = x.shape();
        INDArray turned = x.permute(0, 1 + axes.get(0), 1 + axes.get(1), 1 + axes.get(2));
        return output.shaped(turned.shape()).assign(turned);
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        return pool.take(inputShape)
                .assign(dy.permute(0, 1 + axes.indexOf(0), 1 + axes.indexOf(1), 1 + axes.indexOf(2)));
    }

    @Override
    public void close() {
        output.close();
    }
}
