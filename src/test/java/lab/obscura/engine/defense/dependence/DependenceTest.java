package lab.obscura.engine.defense.dependence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.pairs.HostSamples;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DependenceTest {

    private static final int COUNT = 8;
    private static final int SIZE = 3;
    /** As narrow as the samples lie apart, so that the kernel is far from linear. */
    private static final double WIDTH = 1.3;

    private final float[] x = new RandomStream(1).gaussians(COUNT * 5, 1);
    private final float[] z = new RandomStream(2).gaussians(COUNT * SIZE, 1);

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void equalsThePlainComputation(Dependence dependence) {
        double expected = plain(dependence, doubles(z));

        assertThat(value(dependence)).isCloseTo(expected, within(1e-8 * expected));
    }

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void isTheSameInBothDirections(Dependence dependence) {
        Matrix a = GaussianKernel.of(x, COUNT, WIDTH).matrix();
        Matrix b = GaussianKernel.of(z, COUNT, WIDTH).matrix();

        double there = dependence.between(a, b).value();

        assertThat(dependence.between(b, a).value()).isCloseTo(there, within(1e-9 * there));
    }

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void theGradientIsTheSlopeOfThePlainValue(Dependence dependence) {
        GaussianKernel kernel = GaussianKernel.of(z, COUNT, WIDTH);
        float[] gradient = gradient(
                kernel,
                z,
                dependence
                        .between(
                                kernel.matrix(),
                                GaussianKernel.of(x, COUNT, WIDTH).matrix())
                        .atFirst());

        double[] slopes = slopes(dependence);

        double largest = IntStream.range(0, slopes.length)
                .mapToDouble(i -> Math.abs(slopes[i]))
                .max()
                .orElseThrow();
        assertThat(largest).isGreaterThan(1e-3);
        assertThat(IntStream.range(0, slopes.length))
                .allSatisfy(i -> assertThat((double) gradient[i]).isCloseTo(slopes[i], within(1e-3 * largest)));
    }

    @ParameterizedTest
    @EnumSource(Dependence.class)
    void equalSamplesDependOnNothing(Dependence dependence) {
        GaussianKernel equal = GaussianKernel.of(new float[COUNT * SIZE], COUNT, WIDTH);
        var measured = dependence.between(
                equal.matrix(), GaussianKernel.of(x, COUNT, WIDTH).matrix());

        assertThat(measured.value()).isCloseTo(0, within(1e-12));
        assertThat(gradient(equal, new float[COUNT * SIZE], measured.atFirst())).containsOnly(0);
    }

    @Test
    void whatIsSentAsItIsDependsMoreThanNoise() {
        Matrix images = GaussianKernel.of(x, COUNT, 5).matrix();
        Matrix noise = GaussianKernel.of(z, COUNT, 5).matrix();

        assertThat(Dependence.HSIC.between(images, images).value())
                .isGreaterThan(1.1 * Dependence.HSIC.between(noise, images).value())
                .isLessThan(COUNT - 1);
    }

    @Test
    void theKernelOfLabelsIsThatOfOneHotVectors() {
        int[] labels = {0, 2, 1, 2, 0};

        assertThat(rows(GaussianKernel.ofLabels(labels))).isEqualTo(PlainDependence.labels(labels, 3));
    }

    private double value(Dependence dependence) {
        return dependence
                .between(
                        GaussianKernel.of(z, COUNT, WIDTH).matrix(),
                        GaussianKernel.of(x, COUNT, WIDTH).matrix())
                .value();
    }

    private double[] slopes(Dependence dependence) {
        double[] values = doubles(z);
        double[] slopes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double here = values[i];
            values[i] = here + 1e-4;
            double above = plain(dependence, values);
            values[i] = here - 1e-4;
            double below = plain(dependence, values);
            values[i] = here;
            slopes[i] = (above - below) / 2e-4;
        }
        return slopes;
    }

    private double plain(Dependence dependence, double[] features) {
        double[][] a = PlainDependence.gaussian(features, COUNT, WIDTH);
        double[][] b = PlainDependence.gaussian(doubles(x), COUNT, WIDTH);
        return dependence == Dependence.HSIC ? PlainDependence.hsic(a, b) : PlainDependence.coco(a, b);
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[][] rows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                rows[i][j] = matrix.at(i, j);
            }
        }
        return rows;
    }

    private static float[] gradient(GaussianKernel kernel, float[] samples, Matrix atKernel) {
        return new HostSamples(samples, COUNT).pulled(kernel.weights(atKernel), 1);
    }
}
