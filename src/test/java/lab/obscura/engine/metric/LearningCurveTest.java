package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

    @Test
    void aLossThatStillFallsAsksForMoreSteps() {
        List<Double> falling =
                IntStream.range(0, 50).mapToObj(i -> 1.0 - 0.015 * i).toList();

        assertThat(LearningCurve.stillImproving(falling)).isTrue();
    }

    @Test
    void aFlatEndIsTheEnd() {
        assertThat(LearningCurve.stillImproving(Collections.nCopies(50, 0.3))).isFalse();
        assertThat(LearningCurve.stillImproving(List.of(1.0, 0.99))).isFalse();
    }

    @Test
    void oneEpochProvesNothing() {
        assertThat(LearningCurve.stillImproving(List.of(0.5))).isTrue();
    }
}
