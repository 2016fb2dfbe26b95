package lab.obscura.engine.network.decoder;

import static lab.obscura.engine.network.spec.Layers.convolution3;
import static lab.obscura.engine.network.spec.Layers.convolutionBlock;
import static lab.obscura.engine.network.spec.Layers.doubling;
import static lab.obscura.engine.network.spec.Layers.norm;
import static lab.obscura.engine.network.spec.Layers.relu;
import static lab.obscura.engine.network.spec.Layers.residualBlock;
import static lab.obscura.engine.network.spec.Layers.sequence;
import static lab.obscura.engine.network.spec.Layers.sigmoid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Attention;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Pointwise.Dropout;

/**
 * The decoder family of {@code docs/methods/networks.md#decoders}: networks from a feature to an image in [0, 1]. Names say kind, number of
 * inner blocks (n) and channels (c).
 */
public final class Decoders {

    private static final Init INIT = Init.KAIMING_UNIFORM;
    private static final String ATTENTION = "attention-";
    private static final int REDUCTION = 8;
    private static final Map<String, Decoder> ALL = new LinkedHashMap<>();

    static {
        ALL.put("conv-n0c16", (feature, image) -> plain(feature, image, 0, 16));
        ALL.put("res-n0c16", (feature, image) -> residual(feature, image, 0, 16, List.of()));
        ALL.put("res-n2c32", (feature, image) -> residual(feature, image, 2, 32, List.of()));
        ALL.put(ATTENTION + "n2c32", (feature, image) -> residual(feature, image, 2, 32, attention(32)));
        ALL.put("res-n4c64", (feature, image) -> residual(feature, image, 4, 64, List.of()));
        ALL.put(ATTENTION + "n4c64", (feature, image) -> residual(feature, image, 4, 64, attention(64)));
        ALL.put("res-n8c64", (feature, image) -> residual(feature, image, 8, 64, List.of()));
        ALL.put("custom", (feature, image) -> halving(feature, image, false));
        ALL.put("custom-bn", (feature, image) -> halving(feature, image, true));
    }

    /** From the shapes of feature and image to the network. */
    private interface Decoder {
        NetworkSpec spec(ImageShape feature, ImageShape image);
    }

    private Decoders() {}

    /** Names, weakest first, then the two that halve the channels. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /** Names of the ladder: each is larger than the one before it. */
    public static List<String> ladder() {
        return names().stream()
                .filter(name -> !name.startsWith("custom") && !name.startsWith(ATTENTION))
                .toList();
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

    /** @param afterStage what follows every doubling of the size, and what stands in for one */
    private static NetworkSpec residual(
            ImageShape feature, ImageShape image, int blocks, int channels, List<NetworkSpec> afterStage) {
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
            layers.addAll(afterStage);
        }
        layers.add(residualBlock(channels, image.channels(), INIT));
        layers.add(sigmoid());
        return sequence(layers);
    }

    /** As in the block of the same name in SiftFunnel: first the channels, then the places. */
    private static List<NetworkSpec> attention(int channels) {
        return List.of(Attention.cbam(channels, REDUCTION, INIT));
    }

    private static NetworkSpec plain(ImageShape feature, ImageShape image, int blocks, int channels) {
        int doublings = doublings(feature, image);
        var layers = new ArrayList<NetworkSpec>(convolutionBlock(feature.channels(), channels, INIT));
        for (int i = 0; i < blocks; i++) {
            layers.addAll(convolutionBlock(channels, channels, INIT));
        }
        layers.add(new Dropout(0.25));
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

    /** "custom": u − 1 stages of convolution c → c/2 and doubling c/2, then a convolution and the last doubling. */
    private static NetworkSpec halving(ImageShape feature, ImageShape image, boolean normed) {
        int doublings = doublings(feature, image);
        if (doublings == 0) {
            throw new IllegalArgumentException("The custom decoders double at least once, but the feature " + feature
                    + " is as large as the image; choose a later cut layer or another decoder");
        }
        var layers = new ArrayList<NetworkSpec>();
        int channels = feature.channels();
        for (int stage = 1; stage < doublings; stage++) {
            int half = Math.max(1, channels / 2);
            layers.add(convolution3(channels, half, INIT));
            addActivation(layers, half, normed);
            layers.add(doubling(half, half, INIT));
            addActivation(layers, half, normed);
            channels = half;
        }
        layers.add(convolution3(channels, channels, INIT));
        addActivation(layers, channels, normed);
        layers.addAll(List.of(doubling(channels, image.channels(), INIT), sigmoid()));
        return sequence(layers);
    }

    private static void addActivation(List<NetworkSpec> layers, int channels, boolean normed) {
        if (normed) {
            layers.add(norm(channels));
        }
        layers.add(relu());
    }

    /** u = log2(image size / feature size). */
    static int doublings(ImageShape feature, ImageShape image) {
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
