package lab.obscura.engine.network.torch;

import java.util.List;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.torch.library.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Layers that shift and scale every channel. */
final class NormalizationCalls {

    static final List<LayerCall> ALL = List.of(
            LayerCall.withSpareOutput(BatchNorm.class, NormalizationCalls::batchNorm),
            LayerCall.withSpareOutput(GroupNorm.class, NormalizationCalls::groupNorm),
            LayerCall.of(ChannelAffine.class, NormalizationCalls::channelAffine));

    /**
     * libtorch 2.10 on the CPU computes the statistics of channels that lie last in memory over the channels of one place, eight or sixteen
     * at once. Fewer it takes one by one: three channels of 256 images of 32 × 32 took 31 ms there and back, and take 4 channel by channel.
     */
    private static final int FEWEST_CHANNELS_LAST = 8;

    private NormalizationCalls() {}

    private static Tensor batchNorm(BatchNorm norm, Tensor x, LayerSite site) {
        Tensor gamma = site.parameter("gamma");
        Tensor beta = site.parameter("beta");
        Tensor mean = site.statistic("runningMean");
        Tensor variance = site.statistic("runningVariance");
        boolean training = site.pass().isTraining();
        if (training && x.numel() == norm.channels()) {
            moveTowards(mean, variance, x, norm.momentum());
            return withoutSpread(x, gamma, beta);
        }
        boolean apart = norm.channels() < FEWEST_CHANNELS_LAST && !site.device().isCuda();
        Tensor normalized = torch.batch_norm(
                apart ? x.contiguous() : x,
                new TensorOptional(gamma),
                new TensorOptional(beta),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training,
                norm.momentum(),
                norm.epsilon(),
                site.device().isCuda());
        return apart ? normalized.contiguous(torch.MemoryFormat.ChannelsLast) : normalized;
    }

    /** Where a channel has one value it is the mean, and normalizes to zero; libtorch would divide by the zero values beside it. */
    private static Tensor withoutSpread(Tensor x, Tensor gamma, Tensor beta) {
        long[] perChannel = {1, x.size(1), 1, 1};
        return torch.addcmul(beta.view(perChannel), x.mul(new Scalar(0.0)), gamma.view(perChannel));
    }

    private static void moveTowards(Tensor mean, Tensor variance, Tensor x, double momentum) {
        Scope.quietly(() -> {
            mean.mul_(new Scalar(1 - momentum));
            mean.add_(x.detach().flatten(), new Scalar(momentum));
            variance.mul_(new Scalar(1 - momentum));
        });
    }

    private static Tensor groupNorm(GroupNorm norm, Tensor x, LayerSite site) {
        return torch.group_norm(
                x,
                norm.groups(),
                new TensorOptional(site.parameter("gamma")),
                new TensorOptional(site.parameter("beta")),
                norm.epsilon(),
                false);
    }

    private static Tensor channelAffine(ChannelAffine affine, Tensor x, LayerSite site) {
        double[] factor = affine.scale().stream().mapToDouble(s -> 1 / s).toArray();
        return torch.addcmul(
                site.constant("offset", () -> offset(affine, factor)), x, site.constant("factor", () -> factor));
    }

    private static double[] offset(ChannelAffine affine, double[] factor) {
        double[] offset = new double[factor.length];
        for (int c = 0; c < offset.length; c++) {
            offset[c] = -affine.shift().get(c) * factor[c];
        }
        return offset;
    }
}
