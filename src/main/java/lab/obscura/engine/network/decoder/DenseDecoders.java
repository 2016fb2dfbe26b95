package lab.obscura.engine.network.decoder;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.spec.Reshaping.Reshape;

/**
 * Decoders of the family behind a linear map of the whole feature, {@code docs/methods/networks.md#dense-first-decoders}. Some defenses mix
 * all places of a feature; a convolution sees its neighborhood only and cannot put such a mixture in order.
 */
public final class DenseDecoders {

    /** A quarter of a gigabyte; with its gradient and Adam's moments a whole one. */
    static final long MOST_WEIGHTS = 1L << 26;

    private DenseDecoders() {}

    /**
     * The decoder of that name behind a dense layer.
     *
     * @param values that the dense layer puts out; as many whole channels are made of them as there is room for
     * @throws IllegalArgumentException when the layer would be too large, or the decoder does not fit
     */
    public static NetworkSpec named(String name, ImageShape feature, ImageShape image, int values) {
        ImageShape inner = inner(feature, values);
        long weights = (long) feature.size() * inner.size();
        if (weights > MOST_WEIGHTS) {
            throw new IllegalArgumentException("A dense layer from " + feature.size() + " to " + inner.size()
                    + " values has " + weights + " weights, and at most " + MOST_WEIGHTS + " are allowed. Set dense to "
                    + MOST_WEIGHTS / feature.size() + " or less, or cut where the feature is smaller");
        }
        return Layers.sequence(
                new Flatten(),
                Dense.of(feature.size(), inner.size(), Init.KAIMING_UNIFORM),
                Reshape.to(inner),
                Decoders.named(name, inner, image));
    }

    /** The feature's height and width, halved while it has more places than values. */
    private static ImageShape inner(ImageShape feature, int values) {
        int height = feature.height();
        int width = feature.width();
        while (height * width > values && height % 2 == 0 && width % 2 == 0) {
            height /= 2;
            width /= 2;
        }
        return new ImageShape(height, width, Math.max(1, values / (height * width)));
    }
}
