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
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Depthwise convolution. ND4J's backward operation always computes both gradients. */
final class DepthwiseConvolutionLayer implements Layer {

    private final DepthwiseConvolution spec;
    private final int[] window;
    private final SpreadKernel weight;
    private final Bias bias;
    private final Pool pool;
    private final Block output;
    private INDArray input;
    private INDArray kernel;

    DepthwiseConvolutionLayer(DepthwiseConvolution spec, String path, Construction from) {
        this.spec = spec;
        this.window = new Ops.Window(spec.reach(), spec.stride(), spec.padding()).forConvolution();
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
        INDArray y = output.shaped(x.size(0), spec.size(x.size(1)), spec.size(x.size(2)), spec.channels());
        Ops.run("depthwise_conv2d", Ops.of(x, kernel), Ops.of(y), window);
        bias.addTo(y);
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray dx = pool.take(input.shape());
        INDArray dw = wanted.parameters() ? weight.gradientTarget() : pool.take(kernel.shape());
        Ops.run("depthwise_conv2d_bp", Ops.of(input, kernel, dy), Ops.of(dx, dw), window);
        if (wanted.parameters()) {
            weight.add(dw);
            bias.addGradient(dy);
        } else {
            pool.release(dw);
        }
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
