package lab.obscura.engine.network.dl4j.layer;

import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.dl4j.array.Block;
import lab.obscura.engine.network.dl4j.array.EmptyArray;
import lab.obscura.engine.network.dl4j.array.Ops;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.dl4j.array.Pool;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Depthwise convolution. ND4J's backward operation always computes both gradients. Its operations through oneDNN fail with a dilation, so
 * a dilated kernel is a larger one with zeros between its places.
 */
final class DepthwiseConvolutionLayer implements Layer {

    private final DepthwiseConvolution spec;
    private final int reach;
    private final int[] window;
    private final Parameter weight;
    private final Bias bias;
    private final Pool pool;
    private final Block output;
    private final Block kernelMemory;
    private INDArray input;
    private INDArray kernel;

    DepthwiseConvolutionLayer(DepthwiseConvolution spec, String path, Construction from) {
        this.spec = spec;
        this.reach = spec.reach();
        this.window = new Ops.Window(reach, spec.stride(), spec.padding()).forConvolution();
        this.weight = from.parameter(path, "weight");
        this.bias = spec.bias() ? Bias.at(path, from) : Bias.none();
        this.pool = from.pool();
        this.output = from.block();
        this.kernelMemory = from.block();
        this.input = weight.value();
        this.kernel = weight.value();
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        input = x;
        kernel = spread();
        INDArray y = output.shaped(x.size(0), spec.size(x.size(1)), spec.size(x.size(2)), spec.channels());
        Ops.run("depthwise_conv2d", Ops.of(x, kernel), Ops.of(y), window);
        bias.addTo(y);
        return y;
    }

    private INDArray spread() {
        if (spec.dilation() == 1) {
            return weight.value();
        }
        INDArray wide = kernelMemory.shaped(reach, reach, spec.channels(), 1).assign(0);
        places(wide).assign(weight.value());
        return wide;
    }

    /** Where the weights lie in a spread kernel. */
    private INDArray places(INDArray wide) {
        INDArrayIndex every = NDArrayIndex.interval(0, spec.dilation(), reach);
        return wide.get(every, every, NDArrayIndex.all(), NDArrayIndex.all());
    }

    @Override
    public INDArray backward(INDArray dy, Wanted wanted) {
        INDArray dx = pool.take(input.shape());
        INDArray wide = pool.take(kernel.shape());
        Ops.run("depthwise_conv2d_bp", Ops.of(input, kernel, dy), Ops.of(dx, wide), window);
        if (wanted.parameters()) {
            INDArray dw = weight.gradientTarget();
            dw.assign(places(wide));
            weight.add(dw);
            bias.addGradient(dy);
        }
        pool.release(wide);
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
        kernelMemory.close();
        bias.close();
    }
}
