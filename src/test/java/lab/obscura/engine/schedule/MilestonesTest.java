package lab.obscura.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MilestonesTest {

    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75, 0.875);

    @ParameterizedTest
    @CsvSource({
        "5, 3 4 5",
        "6, 3 4 5 6",
        "7, 3 4 6 7",
        "8, 3 4 6 7",
        "10, 3 5 8 9",
        "20, 5 10 15 18",
        "40, 10 20 30 35",
        "240, 60 120 180 210"
    })
    void afterOneEpochOfWarmUp(int epochs, String expected) {
        List<Integer> known =
                Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList();

        assertThat(Milestones.scaled(SHARES, epochs, 1).epochs()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void atLeastOneEpochHasTheFullRate(int warmUp) {
        assertThat(IntStream.rangeClosed(1, 300))
                .allSatisfy(epochs -> assertThat(
                                Milestones.scaled(SHARES, epochs, warmUp).passed(warmUp + 1))
                        .isZero());
    }

    @Test
    void noTwoFallOnOneEpochAndNoneBehindTheEnd() {
        assertThat(IntStream.rangeClosed(1, 300))
                .allSatisfy(epochs -> assertThat(
                                Milestones.scaled(SHARES, epochs, 1).epochs())
                        .doesNotHaveDuplicates()
                        .isSorted()
                        .allMatch(milestone -> milestone <= epochs));
    }
}
