package lab.obscura.engine.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Mean and standard deviation per channel, for pixels in [0, 1]. An encoder subtracts the one and divides by the other before its
 * first layer. Known data sets have the published values, others those of their own training images.
 */
public record Normalization(List<Double> mean, List<Double> standardDeviation) {

    /** Constant channels (a black border set, a one-colored test) must not divide by zero. */
    private static final double SMALLEST_DEVIATION = 1e-3;

    private static final Normalization CIFAR_10 =
            new Normalization(List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.243, 0.261));
    private static final Normalization CIFAR_100 =
            new Normalization(List.of(0.50708, 0.48655, 0.44092), List.of(0.26733, 0.25644, 0.27615));
    private static final Normalization FACESCRUB =
            new Normalization(List.of(0.5708, 0.5905, 0.4272), List.of(0.2058, 0.2275, 0.2098));
    private static final Normalization TINY_IMAGENET =
            new Normalization(List.of(0.5141, 0.5775, 0.3985), List.of(0.2927, 0.2570, 0.1434));

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

    /** For ids that begin with {@code cifar10}, {@code cifar100}, {@code facescrub} or {@code tiny}: the published values. */
    public static Normalization of(Dataset dataset) {
        if (dataset.info().shape().channels() != 3) {
            return measuredOn(dataset.train());
        }
        String id = dataset.info().id();
        if (id.startsWith("cifar100")) {
            return CIFAR_100;
        }
        if (id.startsWith("cifar10")) {
            return CIFAR_10;
        }
        if (id.startsWith("facescrub")) {
            return FACESCRUB;
        }
        return id.startsWith("tiny") ? TINY_IMAGENET : measuredOn(dataset.train());
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
