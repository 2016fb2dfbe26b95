package lab.obscura.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatchedAccuracyTest {

    @Test
    void betweenNeighboringStrengthsTheErrorIsInterpolated() {
        TradeOffCurve curve = curve(0.90, 0.010, 0.88, 0.030);

        assertThat(curve.errorAt(0.89).orElseThrow()).isCloseTo(0.020, within(1e-12));
        assertThat(curve.errorAt(0.885).orElseThrow()).isCloseTo(0.025, within(1e-12));
    }

    @Test
    void aBetterStrengthCountsAtAWorseAccuracyToo() {
        TradeOffCurve curve = curve(0.90, 0.010, 0.89, 0.030, 0.88, 0.020);

        assertThat(curve.errorAt(0.885).orElseThrow()).isCloseTo(0.030, within(1e-12));
        assertThat(curve.errorAt(0.895).orElseThrow()).isCloseTo(0.020, within(1e-12));
    }

    @Test
    void theOrderOfTheStrengthsDoesNotMatterAndOfEqualAccuraciesTheLargerErrorCounts() {
        assertThat(curve(0.88, 0.020, 0.89, 0.030, 0.90, 0.010).errorAt(0.885)).hasValue(0.030);
        assertThat(curve(0.90, 0.010, 0.90, 0.050, 0.90, 0.020).errorAt(0.90)).hasValue(0.050);
    }

    @Test
    void beyondItsEndsACurveSaysNothing() {
        TradeOffCurve curve = curve(0.90, 0.010, 0.88, 0.030);

        assertThat(curve.errorAt(0.90)).hasValue(0.010);
        assertThat(curve.errorAt(0.88)).hasValue(0.030);
        assertThat(curve.errorAt(0.9001)).isEmpty();
        assertThat(curve.errorAt(0.8799)).isEmpty();
    }

    @Test
    void aFamilyIsReadOnlyWhereEverySeedOfItGets() {
        Map<Long, TradeOffCurve> curves =
                Map.of(1L, curve(0.90, 0.010, 0.88, 0.030), 2L, curve(0.91, 0.020, 0.89, 0.040));

        SeedValues read = MatchedAccuracy.read(curves, 0.89).orElseThrow();

        assertThat(read.values()).containsOnlyKeys(1L, 2L);
        assertThat(read.values().get(1L)).isCloseTo(0.020, within(1e-12));
        assertThat(read.values().get(2L)).isCloseTo(0.040, within(1e-12));
        assertThat(MatchedAccuracy.read(curves, 0.885)).isEmpty();
        assertThat(MatchedAccuracy.read(Map.of(), 0.885)).isEmpty();
    }

    /** Half the interval of 0.90 and 0.91 is 0.0635, of five seeds between 0.899 and 0.901 it is 0.0012. */
    @Test
    void nothingIsReadFinerThanTheUndefendedMeanIsKnown() {
        var sharp = new MatchedAccuracy(new Sample(List.of(0.899, 0.901, 0.900, 0.901, 0.899)));
        var blurred = new MatchedAccuracy(new Sample(List.of(0.90, 0.91)));
        var single = new MatchedAccuracy(new Sample(List.of(0.90)));

        assertThat(sharp.target(0.02).orElseThrow()).isCloseTo(0.88, within(1e-12));
        assertThat(sharp.target(0.001)).isEmpty();
        assertThat(blurred.target(0.05)).isEmpty();
        assertThat(blurred.target(0.07).orElseThrow()).isCloseTo(0.835, within(1e-12));
        assertThat(single.target(0.05)).isEmpty();
    }

    @Test
    void aTradeOffHasAnAccuracyAndAnError() {
        assertThatThrownBy(() -> new TradeOff(1.1, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TradeOff(0.9, -0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TradeOffCurve(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static TradeOffCurve curve(double... pairs) {
        var points = new ArrayList<TradeOff>();
        for (int i = 0; i < pairs.length; i += 2) {
            points.add(new TradeOff(pairs[i], pairs[i + 1]));
        }
        return new TradeOffCurve(points);
    }
}
