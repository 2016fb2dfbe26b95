package lab.obscura.engine.network.dl4j.composite;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers that all get the same input. */
final class Branches implements AutoCloseable {

    private final List<Layer> layers;
    private final Pool pool;

    private Branches(List<Layer> layers, Pool pool) {
        this.layers = List.copyOf(layers);
        this.pool = pool;
    }

    static Branches of(NetworkSpec spec, String path, Construction from) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < spec.parts().size(); i++) {
            layers.add(from.layer(spec.parts().get(i), InitialState.child(path, i)));
        }
        return new Branches(layers, from.pool());
    }

    /** The output of each; it stays the branch's own. */
    List<INDArray> forward(INDArray x, Pass pass) {
        return layers.stream().map(layer -> layer.forward(x, pass)).toList();
    }

    /**
     * The gradient of the common input.
     *
     * @param gradients one for each output, from the pool; given back here
     */
    INDArray backward(List<INDArray> gradients, Wanted wanted) {
        INDArray total = EmptyArray.of(pool.type());
        for (int i = 0; i < layers.size(); i++) {
            INDArray gradient = gradients.get(i);
            INDArray dx = layers.get(i).backward(gradient, wanted);
            if (wanted.input()) {
                total = total.isEmpty() ? pool.take(dx.shape()).assign(dx) : total.addi(dx);
                pool.release(dx);
            }
            pool.release(gradient);
        }
        return total;
    }

    boolean areTrainable() {
        return layers.stream().anyMatch(Layer::isTrainable);
    }

    @Override
    public void close() {
        layers.forEach(Layer::close);
    }
}
