package lab.obscura.engine.network.dl4j;

import lab.obscura.engine.network.NetworkSpec;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution through oneDNN. Its backward operation always computes both gradients; what is not wanted is thrown away. */
final class ConvolutionLayer implements Layer {

    private final Ops.Window window;
    private final int out;
    private final Parameter weight;
    private final Bias bias;
    private final NetworkSpec.Convolution spec;
    private final Pool pool;
    private final Block output;
    private INDArray input;

    ConvolutionLayer(NetworkSpec.Convolution spec, String path, Construction from) {
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
        INDArray dx = pool.take(input.shape());
        INDArray dw = wanted.parameters()
                ? weight.gradientTarget()
                : pool.take(weight.value().shape());
        Ops.convolveBackward(window, Ops.of(input, weight.value(), dy), Ops.of(dx, dw));
        if (!wanted.parameters()) {
            pool.release(dw);
            return dx;
        }
        weight.add(dw);
        bias.addGradient(dy);
        if (wanted.input()) {
            return dx;
        }
        pool.release(dx);
        return Nothing.of(pool.type());
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
