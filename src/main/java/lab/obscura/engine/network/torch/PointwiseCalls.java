package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.DropoutMask;
import lab.obscura.engine.network.GaussianDraw;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.network.torch.library.Uploads;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers that look at one value at a time. */
final class PointwiseCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.of(Activation.class, PointwiseCalls::activation),
            LayerCall.of(Dropout.class, PointwiseCalls::dropout),
            LayerCall.of(GaussianSample.class, PointwiseCalls::gaussianSample));

    private static final double NEGATIVE_SLOPE = 0.2;

    private PointwiseCalls() {}

    private static Tensor activation(Activation activation, Tensor x, LayerSite site) {
        return switch (activation.function()) {
            case RELU -> torch.relu(x);
            case SIGMOID -> torch.sigmoid(x);
            case TANH -> torch.tanh(x);
            case SILU -> torch.silu(x);
            case LEAKY_RELU -> torch.leaky_relu(x, new Scalar(NEGATIVE_SLOPE));
        };
    }

    /** Over an input that nobody else needs. */
    static Tensor overwriting(Activation activation, Tensor x) {
        switch (activation.function()) {
            case RELU -> torch.relu_(x);
            case SIGMOID -> torch.sigmoid_(x);
            case TANH -> torch.tanh_(x);
            case LEAKY_RELU -> torch.leaky_relu_(x, new Scalar(NEGATIVE_SLOPE));
            case SILU -> {
                return torch.silu(x); // its gradient needs its input
            }
        }
        return x;
    }

    private static Tensor dropout(Dropout dropout, Tensor x, LayerSite site) {
        if (!site.pass().isTraining() || dropout.rate() == 0) {
            return x;
        }
        Tensor mask = onDevice(DropoutMask.drawn(dropout, site.path(), site.pass(), x.numel()), x.shape(), site);
        return x.mul(mask);
    }

    private static Tensor gaussianSample(GaussianSample layer, Tensor x, LayerSite site) {
        long channels = x.size(1) / 2;
        Tensor mean = x.narrow(1, 0, channels);
        if (!GaussianDraw.isDrawn(layer, site.pass())) {
            return mean;
        }
        Tensor deviation = torch.softplus(x.narrow(1, channels, channels).sub(new Scalar(GaussianDraw.SHIFT)));
        Tensor noise = onDevice(GaussianDraw.drawn(site.path(), site.pass(), mean.numel()), mean.shape(), site);
        return mean.add(deviation.mul(noise));
    }

    /**
     * Values drawn row by row, where the network computes.
     *
     * @param shape batch × channels × height × width
     */
    private static Tensor onDevice(float[] drawn, long[] shape, LayerSite site) {
        long[] rowsFirst = {shape[0], shape[2], shape[3], shape[1]};
        return Uploads.of(drawn, site.device(), rowsFirst).permute(0, 3, 1, 2);
    }
}
