package lab.obscura.engine.leakage;

import java.util.List;
import java.util.function.Supplier;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.recognition.Classifiers;
import lab.obscura.engine.seed.Seeds;

/**
 * What a measure looks at.
 *
 * @param feature shape of what is sent
 * @param train images the encoder learned from; empty unless a measure asked for them
 * @param test images it never saw
 * @param noiseDeviation standard deviation of the additive, isotropic, normal noise in what is sent
 * @param attackErrors for each attack of the run that saw one transmission per image, the error of each image
 * @param engine builds the networks of estimators
 * @param encoder builds the trained encoder, pixels in [0, 1] to clean features, with its way back; whoever asks closes it
 * @param classifiers independent of the trained network, for measures of what attacks rebuilt
 */
public record MeasuredFeatures(
        ImageShape feature,
        Part train,
        Part test,
        double noiseDeviation,
        List<double[]> attackErrors,
        Engine engine,
        Seeds seeds,
        Supplier<FrozenNetwork> encoder,
        Supplier<Classifiers> classifiers) {

    /** Features of which nobody knows the encoder any more. */
    public MeasuredFeatures(
            ImageShape feature,
            Part train,
            Part test,
            double noiseDeviation,
            List<double[]> attackErrors,
            Engine engine,
            Seeds seeds) {
        this(
                feature,
                train,
                test,
                noiseDeviation,
                attackErrors,
                engine,
                seeds,
                absent("encoder"),
                absent("classifiers"));
    }

    private static <T> Supplier<T> absent(String what) {
        return () -> {
            throw new IllegalStateException("These features come without their " + what);
        };
    }

    /**
     * Images and their features.
     *
     * @param clean features before any transform, image after image
     * @param sent one draw of what is really sent
     */
    public record Part(LabeledImages images, float[] clean, float[] sent) {

        /** The first so many images' values of an array that belongs to all. */
        float[] first(float[] values, int count) {
            return java.util.Arrays.copyOf(values, values.length / images.count() * Math.min(count, images.count()));
        }

        float[] pixels() {
            float[] pixels = new float[images.count() * images.shape().size()];
            for (int i = 0; i < images.count(); i++) {
                images.copyTo(i, pixels, i * images.shape().size());
            }
            return pixels;
        }
    }
}
