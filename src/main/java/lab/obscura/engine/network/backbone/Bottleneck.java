package lab.obscura.engine.network.backbone;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;

/**
 * A pair of convolutions around the cut: the edge compresses the channels, the cloud expands them again (grammar
 * {@code [noRELU_][Kk]CcSs} of {@code docs/methods/networks.md#bottleneck}).
 *
 * @param channels of what is sent
 * @param kernel odd
 * @param stride 1, 2 or 4: how much smaller than the cut layer the feature is; every factor of two is a stride-2 convolution at
 *     the edge and a transposed one in the cloud
 * @param relu whether a ReLU follows at the edge (the published setting has none)
 */
public record Bottleneck(int channels, int kernel, int stride, boolean relu) {

    /** The published {@code noRELU_C8S1}. */
    public static Bottleneck of(int channels) {
        return new Bottleneck(channels, 3, 1, false);
    }

    List<NetworkSpec> edge(ImageShape cut) {
        var layers = new ArrayList<NetworkSpec>();
        int in = cut.channels();
        for (int step = stride; step > 1; step /= 2) {
            layers.add(Convolution.of(in, channels, kernel, Init.XAVIER_UNIFORM).withStride(2));
            in = channels;
        }
        if (stride == 1) {
            layers.add(Convolution.of(in, channels, kernel, Init.XAVIER_UNIFORM));
        }
        if (relu) {
            layers.add(Layers.relu());
        }
        return layers;
    }

    List<NetworkSpec> cloud(ImageShape cut) {
        var layers = new ArrayList<NetworkSpec>();
        int in = channels;
        for (int step = stride; step > 1; step /= 2) {
            int out = step == 2 ? cut.channels() : channels;
            layers.add(TransposedConvolution.of(in, out, kernel, Init.KAIMING_UNIFORM)
                    .doubling());
            in = out;
        }
        if (stride == 1) {
            layers.add(Convolution.of(channels, cut.channels(), kernel, Init.KAIMING_UNIFORM));
        }
        return layers;
    }
}
