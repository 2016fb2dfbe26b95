package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class FrontTest {

    private static final TradeOff PRIVATE = new TradeOff(0.5, 0.04);
    private static final TradeOff ACCURATE = new TradeOff(0.9, 0.02);

    @Test
    void theAreaOfTwoPoints() {
        Front front = Front.of(List.of(ACCURATE, PRIVATE));

        assertThat(front.hypervolume(0.1)).isCloseTo(0.4 * 0.04 + 0.4 * 0.02, within(1e-12));
        assertThat(front.share(0.1, 0.06)).isCloseTo(0.024 / (0.9 * 0.06), within(1e-12));
    }

    @Test
    void dominatedAndRepeatedPointsAreLeftOut() {
        var behind = new TradeOff(0.5, 0.03);
        var worseEverywhere = new TradeOff(0.8, 0.01);

        assertThat(Front.of(List.of(behind, ACCURATE, PRIVATE, worseEverywhere, PRIVATE))
                        .points())
                .containsExactly(PRIVATE, ACCURATE);
    }

    @Test
    void whoAcceptsAnAccuracyMayTakeWhatIsMoreAccurate() {
        Front front = Front.of(List.of(ACCURATE, PRIVATE));

        assertThat(front.error(0.3)).isEqualTo(0.04);
        assertThat(front.error(0.5)).isEqualTo(0.04);
        assertThat(front.error(0.51)).isEqualTo(0.02);
        assertThat(front.error(0.91)).isZero();
    }

    @Test
    void whatIsNoBetterThanChanceCoversNothing() {
        var chance = new TradeOff(0.1, 0.06);

        assertThat(Front.of(List.of(chance, ACCURATE)).hypervolume(0.1)).isCloseTo(0.8 * 0.02, within(1e-12));
        assertThat(Front.of(List.of()).hypervolume(0.1)).isZero();
    }

    @Test
    void aPerfectDefenseCoversEverything() {
        assertThat(Front.of(List.of(new TradeOff(1, 0.06))).share(0.1, 0.06)).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> Front.of(List.of()).share(1, 0.06)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Front.of(List.of()).share(0.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Counted on a grid of 400 × 400 cells, which is off by at most one cell per row and column: 0.5 %. */
    @Test
    void theAreaAgreesWithCountingCells() {
        var random = new RandomStream(7);
        List<TradeOff> points = Stream.generate(() -> new TradeOff(random.between(0.1, 1), random.nextDouble()))
                .limit(12)
                .toList();
        long covered = IntStream.range(0, 400 * 400)
                .filter(cell -> points.stream()
                        .anyMatch(point -> point.accuracy() >= 0.1 + 0.9 * (cell % 400 + 0.5) / 400
                                && point.error() >= (cell / 400 + 0.5) / 400))
                .count();

        assertThat(Front.of(points).share(0.1, 1)).isCloseTo(covered / 160_000.0, within(0.01));
    }
}
