package lab.obscura.engine.network.dl4j.composite;

import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two branches from one input, added. */
public final class ResidualSumLayer implements Layer {

    private final Layer body;
    private final Layer shortcut;
    private final Pool pool;
    private final Block output;

    public ResidualSumLayer(ResidualSum spec, String path, Construction from) {
        this.body = from.layer(spec.body(), InitialState.child(path, 0));
        this.shortcut = from.layer(spec.shortcut(), InitialState.child(path, 1));
        this.pool = from.pool();
        this.output = from.block();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray a = body.forward(x, pass);
        INDArray b = shortcut.forward(x, pass);
        return a.add(b, output.shaped(a.shape()));
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray a = body.backward(dy, wanted);
        INDArray b = shortcut.backward(dy, wanted);
        if (!wanted.input()) {
            return a;
        }
        if (a == dy) {
            return a == b ? a.mul(2, pool.take(dy.shape())) : b.addi(a);
        }
        a.addi(b);
        if (b != dy) {
            pool.release(b);
        }
        return a;
    }

    @Override
    public boolean isTrainable() {
        return body.isTrainable() || shortcut.isTrainable();
    }

    @Override
    public void close() {
        body.close();
        shortcut.close();
        output.close();
    }
}
