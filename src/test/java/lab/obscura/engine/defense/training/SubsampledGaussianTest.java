package lab.obscura.engine.defense.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The accountant against integrals that were computed elsewhere. In NumPy, with {@code z} on 400 001 points of [−40σ, α + 40σ]:
 *
 * <pre>
 * logr = logaddexp(log1p(-q), log(q) + (2*z - 1) / (2*s*s))
 * L = -z*z / (2*s*s) - log(s * sqrt(2*pi)) + a * logr
 * rdp = (L.max() + log(exp(L - L.max()).sum() * h)) / (a - 1)
 * </pre>
 */
class SubsampledGaussianTest {

    @ParameterizedTest
    @CsvSource({
        "0.01, 4, 20, 6.526313044005e-05",
        "0.01, 1.1, 2.5, 1.620774011426e-04",
        "0.1, 0.8, 3.7, 0.22233062437047",
        "0.5, 2, 32, 3.284938620537",
        "0.128, 1, 1.3, 0.015757211215263",
        "0.004, 1.3, 9, 5.984340935400e-05"
    })
    void theDivergenceOfOneStepIsTheIntegral(double share, double sigma, double order, double expected) {
        double divergence = new SubsampledGaussian(share, 1, 1e-5).divergence(sigma, order);

        assertThat(divergence).isCloseTo(expected, Percentage.withPercentage(1e-4));
    }

    /** TensorFlow Privacy's own test: {@code eps = T·rdp − log(delta)/(order − 1)} is 1.258575 at order 20, its best of 2 to 32. */
    @Test
    void thePublishedNumberOfTensorFlowPrivacyComesOut() {
        double divergence = new SubsampledGaussian(0.01, 10_000, 1e-5).divergence(4, 20);

        assertThat(10_000 * divergence - Math.log(1e-5) / 19).isCloseTo(1.258575, within(1e-5));
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 4, 10000, 1.0354900693896",
        "0.00426666666666667, 1.1, 14040, 2.5943633334501",
        "0.1, 1, 100, 7.8992550025806",
        "0.128, 1, 140, 11.9395026937271"
    })
    void epsilonIsTheLeastOfAllOrders(double share, double sigma, int steps, double expected) {
        double epsilon = new SubsampledGaussian(share, steps, 1e-5).epsilon(sigma);

        assertThat(epsilon).isCloseTo(expected, Percentage.withPercentage(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 3, 4.0", "0.3, 0.7, 6.0", "0.05, 1.5, 9.0"})
    void sumAndIntegralMeetAtWholeOrders(double share, double sigma, double order) {
        var accountant = new SubsampledGaussian(share, 1, 1e-5);

        double sum = accountant.divergence(sigma, order);
        double integral = accountant.divergence(sigma, order + 1e-7);

        assertThat(integral).isCloseTo(sum, Percentage.withPercentage(1e-4));
    }

    /** The integrals as in the class comment: the least δ at this ε for one step, {@code ∫ max(p − e^ε q, 0)}, is 1.26e-6 and 2.0e-6. */
    @ParameterizedTest
    @CsvSource({"0.1, 1, 2.1330059954", "0.5, 2, 1.5228001979"})
    void promisesNoMoreThanWhatHolds(double share, double sigma, double epsilon) {
        double promised = new SubsampledGaussian(share, 1, 1e-5).epsilon(sigma);

        assertThat(promised).isCloseTo(epsilon, within(1e-4));
        assertThat(delta(share, sigma, promised)).isBetween(1e-7, 1e-5);
    }

    /** Of one step, by densities: the larger of both directions. */
    private static double delta(double share, double sigma, double epsilon) {
        double width = sigma / 1000;
        double there = 0;
        double back = 0;
        for (double z = -15 * sigma; z < 1 + 15 * sigma; z += width) {
            double without = Math.exp(-z * z / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
            double with = (1 - share) * without
                    + share * Math.exp(-(z - 1) * (z - 1) / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
            there += width * Math.max(0, with - Math.exp(epsilon) * without);
            back += width * Math.max(0, without - Math.exp(epsilon) * with);
        }
        return Math.max(there, back);
    }

    @Test
    void allImagesInEveryStepIsTheGaussianMechanism() {
        assertThat(new SubsampledGaussian(1, 1, 1e-5).divergence(2, 7)).isCloseTo(7 / 8.0, within(1e-12));
        assertThat(new SubsampledGaussian(1 - 1e-9, 1, 1e-5).divergence(2, 7)).isCloseTo(7 / 8.0, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.1, 60", "1, 0.128, 140", "8, 0.01, 5000"})
    void theNoiseForABudgetIsTheLeastThatKeepsIt(double epsilon, double share, int steps) {
        var accountant = new SubsampledGaussian(share, steps, 1e-5);

        double noise = accountant.noiseFor(epsilon);

        assertThat(accountant.epsilon(noise)).isLessThanOrEqualTo(epsilon);
        assertThat(accountant.epsilon(noise * 0.99)).isGreaterThan(epsilon);
    }

    @Test
    void littleNoiseNeverLooksPrivate() {
        var accountant = new SubsampledGaussian(0.1, 10, 1e-5);

        assertThat(accountant.epsilon(0)).isInfinite();
        assertThat(accountant.epsilon(0.001)).isGreaterThan(1e5);
        assertThat(accountant.epsilon(0.1)).isBetween(100.0, accountant.epsilon(0.05));
    }
}
