package lab.obscura.experiment.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRangeTest {

    @Test
    void wholeNumbersHaveBothEnds() {
        assertThat(ValueRange.of("1-5")).contains(List.of(1, 2, 3, 4, 5));
        assertThat(ValueRange.of("9007199254740991-9007199254740992"))
                .contains(List.of(9007199254740991L, 9007199254740992L));
    }

    @Test
    void logarithmicStepsHaveEqualRatios() {
        assertThat(ValueRange.of("0.01..0.16 log 5")).contains(List.of(0.01, 0.02, 0.04, 0.08, 0.16));
        assertThat(ValueRange.of("1..100 log 3")).contains(List.of(1, 10, 100));
        assertThat(ValueRange.of("1..10 log 4"))
                .contains(List.of(1, 2.15443, 4.64159, 10)); // numpy.geomspace(1, 10, 4)
    }

    @Test
    void linearStepsHaveEqualDistances() {
        assertThat(ValueRange.of("0..1 5")).contains(List.of(0, 0.25, 0.5, 0.75, 1));
        assertThat(ValueRange.of("-0.1..0.2 linear 4")).contains(List.of(-0.1, 0, 0.1, 0.2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5-1", "1..2", "1..2 log 1", "2..1 log 3", "0..1 log 3", "-1..1 log 3", "1..2 cubic 3", "0-5000"
            })
    void whatIsNoRangeIsNotGuessed(String text) {
        assertThat(ValueRange.isMeant(text)).isTrue();
        assertThat(ValueRange.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn-4", "vgg11-bn", "res-n0c16", "train", ""})
    void namesAreNoRanges(String text) {
        assertThat(ValueRange.isMeant(text)).isFalse();
    }
}
