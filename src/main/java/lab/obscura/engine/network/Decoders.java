package lab.obscura.engine.network;

import static lab.obscura.engine.network.Layers.convolution3;
import static lab.obscura.engine.network.Layers.convolutionBlock;
import static lab.obscura.engine.network.Layers.doubling;
import static lab.obscura.engine.network.Layers.norm;
import static lab.obscura.engine.network.Layers.relu;
import static lab.obscura.engine.network.Layers.residualBlock;
import static lab.obscura.engine.network.Layers.sequence;
import static lab.obscura.engine.network.Layers.sigmoid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.network.NetworkSpec.Init;

/**
 * The decoder family of attacks.md §4 and cem.md §7: networks from a feature to an image in [0, 1]. Names say kind, number of
 * inner blocks (n) and channels (c).
 */
public final class Decoders {

    private static final Init INIT = Init.KAIMING_UNIFORM;
    private static final Map<String, Decoder> ALL = new LinkedHashMap<>();

    static {
        ALL.put("conv-n0c16", (feature, image) -> plain(feature, image, 0, 16));
        ALL.put("res-n0c16", (feature, image) -> residual(feature, image, 0, 16));
        ALL.put("res-n2c32", (feature, image) -> residual(feature, image, 2, 32));
        ALL.put("res-n4c64", (feature, image) -> residual(feature, image, 4, 64));
        ALL.put("res-n8c64", (feature, image) -> residual(feature, image, 8, 64));
    }

    /** From the shapes of feature and image to the network. */
    private interface Decoder {
        NetworkSpec spec(ImageShape feature, ImageShape image);
    }

    private Decoders() {}

    /** Names, weakest first. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * The network of that name.
     *
     * @throws IllegalArgumentException when the image is not the feature's size times a power of two, or the name is unknown
     */
    public static NetworkSpec named(String name, ImageShape feature, ImageShape image) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("No decoder is called " + name + "; known: " + names());
        }
        return ALL.get(name).spec(feature, image);
    }

    private static NetworkSpec residual(ImageShape feature, ImageShape image, int blocks, int channels) {
        int doublings = doublings(feature, image);
        var layers = new ArrayList<NetworkSpec>();
        layers.add(residualBlock(feature.channels(), channels, INIT));
        layers.add(relu());
        for (int i = 0; i < blocks; i++) {
            layers.add(residualBlock(channels, channels, INIT));
            layers.add(relu());
        }
        for (int stage = 0; stage < Math.max(2, doublings); stage++) {
            if (stage < doublings) {
                layers.addAll(List.of(doubling(channels, channels, INIT), norm(channels), relu()));
            } else {
                layers.addAll(List.of(residualBlock(channels, channels, INIT), relu()));
            }
        }
        layers.add(residualBlock(channels, image.channels(), INIT));
        layers.add(sigmoid());
        return sequence(layers);
    }

    private static NetworkSpec plain(ImageShape feature, ImageShape image, int blocks, int channels) {
        int doublings = doublings(feature, image);
        var layers = new ArrayList<NetworkSpec>(convolutionBlock(feature.channels(), channels, INIT));
        for (int i = 0; i < blocks; i++) {
            layers.addAll(convolutionBlock(channels, channels, INIT));
        }
        layers.add(new NetworkSpec.Dropout(0.25));
        for (int stage = 0; stage < Math.max(2, doublings); stage++) {
            if (stage < doublings) {
                layers.addAll(List.of(doubling(channels, channels, INIT), norm(channels), relu()));
            } else {
                layers.addAll(convolutionBlock(channels, channels, INIT));
            }
        }
        layers.addAll(List.of(convolution3(channels, image.channels(), INIT), norm(image.channels()), sigmoid()));
        return sequence(layers);
    }

    /** u = log2(image size / feature size). */
    private static int doublings(ImageShape feature, ImageShape image) {
        int doublings = 0;
        while (feature.height() << doublings < image.height()) {
            doublings++;
        }
        boolean exact =
                feature.height() << doublings == image.height() && feature.width() << doublings == image.width();
        if (!exact) {
            throw new IllegalArgumentException("A decoder can double " + feature + " but never reach " + image
                    + "; choose an image size that the pools divide evenly, as in 32 or 48");
        }
        return doublings;
    }
}
