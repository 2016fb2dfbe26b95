package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.dl4j.array.SpreadKernel;
import lab.obscura.engine.network.dl4j.build.Construction;
import lab.obscura.engine.network.dl4j.build.Layer;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution through oneDNN. Its backward operation always computes both gradients. Where the input's alone is wanted, the transposed
 * convolution gives the same numbers for less than half the time.
 */
final class ConvolutionLayer implements Layer {

    private final Ops.Window window;
    private final int out;
    private final SpreadKernel weight;
    private final Bias bias;
    private final Convolution spec;
    private final Pool pool;
    private final Block output;
    private INDArray input;
    private INDArray kernel;

    ConvolutionLayer(Convolution spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.reach(), spec.stride(), spec.padding());
        this.out = spec.out();
        this.weight = new SpreadKernel(from.parameter(path, "weight"), spec.dilation(), from.pool());
        this.bias = spec.bias() ? Bias.at(path, from) : Bias.none();
        this.pool = from.pool();
        this.output = from.block();
        this.kernel = weight.value();
        this.input = kernel;
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        kernel = weight.value();
        INDArray y = output.shaped(x.size(0), spec.size(x.size(1)), spec.size(x.size(2)), out);
        Ops.convolve(window, y, bias.with(x, kernel));
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        return wanted.parameters() ? withParameters(dy, wanted) : inputGradient(dy);
    }

    private INDArray inputGradient(INDArray dy) {
        INDArray dx = pool.take(input.shape());
        if (reaches(dy.size(1), input.size(1)) && reaches(dy.size(2), input.size(2))) {
            Ops.transposedConvolve(window, dy, kernel, dx);
            return dx;
        }
        INDArray unwanted = pool.take(kernel.shape());
        Ops.convolveBackward(window, Ops.of(input, kernel, dy), Ops.of(dx, unwanted));
        pool.release(unwanted);
        return dx;
    }

    /** Whether the transposed convolution makes so many rows of so many: a stride may have left out the last ones. */
    private boolean reaches(long from, long to) {
        return (from - 1) * spec.stride() + spec.reach() - 2L * spec.padding() == to;
    }

    private INDArray withParameters(INDArray dy, Wanted wanted) {
        INDArray dx = pool.take(input.shape());
        INDArray dw = weight.gradientTarget();
        Ops.convolveBackward(window, Ops.of(input, kernel, dy), Ops.of(dx, dw));
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
        weight.close();
        bias.close();
    }
}
