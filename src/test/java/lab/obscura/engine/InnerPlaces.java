package lab.obscura.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;

/** The places of a small network, with values drawn for what comes by there. */
final class InnerPlaces {

    private static final int MOST_SLOPES = 24;
    private static final float STEP = 1e-2f;

    private InnerPlaces() {}

    static boolean isLookedAt(DefensePart part) {
        return !part.taps(split(part)).isEmpty();
    }

    /** A network as the part shapes it. */
    static SplitSpec split(DefensePart part) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan =
                new Backbone.Plan(new ImageShape(16, 16, 3), 4, normalization, 0.1, 2, Optional.of(Bottleneck.of(2)));
        SplitSpec split = Backbones.find("cnn-4").orElseThrow().split(plan);
        return part instanceof EncoderShape shape ? shape.reshape(split) : split;
    }

    /** Normal values at these places, for so many images. */
    static Map<String, Tap> drawn(SplitSpec split, List<String> places, int images) {
        var taps = new LinkedHashMap<String, Tap>();
        ImageShape shape = split.input();
        for (Segment segment : split.segments()) {
            shape = segment.layers().output(shape);
            if (places.contains(segment.end())) {
                float[] values = new RandomStream(taps.size() + 1L).gaussians(images * shape.size(), 1);
                taps.put(segment.end(), new Tap(shape, values));
            }
        }
        return taps;
    }

    /** Positions among so many, spread over all of them. */
    static int[] some(int count) {
        return IntStream.range(0, Math.min(count, MOST_SLOPES))
                .map(i -> (int) ((long) i * count / Math.min(count, MOST_SLOPES)))
                .toArray();
    }

    /** Central difference of a value along one of the numbers that it depends on. */
    static double slope(float[] values, int position, DoubleSupplier value) {
        float here = values[position];
        values[position] = here + STEP;
        double above = value.getAsDouble();
        values[position] = here - STEP;
        double below = value.getAsDouble();
        values[position] = here;
        return (above - below) / (2 * STEP);
    }
}
