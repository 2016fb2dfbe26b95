package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A point-wise function. Where the layer below allows it, it writes over that layer's output and saves the memory. */
final class ActivationLayer implements Layer {

    private final PointwiseFunction function;
    private final Construction from;
    private final boolean inPlace;
    private final Pool pool;
    private final Block output;
    private INDArray input;
    private INDArray result;

    private ActivationLayer(PointwiseFunction function, boolean inPlace, Construction from) {
        this.function = function;
        this.from = from;
        this.inPlace = inPlace;
        this.pool = from.pool();
        this.output = from.block();
        this.input = EmptyArray.of(from.type());
        this.result = input;
    }

    ActivationLayer(Activation spec, String path, Construction from) {
        this(PointwiseFunction.of(spec.function()), false, from);
    }

    /** When the derivative of the function can be told from its value. */
    @Override
    public Layer overwritingItsInput() {
        return new ActivationLayer(function, function.derivativeNeedsOnlyValue(), from);
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        result = inPlace ? x : output.shaped(x.shape());
        function.apply(x, result);
        return result;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(dy.shape());
        function.derivative(input, result, dx);
        return dx.muli(dy);
    }

    @Override
    public boolean outputMayBeOverwritten() {
        return false;
    }

    @Override
    public void close() {
        output.close();
    }
}
