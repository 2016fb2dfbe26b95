package lab.obscura.engine.network.decoder;

import static lab.obscura.engine.network.spec.Layers.convolution3;
import static lab.obscura.engine.network.spec.Layers.doubling;
import static lab.obscura.engine.network.spec.Layers.norm;
import static lab.obscura.engine.network.spec.Layers.relu;
import static lab.obscura.engine.network.spec.Layers.sequence;
import static lab.obscura.engine.network.spec.Layers.sigmoid;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;

/**
 * A small generator of images and the encoder that it is trained with ({@code docs/methods/networks.md#generator}): the image's size is
 * halved while both sides are even and the smaller one is above 4, and one latent vector stands for each square block of what is left, the
 * whole of it where the image is square.
 *
 * @param latent values of that vector
 * @param channels before the image; twice as many for every halving
 */
public record Generators(ImageShape image, int latent, int channels) {

    private static final Init INIT = Init.KAIMING_UNIFORM;
    private static final int SMALLEST = 4;

    /** Shape of what the generator takes. */
    public ImageShape code() {
        int block = block();
        return new ImageShape(height() / block, width() / block, latent);
    }

    /** The generator, as the networks that it is a chain of: the first image-like features, one doubling each, the image. */
    public List<NetworkSpec> blocks() {
        var blocks = new ArrayList<NetworkSpec>();
        int wide = channels << halvings();
        var first = new TransposedConvolution(latent, wide, block(), block(), 0, 0, true, INIT);
        blocks.add(sequence(first, norm(wide), relu()));
        for (int left = halvings(); left > 0; left--) {
            blocks.add(sequence(doubling(wide, wide / 2, INIT), norm(wide / 2), relu()));
            wide /= 2;
        }
        blocks.add(sequence(convolution3(wide, image.channels(), INIT), sigmoid()));
        return blocks;
    }

    /** From images to codes, with batch norm at the end: codes are of size one. */
    public NetworkSpec encoder() {
        var layers = new ArrayList<NetworkSpec>(
                List.of(convolution3(image.channels(), channels, INIT), norm(channels), relu()));
        int wide = channels;
        for (int i = 0; i < halvings(); i++) {
            layers.addAll(List.of(Convolution.of(wide, 2 * wide, 3, INIT).withStride(2), norm(2 * wide), relu()));
            wide *= 2;
        }
        layers.addAll(List.of(new Convolution(wide, latent, block(), block(), 0, true, INIT), norm(latent)));
        return sequence(layers);
    }

    private int halvings() {
        int halvings = 0;
        int side = Math.min(image.height(), image.width());
        while (side >> halvings > SMALLEST
                && (image.height() >> halvings) % 2 == 0
                && (image.width() >> halvings) % 2 == 0) {
            halvings++;
        }
        return halvings;
    }

    private int height() {
        return image.height() >> halvings();
    }

    private int width() {
        return image.width() >> halvings();
    }

    private int block() {
        return BigInteger.valueOf(height()).gcd(BigInteger.valueOf(width())).intValue();
    }
}
