package lab.obscura.engine.network.decoder;

import static lab.obscura.engine.network.spec.Layers.doubling;
import static lab.obscura.engine.network.spec.Layers.relu;
import static lab.obscura.engine.network.spec.Layers.sequence;

import java.util.ArrayList;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec;

/**
 * The inverse networks of He et al. ({@code docs/methods/networks.md#inverse-networks}): transposed convolutions with ReLU between,
 * nothing at the end. One stage per
 * doubling of the size; the last one ends with 64 channels.
 */
public final class InverseNetworks {

    private static final int LAST_CHANNELS = 64;
    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;

    private InverseNetworks() {}

    /**
     * From a feature to an image. Stages before the last keep the feature's channels, but have 64 or more.
     *
     * @throws IllegalArgumentException when the image is not the feature's size times a power of two
     */
    public static NetworkSpec of(ImageShape feature, ImageShape image) {
        int doublings = Decoders.doublings(feature, image);
        var layers = new ArrayList<NetworkSpec>();
        int channels = feature.channels();
        for (int stage = 1; stage <= doublings; stage++) {
            int next = stage == doublings ? LAST_CHANNELS : Math.max(LAST_CHANNELS, channels);
            layers.add(doubling(channels, next, INIT));
            layers.add(relu());
            channels = next;
        }
        layers.add(TransposedConvolution.of(channels, image.channels(), 3, INIT));
        return sequence(layers);
    }
}
