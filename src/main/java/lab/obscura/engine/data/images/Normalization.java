package lab.obscura.engine.data.images;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation per channel, for pixels in [0, 1]. An encoder subtracts the one and divides by the other before its
 * first layer.
 */
public record Normalization(List<Double> mean, List<Double> standardDeviation) {

    /** Constant channels (a black border set, a one-colored test) must not divide by zero. */
    private static final double SMALLEST_DEVIATION = 1e-3;

    public Normalization {
        mean = List.copyOf(mean);
        standardDeviation = List.copyOf(standardDeviation);
        if (mean.isEmpty()
                || mean.size() != standardDeviation.size()
                || standardDeviation.stream().anyMatch(d -> d <= 0)) {
            throw new IllegalArgumentException("Each channel needs a mean and a positive standard deviation, were "
                    + mean + " and " + standardDeviation);
        }
    }

    /** How many channels the images must have. */
    public int channels() {
        return mean.size();
    }

    /** Mean and standard deviation of all pixels of these images, per channel. */
    public static Normalization measuredOn(LabeledImages images) {
        int channels = images.shape().channels();
        long[] sums = new long[channels];
        long[] squares = new long[channels];
        byte[] pixels = images.pixels();
        for (int i = 0; i < pixels.length; i++) {
            int value = pixels[i] & 0xff;
            sums[i % channels] += value;
            squares[i % channels] += (long) value * value;
        }
        double count = (double) pixels.length / channels;
        var mean = new ArrayList<Double>();
        var deviation = new ArrayList<Double>();
        for (int c = 0; c < channels; c++) {
            double average = sums[c] / count;
            double variance = Math.max(0, squares[c] / count - average * average);
            mean.add(average / 255);
            deviation.add(Math.max(SMALLEST_DEVIATION, Math.sqrt(variance) / 255));
        }
        return new Normalization(mean, deviation);
    }
}
