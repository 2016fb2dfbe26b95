package lab.obscura.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {

    private static final LabeledImages TWO_PIXELS = new LabeledImages(
            new ImageShape(1, 2, 3), new byte[] {0, 51, 102, (byte) 204, 51, (byte) 204}, new int[] {0}, List.of("a"));

    @Test
    void knownDataSetsHaveThePublishedValues() {
        assertThat(Normalization.of(dataset("cifar10-lossless-6k")).mean()).containsExactly(0.4914, 0.4822, 0.4465);
        assertThat(Normalization.of(dataset("cifar100")).mean()).containsExactly(0.50708, 0.48655, 0.44092);
        assertThat(Normalization.of(dataset("tiny-imagenet-20")).standardDeviation())
                .containsExactly(0.2927, 0.2570, 0.1434);
    }

    @Test
    void otherDataSetsAreMeasuredOnTheirTrainingImages() {
        var measured = Normalization.of(dataset("shapes"));

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

    private static Dataset dataset(String id) {
        var info = new DatasetInfo(id, id, "test", TWO_PIXELS.shape(), List.of("a"), 1, 1, "", false);
        return new Dataset(info, TWO_PIXELS, TWO_PIXELS);
    }
}
