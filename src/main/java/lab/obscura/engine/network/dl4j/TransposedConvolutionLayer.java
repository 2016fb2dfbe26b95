package lab.obscura.engine.network.dl4j;

import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Transposed convolution, by its definition as the input gradient of a convolution from the output to the input. ND4J's
 * {@code deconv2d} knows no output padding and its {@code conv2d_input_bp} does not use oneDNN.
 */
final class TransposedConvolutionLayer implements Layer {

    private final NetworkSpec.TransposedConvolution spec;
    private final Ops.Window window;
    private final Parameter weight;
    private final Bias bias;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    TransposedConvolutionLayer(NetworkSpec.TransposedConvolution spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.kernel(), spec.stride(), spec.padding());
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
        INDArray unused = pool.take(weight.value().shape());
        INDArray anything = pool.take(y.shape());
        anything.assign(0);
        Ops.convolveBackward(window, Ops.of(anything, weight.value(), x), Ops.of(y, unused));
        pool.release(unused);
        pool.release(anything);
        bias.addTo(y);
        return y;
    }

    private long size(long of) {
        return (of - 1) * spec.stride() - 2L * spec.padding() + spec.kernel() + spec.outputPadding();
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        if (wanted.parameters()) {
            INDArray unused = pool.take(dy.shape());
            INDArray dw = weight.gradientTarget();
            Ops.convolveBackward(window, Ops.of(dy, weight.value(), input), Ops.of(unused, dw));
            weight.add(dw);
            pool.release(unused);
            bias.addGradient(dy);
        }
        if (!wanted.input()) {
            return Nothing.of(pool.type());
        }
        INDArray dx = pool.take(input.shape());
        Ops.convolve(window, dx, dy, weight.value());
        return dx;
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
