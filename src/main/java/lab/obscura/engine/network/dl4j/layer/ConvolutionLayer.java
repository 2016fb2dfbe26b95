package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution through oneDNN. Its backward operation always computes both gradients. Where the input's alone is wanted, the transposed
 * convolution gives the same numbers for less than half the time.
 */
final class ConvolutionLayer implements Layer {

    private final Ops.Window window;
    private final int out;
    private final Parameter weight;
    private final Bias bias;
    private final Convolution spec;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    ConvolutionLayer(Convolution spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.kernel(), spec.stride(), spec.padding());
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
        INDArray y = output.shaped(x.size(0), size(x.size(1)), size(x.size(2)), out);
        Ops.convolve(window, y, bias.with(x, weight.value()));
        return y;
    }

    private long size(long of) {
        return (of + 2L * spec.padding() - spec.kernel()) / spec.stride() + 1;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        return wanted.parameters() ? withParameters(dy, wanted) : inputGradient(dy);
    }

    private INDArray inputGradient(INDArray dy) {
        INDArray dx = pool.take(input.shape());
        if (reaches(dy.size(1), input.size(1)) && reaches(dy.size(2), input.size(2))) {
            Ops.transposedConvolve(window, dy, weight.value(), dx);
            return dx;
        }
        INDArray unwanted = pool.take(weight.value().shape());
        Ops.convolveBackward(window, Ops.of(input, weight.value(), dy), Ops.of(dx, unwanted));
        pool.release(unwanted);
        return dx;
    }

    /** Whether the transposed convolution makes so many rows of so many: a stride may have left out the last ones. */
    private boolean reaches(long from, long to) {
        return (from - 1) * spec.stride() + spec.kernel() - 2L * spec.padding() == to;
    }

    private INDArray withParameters(INDArray dy, Wanted wanted) {
        INDArray dx = pool.take(input.shape());
        INDArray dw = weight.gradientTarget();
        Ops.convolveBackward(window, Ops.of(input, weight.value(), dy), Ops.of(dx, dw));
        weight.add(dw);
        bias.addGradient(dy);
        if (wanted.input()) {
            return dx;
        }
        pool.release(dx);
        return EmptyArray.of(pool.type());
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
