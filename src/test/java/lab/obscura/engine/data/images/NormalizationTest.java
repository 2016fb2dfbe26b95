package lab.obscura.engine.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {

    private static final LabeledImages TWO_PIXELS = new LabeledImages(
            new ImageShape(1, 2, 3), new byte[] {0, 51, 102, (byte) 204, 51, (byte) 204}, new int[] {0}, List.of("a"));

    @Test
    void meanAndDeviationAreThoseOfEachChannel() {
        var measured = Normalization.measuredOn(TWO_PIXELS);

        assertThat(measured.mean().get(0)).isCloseTo(0.4, within(1e-12));
        assertThat(measured.mean().get(2)).isCloseTo(0.6, within(1e-12));
        assertThat(measured.standardDeviation().get(0)).isCloseTo(0.4, within(1e-12));
        assertThat(measured.standardDeviation().get(2)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aConstantChannelDoesNotDivideByZero() {
        assertThat(Normalization.measuredOn(TWO_PIXELS).standardDeviation().get(1))
                .isEqualTo(1e-3);
    }
}
