package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Fully connected layer: one matrix product per direction. */
final class DenseLayer implements Layer {

    private final int in;
    private final int out;
    private final Parameter weight;
    private final Bias bias;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    DenseLayer(Dense spec, String path, Construction from) {
        this.in = spec.in();
        this.out = spec.out();
        this.weight = from.parameter(path, "weight");
        this.bias = spec.bias() ? Bias.at(path, from) : Bias.none();
        this.pool = from.pool();
        this.output = from.block();
        this.input = weight.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.size(0), 1, 1, out);
        Ops.multiply(rows(x, in), weight.value(), rows(y, out));
        bias.addTo(y);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (wanted.parameters()) {
            INDArray dw = weight.gradientTarget();
            Ops.multiplyLeftTransposed(rows(input, in), rows(dy, out), dw);
            weight.add(dw);
            bias.addGradient(dy);
        }
        if (!wanted.input()) {
            return EmptyArray.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.multiplyRightTransposed(rows(dy, out), weight.value(), rows(dx, in));
        return dx;
    }

    private static INDArray rows(INDArray array, int size) {
        return array.reshape(array.size(0), size);
    }

    @Override
    public boolean isTrainable() {
        return true;
    }

    @Override
    public void close() {
        output.close();
        bias.close();
    }
}
