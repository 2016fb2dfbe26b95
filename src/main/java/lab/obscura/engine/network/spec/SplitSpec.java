package lab.obscura.engine.network.spec;

import lab.obscura.engine.data.images.ImageShape;

/**
 * A network cut in two. The edge is everything on the device, from pixels in [0, 1] to the feature that is sent: normalisation,
 * layers, bottleneck, activation. Parameters, multiply-adds, latency, export and white-box attacks mean exactly this.
 *
 * @param input shape of one image
 */
public record SplitSpec(ImageShape input, NetworkSpec edge, NetworkSpec tail) {

    /** Shape of what is sent. */
    public ImageShape feature() {
        return edge.output(input);
    }
}
