package lab.obscura.engine.network.backbone;

import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;

/** A classifier that can be cut after each of its numbered layers. */
public interface Backbone {

    /** Name in a definition, as in {@code vgg11-bn-sgm}. */
    String id();

    String title();

    /** The largest cut layer; the smallest is 1. */
    int lastCutLayer();

    /** Where it is cut when the definition does not say. */
    int defaultCutLayer();

    /** Whether papers train it, for hundreds of epochs; a small one of this project's own learns in a few. */
    boolean isPublished();

    /**
     * The two halves.
     *
     * @throws IllegalArgumentException when the image is too small for the pools; the message names the layer
     */
    SplitSpec split(Plan plan);

    /**
     * What a backbone needs to know.
     *
     * @param input shape of one image
     * @param classes number of outputs
     * @param normalization first layer of the edge
     * @param width factor on every number of channels, above 0
     * @param cutLayer 1 … {@link #lastCutLayer()}
     * @param bottleneck convolutions around the cut, when wanted
     */
    record Plan(
            ImageShape input,
            int classes,
            ChannelAffine normalization,
            double width,
            int cutLayer,
            Optional<Bottleneck> bottleneck) {

        /** Scaled number of channels, at least 1. */
        int channels(int atFullWidth) {
            return (int) Math.max(1, Math.round(atFullWidth * width));
        }
    }
}
