package lab.obscura.engine.defense.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianMechanismTest {

    /** The equation solved with 60 digits; both ends of every setting's range are among them. */
    @ParameterizedTest
    @CsvSource({
        "10, 1e-4, 0.45526513054676528",
        "1, 1e-5, 3.7306316348159418",
        "1, 1e-4, 3.1857029899606701",
        "0.1, 1e-6, 36.304690426195785",
        "100, 1e-12, 0.11354617555679384",
        "0.001, 1e-12, 5412.3021938439271",
        "0.001, 0.5, 0.74086918519562636",
        "1e6, 1e-12, 0.00071063241446261301",
        "1e6, 0.5, 0.00070710642763348102"
    })
    void theNoiseSolvesTheEquation(double epsilon, double delta, double expected) {
        double deviation = GaussianMechanism.standardDeviation(epsilon, delta);

        // A relative error r of the deviation is the larger one of delta's; ten digits are far more than any noise
        // shows.
        assertThat(deviation).isCloseTo(expected, within(1e-9 * expected));
        assertThat(GaussianMechanism.delta(deviation, epsilon)).isLessThanOrEqualTo(delta);
    }

    @Test
    void thePublishedFormulaPromisesTooMuchAboveOne() {
        double published = GaussianMechanism.published(10, 1e-4);

        assertThat(published).isCloseTo(0.434361, within(1e-6));
        assertThat(GaussianMechanism.delta(published, 10)).isCloseTo(2.7428047e-4, within(1e-10));
    }

    @Test
    void identitiesKnowThePublishedFormulaByItsOldNameAndTheNewOneByNone() {
        assertThat(identity("gaussian-published")).isEqualTo("gaussian");
        assertThat(identity("gaussian")).isEqualTo("gaussian-analytic");
    }

    private static Object identity(String mechanism) {
        return LocalPrivacy.INFO
                .schema()
                .read("", Map.of("mechanism", mechanism))
                .identity()
                .get("mechanism");
    }
}
