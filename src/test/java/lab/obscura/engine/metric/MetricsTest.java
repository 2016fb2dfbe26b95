package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {

    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final Metric MSE = new MeanSquaredError();
    private static final Metric PSNR = new PeakSignalToNoise();
    private static final Metric SSIM = new StructuralSimilarity();

    /**
     * Computed with NumPy 1.24 in double precision, directly from the definition: zero padding of 5, all 11x11 windows by
     * {@code sliding_window_view}, weights {@code outer(g, g)} with {@code g = exp(-k^2/4.5)} normalized to sum 1. The images are
     * {@code ((37 i + 11) mod 256) / 255} and {@code ((53 i + 7) mod 256) / 255} with i the NHWC position, and the mean of both,
     * each rounded to float32.
     */
    @ParameterizedTest
    @CsvSource({
        "32, 32, 3, 0.11571824127107692, 0.7098710071901131, 0.16805844174199938",
        "13, 17, 1, 0.2551019546411809, 0.7590792682480053, 0.16582943476486803",
        "6, 9, 3, 0.4212791424368189, 0.8273216802514779, 0.1682346318824886"
    })
    void agreesWithAnIndependentComputation(
            int height, int width, int channels, double apart, double halfWay, double meanSquaredError) {
        var shape = new ImageShape(height, width, channels);
        float[] a = image(shape, 37, 11);
        float[] b = image(shape, 53, 7);
        float[] middle = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            middle[i] = (float) (((double) a[i] + b[i]) / 2);
        }

        assertThat(SSIM.of(a, b, shape)).isCloseTo(apart, within(1e-12));
        assertThat(SSIM.of(a, middle, shape)).isCloseTo(halfWay, within(1e-12));
        assertThat(MSE.of(a, b, shape)).isCloseTo(meanSquaredError, within(1e-14));
    }

    /** Same images, now a batch of them; numbers of {@code src/test/python/similarity.py}, which also prints those above. */
    @ParameterizedTest
    @CsvSource({
        "8, 9, 10, 3, 0.010996543634938856, 0.6712929741380336",
        "7, 7, 7, 1, -0.0040766031049265265, 0.6647733414737753",
        "12, 11, 8, 2, -0.09184651522308812, 0.6240292467963287"
    })
    void theBatchFormAgreesWithAnIndependentComputation(
            int count, int height, int width, int channels, double apart, double halfWay) {
        var shape = new ImageShape(height, width, channels);
        float[] a = image(new ImageShape(count * height, width, channels), 37, 11);
        float[] b = image(new ImageShape(count * height, width, channels), 53, 7);
        float[] middle = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            middle[i] = (float) (((double) a[i] + b[i]) / 2);
        }

        assertThat(batchSimilarity(shape, a, b)).isCloseTo(apart, within(1e-12));
        assertThat(batchSimilarity(shape, a, middle)).isCloseTo(halfWay, within(1e-12));
    }

    private static double batchSimilarity(ImageShape shape, float[] a, float[] b) {
        var tally = paper("ssim.siftfunnel").start(shape);
        for (int from = 0; from < a.length; from += shape.size()) {
            tally.add(
                    java.util.Arrays.copyOfRange(a, from, from + shape.size()),
                    java.util.Arrays.copyOfRange(b, from, from + shape.size()));
        }
        return tally.value();
    }

    @Test
    void theBatchFormNeedsAWindowOfImages() {
        assertThat(paper("ssim.siftfunnel").fits(SHAPE, 6)).isFalse();
        assertThat(paper("ssim.siftfunnel").fits(SHAPE, 7)).isTrue();
        assertThat(paper("ssim.siftfunnel").fits(new ImageShape(6, 32, 3), 7)).isFalse();
    }

    @Test
    void siftFunnelsPsnrCountsAShortBatchLikeAnyOther() {
        var tally = paper("psnr.siftfunnel").start(new ImageShape(1, 1, 1));
        for (int i = 0; i < 32; i++) {
            tally.add(new float[] {0}, new float[] {0.1f});
        }
        tally.add(new float[] {0}, new float[] {1});

        assertThat(tally.value()).isCloseTo((20 + 0) / 2.0, within(1e-6));
    }

    @Test
    void agreesWithTheDefinitionWindowByWindow() {
        var shape = new ImageShape(9, 14, 3);
        float[] a = image(shape, 29, 3);
        float[] b = image(shape, 91, 5);

        assertThat(SSIM.of(a, b, shape)).isCloseTo(NaiveSimilarity.of(a, b, shape), within(1e-12));
    }

    @Test
    void identicalImagesAreAsAlikeAsCanBe() {
        float[] a = image(SHAPE, 37, 11);

        assertThat(MSE.of(a, a, SHAPE)).isZero();
        assertThat(PSNR.of(a, a, SHAPE)).isEqualTo(100);
        assertThat(SSIM.of(a, a, SHAPE)).isCloseTo(1, within(1e-12));
    }

    @Test
    void blackAgainstWhiteIsAsFarAsCanBe() {
        float[] black = new float[SHAPE.size()];
        float[] white = new float[SHAPE.size()];
        java.util.Arrays.fill(white, 1);

        assertThat(MSE.of(black, white, SHAPE)).isEqualTo(1);
        assertThat(PSNR.of(black, white, SHAPE)).isZero();
        assertThat(SSIM.of(black, white, SHAPE)).isBetween(0.0, 0.05);
    }

    @Test
    void psnrIsTheLogarithmOfTheError() {
        float[] a = image(SHAPE, 37, 11);
        float[] b = image(SHAPE, 53, 7);

        assertThat(PSNR.of(a, b, SHAPE)).isCloseTo(-10 * Math.log10(MSE.of(a, b, SHAPE)), within(1e-12));
    }

    @Test
    void refusesImagesOfAnotherSize() {
        float[] small = new float[SHAPE.size() - 1];

        assertThatThrownBy(() -> SSIM.of(small, new float[SHAPE.size()], SHAPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3072");
    }

    @Test
    void batchPsnrIsThatOfTheBatchError() {
        var tally = paper("psnr.cem").start(new ImageShape(1, 1, 1));
        for (int i = 0; i < 256; i++) {
            tally.add(new float[] {0}, new float[] {i < 128 ? 0.5f : 0});
        }
        double firstBatch = -10 * Math.log10(0.125);
        tally.add(new float[] {0}, new float[] {1});

        assertThat(tally.value()).isCloseTo(256 * firstBatch / 257, within(1e-12));
    }

    @Test
    void paperErrorsOfOneImageRelateToTheUsualOne() {
        float[] a = image(SHAPE, 37, 11);
        float[] b = image(SHAPE, 53, 7);

        assertThat(valueOf("mse.cem", a, b)).isEqualTo(MSE.of(a, b, SHAPE));
        assertThat(valueOf("ssim.cem", a, b)).isEqualTo(SSIM.of(a, b, SHAPE));
        assertThat(valueOf("mse.siftfunnel", a, b)).isEqualTo(3 * MSE.of(a, b, SHAPE));
    }

    @Test
    void aMeasurementWithoutImagesHasNoValue() {
        var tally = paper("mse.cem").start(SHAPE);

        assertThatThrownBy(tally::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mse.cem");
    }

    @Test
    void columnsBeginWithTheErrorThatBoardsRankByAndPaperVariantsNameTheirPaper() {
        assertThat(Metrics.columns()).extracting(MetricInfo::id).startsWith("mse", "psnr", "ssim");
        assertThat(Metrics.leading().id()).isEqualTo(MeanSquaredError.ID);
        assertThat(Metrics.paper())
                .extracting(metric -> metric.info().id())
                .containsExactly(
                        "mse.cem", "psnr.cem", "ssim.cem", "mse.siftfunnel", "psnr.siftfunnel", "ssim.siftfunnel");
    }

    @Test
    void aConstantGuessIsTheMeanOfTheAttackersImagesPixelByPixel() {
        byte full = (byte) 255;
        byte[] pixels = {full, 0, 0, full, 0, 0, full, full, 0, 0, 0, 0};
        var attackers = new LabeledImages(new ImageShape(1, 2, 3), pixels, new int[] {0, 0}, List.of("only"));
        var black = new LabeledImages(attackers.shape(), new byte[6], new int[] {0}, List.of("only"));
        float[] guess = ConstantGuess.meanPicture(attackers);

        assertThat(guess).containsExactly(1, 0.5f, 0, 0.5f, 0, 0);
        assertThat(ConstantGuess.means(ofImages(List.of(MSE, PSNR), guess, black)))
                .containsEntry("mse.constantGuess", 1.5 / 6)
                .containsEntry("psnr.constantGuess", -10 * Math.log10(1.5 / 6));
    }

    @Test
    void noOtherConstantPictureHasASmallerErrorOnTheImagesThatItWasMadeFrom() {
        byte[] pixels = new byte[5 * 6];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((i * 37 + i * i * 11) % 256);
        }
        var images = new LabeledImages(new ImageShape(1, 2, 3), pixels, new int[5], List.of("only"));
        float[] guess = ConstantGuess.meanPicture(images);
        double least = error(guess, images);

        assertThat(least).isLessThan(0.9 * error(ConstantGuess.meanColor(images), images));
        assertThat(IntStream.range(0, 2 * guess.length)
                        .mapToObj(one -> error(moved(guess, one / 2, one % 2 == 0 ? 0.05f : -0.05f), images)))
                .allSatisfy(error -> assertThat(error).isCloseTo(least + 0.05 * 0.05 / 6, within(1e-6)));
    }

    private static float[] moved(float[] guess, int place, float by) {
        float[] other = guess.clone();
        other[place] += by;
        return other;
    }

    private static double error(float[] guess, LabeledImages images) {
        return ConstantGuess.means(ofImages(List.of(MSE), guess, images)).get("mse.constantGuess");
    }

    private static Map<Metric, double[]> ofImages(List<Metric> metrics, float[] guess, LabeledImages images) {
        return metrics.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        metric -> IntStream.range(0, images.count())
                                .mapToDouble(i -> metric.of(images.image(i), guess, images.shape()))
                                .toArray()));
    }

    @Test
    void whoOwnsNoImagesGuessesTheMeanColorOverAllPixels() {
        byte full = (byte) 255;
        byte[] pixels = {full, 0, 0, full, 0, 0, full, full, 0, 0, 0, 0};
        var images = new LabeledImages(new ImageShape(1, 2, 3), pixels, new int[] {0, 0}, List.of("only"));

        assertThat(ConstantGuess.meanColor(images)).containsExactly(0.75f, 0.25f, 0, 0.75f, 0.25f, 0);
    }

    @Test
    void anAttackHasFailedFrom95PercentOfTheConstantGuessOn() {
        assertThat(ConstantGuess.isAsGood(0.0951, 0.1)).isTrue();
        assertThat(ConstantGuess.isAsGood(0.2, 0.1)).isTrue();
        assertThat(ConstantGuess.isAsGood(Double.NaN, 0.1)).isTrue();
        assertThat(ConstantGuess.isAsGood(0.0949, 0.1)).isFalse();
    }

    private static double valueOf(String id, float[] a, float[] b) {
        var tally = paper(id).start(SHAPE);
        tally.add(a, b);
        return tally.value();
    }

    private static PaperMetric paper(String id) {
        return Metrics.paper().stream()
                .filter(metric -> metric.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static float[] image(ImageShape shape, int step, int start) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (((i * step + start) % 256) / 255.0);
        }
        return values;
    }
}
