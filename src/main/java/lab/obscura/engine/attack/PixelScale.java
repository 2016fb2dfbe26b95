package lab.obscura.engine.attack;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;

/**
 * Between pixels in [0, 1] and the values that an attack works on: {@code (x − mean) / deviation} per channel.
 */
public record PixelScale(double[] mean, double[] deviation, Range range) {

    /** What becomes of pixels that leave [0, 1] on the way back. */
    public enum Range {
        OPEN,
        CLAMPED
    }

    /** Pixels as they are. */
    public static PixelScale none(int channels) {
        return new PixelScale(
                new double[channels],
                IntStream.range(0, channels).mapToDouble(c -> 1).toArray(),
                Range.OPEN);
    }

    public static PixelScale of(Normalization normalization) {
        return new PixelScale(
                normalization.mean().stream().mapToDouble(value -> value).toArray(),
                normalization.standardDeviation().stream()
                        .mapToDouble(value -> value)
                        .toArray(),
                Range.OPEN);
    }

    /** The normalization that an encoder's layers begin with; pixels as they are when it has none. */
    public static PixelScale of(NetworkSpec edge, int channels) {
        NetworkSpec first = edge;
        while (first instanceof Sequence sequence && !sequence.layers().isEmpty()) {
            first = sequence.layers().get(0);
        }
        if (first instanceof ChannelAffine affine) {
            return new PixelScale(
                    affine.shift().stream().mapToDouble(value -> value).toArray(),
                    affine.scale().stream().mapToDouble(value -> value).toArray(),
                    Range.OPEN);
        }
        return none(channels);
    }

    public PixelScale with(Range other) {
        return new PixelScale(mean, deviation, other);
    }

    /** From pixels to scaled values. */
    public float[] scaled(float[] pixels) {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            int channel = i % mean.length;
            values[i] = (float) ((pixels[i] - mean[channel]) / deviation[channel]);
        }
        return values;
    }

    /** From scaled values to pixels. */
    public float[] pixels(float[] values) {
        float[] pixels = unclamped(values);
        for (int i = 0; range == Range.CLAMPED && i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, pixels[i]));
        }
        return pixels;
    }

    /** As {@link #pixels}, for the inside of an optimization, where a clamp would hide the gradient. */
    public float[] unclamped(float[] values) {
        float[] pixels = new float[values.length];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i % mean.length;
            pixels[i] = (float) (values[i] * deviation[channel] + mean[channel]);
        }
        return pixels;
    }

    /** The gradient at the scaled values, from the one at the pixels. */
    public float[] backward(float[] pixelGradient) {
        float[] gradient = new float[pixelGradient.length];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) (pixelGradient[i] * deviation[i % deviation.length]);
        }
        return gradient;
    }
}
