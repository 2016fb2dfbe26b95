package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that look at a window around every place. */
final class ConvolutionCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.withSpareOutput(Convolution.class, ConvolutionCalls::convolution),
            LayerCall.withSpareOutput(DepthwiseConvolution.class, ConvolutionCalls::depthwise),
            LayerCall.withSpareOutput(TransposedConvolution.class, ConvolutionCalls::transposed),
            LayerCall.of(LocalCompetition.class, ConvolutionCalls::localCompetition));

    private static final long[] ONE = {1, 1};

    private ConvolutionCalls() {}

    /**
     * A 1×1 convolution with a stride looks at every n-th value only, which are taken out first: with few channels libtorch 2.10 writes
     * beyond its memory in the backward pass of the strided one.
     */
    private static Tensor convolution(Convolution c, Tensor x, LayerSite site) {
        boolean picks = c.kernel() == 1 && c.stride() > 1 && c.padding() == 0;
        Tensor seen = picks ? everyNth(everyNth(x, 2, c.stride()), 3, c.stride()) : x;
        long step = picks ? 1 : c.stride();
        Tensor weight = spread(site.parameter("weight"), c.dilation());
        if (c.in() == 1 && c.kernel() > 1) {
            // With AVX-512, libtorch 2.10 gets the gradient of a single input channel wrong, and of two right.
            seen = withChannelOfZeros(seen);
            weight = withChannelOfZeros(weight);
        }
        return torch.conv2d(seen, weight, site.bias(c.bias()), both(step), both(c.padding()), ONE, 1);
    }

    private static Tensor depthwise(DepthwiseConvolution d, Tensor x, LayerSite site) {
        Tensor kernels = spread(site.parameter("weight").permute(1, 0, 2, 3), d.dilation());
        Tensor seen = x;
        if (d.channels() == 1 && d.kernel() > 1) {
            kernels = withChannelOfZeros(kernels);
            seen = withChannelOfZeros(x); // for the same reason
        }
        return torch.conv2d(seen, kernels, site.bias(d.bias()), both(d.stride()), both(d.padding()), ONE, d.channels());
    }

    /**
     * A dilated kernel as a larger one with zeros between its places: libtorch 2.10 on the CPU gets the input gradient of dilated depthwise
     * convolutions wrong.
     */
    private static Tensor spread(Tensor kernels, int dilation) {
        if (dilation == 1) {
            return kernels;
        }
        long out = kernels.size(0);
        long in = kernels.size(1);
        long size = kernels.size(2);
        Tensor cells = kernels.reshape(out, in, size, 1, size, 1);
        long gap = dilation - 1L;
        Tensor withZeros = torch.constant_pad_nd(cells, 0, gap, 0, 0, 0, gap);
        long reach = (size - 1) * dilation + 1;
        return withZeros
                .reshape(out, in, size * dilation, size * dilation)
                .narrow(2, 0, reach)
                .narrow(3, 0, reach);
    }

    private static Tensor everyNth(Tensor x, int dimension, long step) {
        return x.slice(dimension, new LongOptional(0), new LongOptional(x.size(dimension)), step);
    }

    private static Tensor withChannelOfZeros(Tensor x) {
        return torch.constant_pad_nd(x, 0, 0, 0, 0, 0, 1);
    }

    private static Tensor transposed(TransposedConvolution t, Tensor x, LayerSite site) {
        long[] stride = both(t.stride());
        long[] padding = both(t.padding());
        long[] outputPadding = both(t.outputPadding());
        Tensor weight = site.parameter("weight");
        var none = new TensorOptional();
        if (t.out() > 1) {
            if (t.bias() && !site.device().isCuda()) {
                // oneDNN adds up the gradient of this bias by a loop that it calls a reference.
                return torch.conv_transpose2d(x, weight, none, stride, padding, outputPadding, 1, ONE)
                        .add_(site.parameter("bias").view(1, t.out(), 1, 1));
            }
            return torch.conv_transpose2d(x, weight, site.bias(t.bias()), stride, padding, outputPadding, 1, ONE);
        }
        // What a convolution does to the gradient of a single channel, this does to its output.
        Tensor both =
                torch.conv_transpose2d(x, withChannelOfZeros(weight), none, stride, padding, outputPadding, 1, ONE);
        Tensor first = both.narrow(1, 0, 1);
        return t.bias() ? first.add(site.parameter("bias").view(1, 1, 1, 1)) : first;
    }

    private static Tensor localCompetition(LocalCompetition c, Tensor x, LayerSite site) {
        // A single channel gets a second one of zeros for the same reasons as above; what is left of it stays zero.
        boolean single = c.channels() == 1 && c.kernel() > 1;
        Tensor image = single ? withChannelOfZeros(x) : x;
        Tensor atoms = single ? withChannelOfZeros(site.parameter("weight")) : site.parameter("weight");
        long[] padding = both(c.padding());
        var none = new TensorOptional();
        Tensor potential =
                torch.conv2d(image, atoms, none, ONE, padding, ONE, 1).mul(new Scalar(c.step()));
        Tensor codes = activeAbove(c.threshold(), potential);
        for (int i = 1; i < c.iterations(); i++) {
            Tensor built = torch.conv_transpose2d(codes, atoms, none, ONE, padding, new long[] {0, 0}, 1, ONE);
            Tensor drive = torch.conv2d(image.sub(built), atoms, none, ONE, padding, ONE, 1)
                    .add(codes);
            potential = potential.mul(new Scalar(1 - c.step())).add(drive.mul(new Scalar(c.step())));
            codes = activeAbove(c.threshold(), potential);
        }
        return codes;
    }

    private static Tensor activeAbove(double threshold, Tensor potential) {
        return torch.relu(potential.sub(new Scalar(threshold)));
    }

    /** For height and width. */
    private static long[] both(long value) {
        return new long[] {value, value};
    }
}
