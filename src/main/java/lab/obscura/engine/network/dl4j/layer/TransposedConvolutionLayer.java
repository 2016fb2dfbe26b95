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
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Transposed convolution through oneDNN. ND4J's {@code deconv2d} knows no output padding, and {@code conv2d_input_bp} takes ten
 * times as long, so the whole result without any padding is computed and what remains of it is copied out.
 */
final class TransposedConvolutionLayer implements Layer {

    private final TransposedConvolution spec;
    private final Ops.Window window;
    private final Parameter weight;
    private final Bias bias;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    TransposedConvolutionLayer(TransposedConvolution spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.kernel(), spec.stride(), 0);
        this.weight = from.parameter(path, "weight");
        this.bias = spec.bias() ? Bias.at(path, from) : Bias.none();
        this.pool = from.pool();
        this.output = from.block();
        this.input = weight.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        INDArray y = output.shaped(x.size(0), size(x.size(1)), size(x.size(2)), spec.out());
        INDArray whole = takeWhole();
        Ops.transposedConvolve(window, x, weight.value(), whole);
        if (spec.outputPadding() > spec.padding()) {
            y.assign(0); // its last rows and columns are reached by no input
        }
        common(y, 0).assign(common(whole, spec.padding()));
        pool.release(whole);
        bias.addTo(y);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray dx = pool.take(input.shape());
        if (!wanted.parameters()) {
            var padded = new Ops.Window(spec.kernel(), spec.stride(), spec.padding());
            Ops.convolve(padded, dx, dy, weight.value());
            return dx;
        }
        INDArray whole = takeWhole();
        whole.assign(0);
        common(whole, spec.padding()).assign(common(dy, 0));
        INDArray dw = weight.gradientTarget();
        Ops.transposedConvolveBackward(window, Ops.of(input, weight.value(), whole), Ops.of(dx, dw));
        weight.add(dw);
        bias.addGradient(dy);
        pool.release(whole);
        if (wanted.input()) {
            return dx;
        }
        pool.release(dx);
        return EmptyArray.of(pool.type());
    }

    private INDArray takeWhole() {
        return pool.take(input.size(0), wholeSize(input.size(1)), wholeSize(input.size(2)), spec.out());
    }

    private long wholeSize(long of) {
        return (of - 1) * spec.stride() + spec.kernel();
    }

    private long size(long of) {
        return wholeSize(of) - 2L * spec.padding() + spec.outputPadding();
    }

    /** The rows and columns that the result and the whole have in common; they begin at {@code start}. */
    private INDArray common(INDArray array, long start) {
        return array.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(start, start + commonSize(input.size(1))),
                NDArrayIndex.interval(start, start + commonSize(input.size(2))),
                NDArrayIndex.all());
    }

    private long commonSize(long of) {
        return Math.min(size(of), wholeSize(of) - spec.padding());
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
