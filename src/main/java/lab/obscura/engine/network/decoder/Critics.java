package lab.obscura.engine.network.decoder;

import static lab.obscura.engine.network.spec.Layers.sequence;

import java.util.ArrayList;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;

/**
 * Networks that score how real an image looks ({@code docs/methods/networks.md#critic}): convolutions 5×5 with stride 2, a norm over the
 * space of each channel behind all but the first, and a last window that is one score, or several where the image is large.
 */
public final class Critics {

    private static final NetworkSpec.Init INIT = NetworkSpec.Init.KAIMING_UNIFORM;
    private static final int MOST_HALVINGS = 3;
    private static final int LAST_WINDOW = 4;

    private Critics() {}

    /**
     * For images of this shape; three halvings as published where the image is 32 or larger, fewer where it is smaller.
     *
     * @param channels behind the first convolution, twice as many behind each further one
     */
    public static NetworkSpec of(ImageShape image, int channels) {
        var layers = new ArrayList<NetworkSpec>();
        ImageShape shape = image;
        int out = channels;
        for (int i = 0; i < MOST_HALVINGS && Math.min(shape.height(), shape.width()) >= 2 * LAST_WINDOW; i++) {
            var halving = new Convolution(shape.channels(), out, 5, 2, 2, true, INIT);
            layers.add(halving);
            if (i > 0) {
                layers.add(GroupNorm.of(out, out));
            }
            layers.add(new Activation(NetworkSpec.Function.LEAKY_RELU));
            shape = halving.output(shape);
            out *= 2;
        }
        int window = Math.min(LAST_WINDOW, Math.min(shape.height(), shape.width()));
        layers.add(new Convolution(shape.channels(), 1, window, 1, 0, true, INIT));
        return sequence(layers);
    }
}
