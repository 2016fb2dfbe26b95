package lab.obscura.engine.network.decoder;

import static lab.obscura.engine.network.spec.Layers.norm;
import static lab.obscura.engine.network.spec.Layers.sequence;
import static lab.obscura.engine.network.spec.Layers.sigmoid;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Activation;

/**
 * The decoders of SiftFunnel's evaluation ({@code docs/methods/networks.md#decoders-of-siftfunnel}): transposed convolutions with tanh
 * between and a sigmoid at the end, one for every edge.
 */
public final class GenerativeDecoders {

    /** Which edge a decoder mirrors. Those of undefended edges take any feature of the size: then they are black-box decoders. */
    public enum Design {
        CNN,
        CNN_AUTOENCODER,
        CNN_SIFTFUNNEL,
        RESNET,
        RESNET_AUTOENCODER,
        RESNET_SIFTFUNNEL,
        VGG,
        VGG_SIFTFUNNEL;

        /** Channels before the image, as published. */
        int base() {
            return this == CNN || this == CNN_AUTOENCODER || this == CNN_SIFTFUNNEL ? 128 : 64;
        }
    }

    private final List<NetworkSpec> layers = new ArrayList<>();
    private final int doublings;
    private final int base;
    private int channels;

    private GenerativeDecoders(int channels, int doublings, int base) {
        this.channels = channels;
        this.doublings = doublings;
        this.base = base;
    }

    /**
     * From a feature to an image in [0, 1].
     *
     * @param base channels before the image; 0 for the published number
     * @throws IllegalArgumentException when the image is not the feature's size times a power of two, or a decoder of the CNN or of VGG
     *     would have nothing to double
     */
    public static NetworkSpec of(Design design, ImageShape feature, ImageShape image, int base) {
        int doublings = Decoders.doublings(feature, image);
        boolean residual = design.name().startsWith("RESNET");
        if (doublings == 0 && !residual) {
            throw new IllegalArgumentException(
                    "SiftFunnel's decoders for CNN and VGG double the size at least once, but the feature " + feature
                            + " is as large as the image; choose one for residual networks, or a later cut layer");
        }
        var network = new GenerativeDecoders(feature.channels(), doublings, base == 0 ? design.base() : base);
        switch (design) {
            case CNN -> network.cnn(image.channels());
            case CNN_AUTOENCODER -> network.autoencoder().cnn(image.channels());
            case CNN_SIFTFUNNEL -> network.cnnFunnel(image.channels());
            case RESNET -> network.residual(2, image.channels());
            case RESNET_AUTOENCODER -> network.autoencoder().residual(2, image.channels());
            case RESNET_SIFTFUNNEL -> network.funnel(16, network.base).residual(1, image.channels());
            case VGG -> network.vgg(image.channels());
            case VGG_SIFTFUNNEL -> network.vggFunnel(image.channels());
        }
        network.layers.add(sigmoid());
        return sequence(network.layers);
    }

    /**
     * The same behind two layers that undo the cloud's compensation.
     *
     * @param sent channels of what was sent, to which they lead back
     */
    public static NetworkSpec behindCompensation(
            Design design, ImageShape compensated, int sent, ImageShape image, int base) {
        var undone = new GenerativeDecoders(compensated.channels(), 0, base);
        undone.same(compensated.channels()).tanh().same(sent).tanh();
        var funneled = new ImageShape(compensated.height(), compensated.width(), sent);
        undone.layers.add(of(design, funneled, image, base));
        return sequence(undone.layers);
    }

    /** Halves the channels at each doubling but the last, which ends with the image's. */
    private void cnn(int colors) {
        for (int left = doublings - 1; left > 0; left--) {
            doubling(base << (left - 1)).tanh();
        }
        doubling(colors);
    }

    /** Back to twice the channels, as before the encoder. */
    private GenerativeDecoders autoencoder() {
        int wide = 2 * channels;
        return same(wide).tanh().same(wide).same(wide);
    }

    private void cnnFunnel(int colors) {
        funnel(channels, Math.max(1, base / 4));
        for (int left = doublings - 1; left > 0; left--) {
            doubling(base << (left - 1));
        }
        doubling(colors);
    }

    /** The funnel's three receptive fields and its first step, backwards. */
    private GenerativeDecoders funnel(int narrow, int wide) {
        same(narrow).tanh().same(narrow).same(narrow);
        layers.add(new Activation(NetworkSpec.Function.TANH));
        return same(narrow).same(wide);
    }

    /** Inverse residual blocks; a doubling where the edge had shrunk the image. */
    private void residual(int blocks, int colors) {
        for (int i = 0; i < blocks; i++) {
            inverseBlock(base);
        }
        for (int i = 0; i < doublings; i++) {
            doubling(base).tanh();
        }
        same(colors);
    }

    private void inverseBlock(int out) {
        var body = new GenerativeDecoders(channels, 0, base);
        body.same(out).tanh().same(out).layers.add(norm(out));
        NetworkSpec shortcut = channels == out ? sequence() : sequence(transposed(channels, out, 1));
        layers.add(new ResidualSum(sequence(body.layers), shortcut));
        channels = out;
    }

    private void vgg(int colors) {
        same(base << doublings).tanh();
        for (int left = doublings; left > 0; left--) {
            doubling(base << (left - 1)).tanh();
            if (left > 1) {
                same(channels).tanh();
            }
        }
        same(colors);
    }

    private void vggFunnel(int colors) {
        same(channels).tanh().same(channels);
        layers.add(new Activation(NetworkSpec.Function.TANH));
        same(Math.max(1, base / 2));
        for (int left = doublings; left > 0; left--) {
            doubling(base << (left - 1));
            if (left < doublings) {
                tanh();
            }
            same(channels).tanh();
        }
        same(colors);
    }

    private GenerativeDecoders same(int out) {
        layers.add(transposed(channels, out, 3));
        channels = out;
        return this;
    }

    private static TransposedConvolution transposed(int in, int out, int kernel) {
        return TransposedConvolution.of(in, out, kernel, Init.KAIMING_UNIFORM);
    }

    /** 4 × 4, stride 2, padding 1. */
    private GenerativeDecoders doubling(int out) {
        layers.add(new TransposedConvolution(channels, out, 4, 2, 1, 0, true, Init.KAIMING_UNIFORM));
        channels = out;
        return this;
    }

    /** Behind batch norm. */
    private GenerativeDecoders tanh() {
        layers.add(norm(channels));
        layers.add(new Activation(NetworkSpec.Function.TANH));
        return this;
    }
}
