package lab.obscura.engine.attack.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import lab.obscura.engine.attack.PlainSolve;
import lab.obscura.engine.progress.CancelledException;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearFitTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);
    private static final double SAME = 1e-9;

    /** Images are a nonlinear function of the features, far from the ends of [0, 1]. */
    private record Drawn(int count, int values, int pixels, double[] allFeatures, double[] allImages)
            implements LinearFit.Pairs {

        static Drawn of(int count, int values, int pixels) {
            var random = new RandomStream(3);
            double[] features = IntStream.range(0, count * values)
                    .mapToDouble(i -> (float) (i % values + random.nextGaussian()))
                    .toArray();
            double[] images = new double[count * pixels];
            for (int i = 0; i < images.length; i++) {
                int start = i / pixels * values;
                double of = features[start + i % values] + Math.sin(features[start]) + random.nextGaussian();
                images[i] = 0.5 + 0.02 * Math.tanh(of / 4);
            }
            return new Drawn(count, values, pixels, features, images);
        }

        @Override
        public double[] features(int from, int to) {
            return Arrays.copyOfRange(allFeatures, from * values, to * values);
        }

        @Override
        public double[] images(int from, int to) {
            return Arrays.copyOfRange(allImages, from * pixels, to * pixels);
        }

        /** The normal equations of the first nine tenths, and what they make of the last tenth. */
        double[] plainAnswers(double factor) {
            int training = count - count / 10;
            double[] z = mean(allFeatures, values, training);
            double[] x = mean(allImages, pixels, training);
            double[][] gram = new double[values][values];
            double[][] cross = new double[values][pixels];
            for (int i = 0; i < training; i++) {
                for (int a = 0; a < values; a++) {
                    double left = allFeatures[i * values + a] - z[a];
                    for (int b = 0; b < values; b++) {
                        gram[a][b] += left * (allFeatures[i * values + b] - z[b]);
                    }
                    for (int p = 0; p < pixels; p++) {
                        cross[a][p] += left * (allImages[i * pixels + p] - x[p]);
                    }
                }
            }
            double trace =
                    IntStream.range(0, values).mapToDouble(a -> gram[a][a]).sum();
            IntStream.range(0, values).forEach(a -> gram[a][a] += factor * trace / values);
            double[][] map = PlainSolve.of(gram, cross);
            double[] answers = new double[count / 10 * pixels];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = x[i % pixels];
                for (int a = 0; a < values; a++) {
                    answers[i] += map[a][i % pixels] * (allFeatures[(training + i / pixels) * values + a] - z[a]);
                }
            }
            return answers;
        }

        private static double[] mean(double[] rows, int size, int count) {
            double[] mean = new double[size];
            IntStream.range(0, count * size).forEach(i -> mean[i % size] += rows[i] / count);
            return mean;
        }
    }

    private static double error(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"PRIMAL, 1200, 12", "DUAL, 1200, 12", "PRIMAL, 60, 90", "DUAL, 60, 90"})
    void bothFormsAreTheNormalEquationsWithTheBestPenalty(LinearForm form, int count, int values) {
        Drawn pairs = Drawn.of(count, values, 7);
        double[] held = pairs.images(count - count / 10, count);
        double[] best = IntStream.rangeClosed(-6, 3)
                .mapToObj(exponent -> pairs.plainAnswers(Math.pow(10, exponent)))
                .reduce((a, b) -> error(b, held) < error(a, held) ? b : a)
                .orElseThrow();

        try (var fit = new LinearFit(pairs, form)) {
            fit.learn(QUIET);

            assertThat(fit.images(pairs.features(count - count / 10, count))).containsExactly(best, within(SAME));
        }
    }

    @Test
    void aProjectionToAsManyPlacesKeepsWhatALinearMapCanUse() {
        Drawn pairs = Drawn.of(2000, 40, 7);
        var projection = new SignProjection(40, 400, new RandomStream(1));
        LinearFit.Pairs projected = new Projected(pairs, projection);
        double[] held = pairs.images(1800, 2000);

        try (var plain = new LinearFit(pairs, LinearForm.PRIMAL);
                var shorter = new LinearFit(projected, LinearForm.PROJECTED)) {
            plain.learn(QUIET);
            shorter.learn(QUIET);

            double exact = error(plain.images(pairs.features(1800, 2000)), held);
            double near = error(shorter.images(projected.features(1800, 2000)), held);
            assertThat(near).isCloseTo(exact, within(0.02 * exact));
        }
    }

    @Test
    void aProjectionKeepsLengthsOnAverage() {
        var projection = new SignProjection(300, 64, new RandomStream(1));
        double[] features = LinearAttack.doubles(new RandomStream(2).gaussians(300 * 50, 1));

        double[] projected = projection.of(features);

        double before = Arrays.stream(features).map(v -> v * v).sum();
        double after = Arrays.stream(projected).map(v -> v * v).sum();
        assertThat(projected).hasSize(64 * 50);
        assertThat(after / before).isCloseTo(1, within(0.1));
    }

    private record Projected(Drawn pairs, SignProjection projection) implements LinearFit.Pairs {

        @Override
        public int count() {
            return pairs.count();
        }

        @Override
        public int values() {
            return 400;
        }

        @Override
        public int pixels() {
            return pairs.pixels();
        }

        @Override
        public double[] features(int from, int to) {
            return projection.of(pairs.features(from, to));
        }

        @Override
        public double[] images(int from, int to) {
            return pairs.images(from, to);
        }
    }

    @Test
    void takesTheSmallestExactSystemAndProjectsWhereBothAreTooLarge() {
        assertThat(LinearForm.of(45_000, 8192)).isEqualTo(LinearForm.PRIMAL);
        assertThat(LinearForm.of(360, 4096)).isEqualTo(LinearForm.DUAL);
        assertThat(LinearForm.of(10_000, 8193)).isEqualTo(LinearForm.DUAL);
        assertThat(LinearForm.of(10_001, 8193)).isEqualTo(LinearForm.PROJECTED);
        assertThat(LinearForm.of(9_000, 512)).isEqualTo(LinearForm.PRIMAL);
    }

    @Test
    void featuresThatNeverChangeAreAnsweredWithTheMeanImage() {
        Drawn drawn = Drawn.of(20, 3, 2);
        Drawn still = new Drawn(20, 3, 2, new double[60], drawn.allImages());

        try (var fit = new LinearFit(still, LinearForm.PRIMAL)) {
            fit.learn(QUIET);

            assertThat(fit.images(new double[3])).containsExactly(Drawn.mean(drawn.allImages(), 2, 18), within(SAME));
        }
    }

    @Test
    void refusesFeaturesThatAreNoNumbers() {
        Drawn drawn = Drawn.of(20, 3, 2);
        double[] broken = drawn.allFeatures();
        broken[4] = Double.NaN;

        try (var fit = new LinearFit(drawn, LinearForm.PRIMAL)) {
            assertThatThrownBy(() -> fit.learn(QUIET)).hasMessageContaining("finite numbers below 1e150");
        }
    }

    @Test
    void stopsWhenItIsAskedTo() {
        RunContext stopped = RunContext.of(event -> {}, () -> true);

        try (var fit = new LinearFit(Drawn.of(20, 3, 2), LinearForm.DUAL)) {
            assertThatThrownBy(() -> fit.learn(stopped)).isInstanceOf(CancelledException.class);
        }
    }
}
