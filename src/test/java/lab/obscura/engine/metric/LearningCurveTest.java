package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    @Test
    void theGainAtTheEndComparesTheBestOfTheLastPartWithTheBestBefore() {
        List<Double> curve = List.of(1.0, 0.5, 0.4, 0.6, 0.41, 0.5, 0.42, 0.43, 0.39, 0.7);

        assertThat(LearningCurve.gainAtTheEnd(curve, 5)).isCloseTo(1 - 0.39 / 0.4, within(1e-12));
        assertThat(LearningCurve.gainAtTheEnd(curve, 10)).isCloseTo(1 - 0.7 / 0.39, within(1e-12));
        assertThat(LearningCurve.gainAtTheEnd(List.of(2.0, 1.0), 5)).isCloseTo(0.5, within(1e-12));
        assertThat(LearningCurve.gainAtTheEnd(List.of(1.0), 5))
                .as("nothing can be seen")
                .isOne();
        assertThat(LearningCurve.gainAtTheEnd(List.of(1.0, 0.0, 0.0), 3)).isZero();
    }
}
