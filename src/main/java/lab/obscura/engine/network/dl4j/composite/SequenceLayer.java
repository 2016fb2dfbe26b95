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
import lab.obscura.engine.network.spec.Composition.Sequence;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One layer after another; an empty one is the identity. */
public final class SequenceLayer implements Layer {

    private final List<Layer> layers;
    private final Pool pool;

    private SequenceLayer(List<Layer> layers, Construction from) {
        this.layers = List.copyOf(layers);
        this.pool = from.pool();
    }

    /** Where a layer can do it and the one before allows it, it writes over its input. */
    public static SequenceLayer of(Sequence spec, String path, Construction from) {
        List<Layer> layers = new ArrayList<>();
        boolean mayOverwrite = false;
        for (int i = 0; i < spec.layers().size(); i++) {
            Layer layer = from.layer(spec.layers().get(i), InitialState.child(path, i));
            layers.add(mayOverwrite ? layer.overwritingItsInput() : layer);
            mayOverwrite = layer.outputMayBeOverwritten();
        }
        return new SequenceLayer(layers, from);
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, pass);
        }
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        // Without a wish for the input's gradient nothing below the first trained layer needs to run.
        int last = wanted.input() ? 0 : firstTrainable();
        INDArray gradient = dy;
        for (int i = layers.size() - 1; i >= last; i--) {
            INDArray next = layers.get(i).backward(gradient, i == last ? wanted : wantedAbove(wanted));
            if (gradient != dy && gradient != next) {
                pool.release(gradient);
            }
            gradient = next;
        }
        return wanted.input() ? gradient : EmptyArray.of(pool.type());
    }

    private static Wanted wantedAbove(Wanted wanted) {
        return wanted.parameters() ? Wanted.BOTH : Wanted.INPUT;
    }

    private int firstTrainable() {
        int first = 0;
        while (first < layers.size() && !layers.get(first).isTrainable()) {
            first++;
        }
        return first;
    }

    @Override
    public boolean isTrainable() {
        return layers.stream().anyMatch(Layer::isTrainable);
    }

    @Override
    public boolean outputMayBeOverwritten() {
        return !layers.isEmpty() && layers.get(layers.size() - 1).outputMayBeOverwritten();
    }

    @Override
    public void close() {
        layers.forEach(Layer::close);
    }
}
