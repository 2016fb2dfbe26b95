package lab.obscura.engine.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class FeatureCovarianceTest {

    @Test
    void knowsTheSpreadOfFourPoints() {
        // Covariance diag(2, 1/2): eigenvalues 2 and 1/2.
        var covariance = FeatureCovariance.of(new float[] {2, 0, -2, 0, 0, 1, 0, -1}, 2);

        assertThat(covariance.variances()).containsExactly(2, 0.5);
        assertThat(covariance.participationRatio()).isCloseTo(2.5 * 2.5 / 4.25, within(1e-6));
    }

    @Test
    void shrinksAsLedoitAndWolf() {
        // By hand: mean 1.25, d² = (4.25 / 2) − 1.25² = 0.5625; Σ|x|⁴ = 34, b² = (34 − 4 · 4.25) / (16 · 2) = 0.53125.
        var covariance = FeatureCovariance.of(new float[] {2, 0, -2, 0, 0, 1, 0, -1}, 2);

        double a = 0.53125 / 0.5625;
        assertThat(covariance.shrinkage()).isCloseTo(a, within(1e-6));
        double first = (1 - a) * 2 + a * 1.25 + 0.1;
        double second = (1 - a) * 0.5 + a * 1.25 + 0.1;
        assertThat(covariance.logDeterminant(0.1)).isCloseTo(Math.log(first * second), within(1e-6));
    }

    @Test
    void fewSamplesInManyDimensionsGiveWhatTheWholeMatrixWould() {
        // The same three points, once more with zeros behind them: the added dimensions only add constants.
        float[] narrow = {1, 0, 2, 1, -1, 3};
        float[] wide = new float[3 * 10];
        for (int i = 0; i < narrow.length; i++) {
            wide[i / 2 * 10 + i % 2] = narrow[i];
        }

        assertThat(FeatureCovariance.of(wide, 10).participationRatio())
                .isCloseTo(FeatureCovariance.of(narrow, 2).participationRatio(), within(1e-6));
        assertThat(FeatureCovariance.of(wide, 10).trace())
                .isCloseTo(FeatureCovariance.of(narrow, 2).trace(), within(1e-9));
    }

    @Test
    void independentDirectionsAllCount() {
        float[] values = new RandomStream(5).gaussians(5000 * 4, 1);

        assertThat(FeatureCovariance.of(values, 4).participationRatio()).isCloseTo(4, within(0.05));
    }

    @Test
    void nothingSpreadsInConstantFeatures() {
        var covariance = FeatureCovariance.of(new float[20], 4);

        assertThat(covariance.participationRatio()).isZero();
        assertThat(covariance.logDeterminant(0.25)).isCloseTo(4 * Math.log(0.25), within(1e-9));
    }
}
