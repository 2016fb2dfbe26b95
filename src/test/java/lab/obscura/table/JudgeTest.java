package lab.obscura.table;

import static lab.obscura.table.CellVerdict.BETTER;
import static lab.obscura.table.CellVerdict.INSIDE;
import static lab.obscura.table.CellVerdict.ORDER_BROKEN;
import static lab.obscura.table.CellVerdict.ORDER_KEPT;
import static lab.obscura.table.CellVerdict.UNDECIDED;
import static lab.obscura.table.CellVerdict.WORSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.export.Column.Better;
import lab.obscura.table.PaperTable.Published;
import lab.obscura.table.PaperTable.TableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

    /** Half the interval of a, a + d, a + 2d is 2.484 d (three seeds). */
    @ParameterizedTest(name = "{0}, {1}, {2} against 0.040 ± 0.004: {3}")
    @CsvSource({
        "0.0405, 0.0410, 0.0415, INSIDE", // mean 0.041, half 0.0012
        "0.0380, 0.0400, 0.0420, UNDECIDED", // half 0.0050 is wider than the tolerance
        "0.0450, 0.0460, 0.0470, UNDECIDED", // 0.0435 to 0.0485 reaches inside
        "0.0500, 0.0505, 0.0510, BETTER", // from 0.0493
        "0.0300, 0.0305, 0.0310, WORSE", // to 0.0317
        "0.0500, 0.0550, 0.0600, UNDECIDED", // 0.0426 to 0.0674: wide, and reaches inside
        "0.1000, 0.1050, 0.1100, BETTER" // wide, but all of it lies above
    })
    void aValueIsJudgedByItsInterval(double a, double b, double c, CellVerdict verdict) {
        assertThat(Judge.value(0.040, 0.004, sample(a, b, c), Better.HIGHER).verdict())
                .isEqualTo(verdict);
    }

    @Test
    void whatIsBetterHangsOnTheMetric() {
        assertThat(Judge.value(0.4, 0.05, sample(0.60, 0.61, 0.62), Better.LOWER)
                        .verdict())
                .isEqualTo(WORSE);
        assertThat(Judge.value(0.4, 0.05, sample(0.20, 0.21, 0.22), Better.LOWER)
                        .verdict())
                .isEqualTo(BETTER);
    }

    @Test
    void oneSeedDecidesNothing() {
        Judged judged = Judge.value(0.04, 0.004, sample(0.04), Better.HIGHER);

        assertThat(judged.verdict()).isEqualTo(UNDECIDED);
        assertThat(judged.reason()).contains("one seed");
    }

    /** 0.0436, 0.0473 and 0.0393 as in the proposal; measured 0.02, 0.03 and 0.01. */
    @Test
    void anOrderIsKeptWhenEveryPairCanBeToldApartAndStandsAsPrinted() {
        var gated = new Judge.Other(0.0473, seeds(0.030, 0.031, 0.032));
        var slots = new Judge.Other(0.0393, seeds(0.010, 0.011, 0.012));

        Judged judged = Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(gated, slots), 0)
                .orElseThrow();

        assertThat(judged.verdict()).isEqualTo(ORDER_KEPT);
        assertThat(judged.reason()).isEqualTo("of 2 pairs 2 as printed, 0 the other way round");
    }

    @Test
    void anOrderIsBrokenByOnePairTheOtherWayRound() {
        var gated = new Judge.Other(0.0473, seeds(0.010, 0.011, 0.012));
        var slots = new Judge.Other(0.0393, seeds(0.010, 0.011, 0.012));

        assertThat(Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(gated, slots), 0)
                        .map(Judged::verdict))
                .contains(ORDER_BROKEN);
    }

    @Test
    void anOrderIsUndecidedWhileSeedsCannotTellAPairApart() {
        var near = new Judge.Other(0.0473, seeds(0.030, 0.010, 0.020));
        var slots = new Judge.Other(0.0393, seeds(0.010, 0.011, 0.012));
        var single = new Judge.Other(0.0500, seeds(0.9));

        Judged judged = Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(near, slots, single), 0)
                .orElseThrow();

        assertThat(judged.verdict()).isEqualTo(UNDECIDED);
        assertThat(judged.reason()).contains("1 as printed").endsWith("2 that the seeds cannot tell apart");
    }

    @Test
    void anOrderWithRowsThatWereNotMeasuredIsUndecided() {
        var gated = new Judge.Other(0.0473, seeds(0.030, 0.031, 0.032));

        Judged judged = Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(gated), 2)
                .orElseThrow();

        assertThat(judged.verdict()).isEqualTo(UNDECIDED);
        assertThat(judged.reason()).endsWith("; 2 not measured yet");
        assertThat(Judge.order(0.0436, seeds(0.020), List.of(), 1).map(Judged::verdict))
                .contains(UNDECIDED);
    }

    @Test
    void rowsPrintedAlikeHaveNoOrder() {
        var alike = new Judge.Other(0.0436, seeds(0.030, 0.031, 0.032));

        assertThat(Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(alike), 0))
                .isEqualTo(Optional.empty());
        assertThat(Judge.order(0.0436, seeds(0.020, 0.021, 0.022), List.of(), 0))
                .isEqualTo(Optional.empty());
    }

    @Test
    void ofAGainTheSignIsCompared() {
        assertThat(Judge.gain(0.3, sample(0.10, 0.11, 0.12)).verdict()).isEqualTo(ORDER_KEPT);
        assertThat(Judge.gain(0.3, sample(-0.10, -0.11, -0.12)).verdict()).isEqualTo(ORDER_BROKEN);
        assertThat(Judge.gain(0.3, sample(-0.10, 0.11, 0.12)).verdict()).isEqualTo(UNDECIDED);
        assertThat(Judge.gain(0.3, sample(0.10)).verdict()).isEqualTo(UNDECIDED);
    }

    @Test
    void aRangeWidensTheTolerance() {
        var gain = new TableColumn("gain", "Gain", "mse", OptionalInt.of(0), 100, 0.05, false, Better.HIGHER, true);
        var error = new TableColumn("mse", "MSE", "mse", OptionalInt.of(0), 3, 0.35, true, Better.HIGHER, false);
        var printed = new Published(12.9, 48.2);

        assertThat(printed.middle() / 100).isCloseTo(0.3055, within(1e-12));
        assertThat(gain.reach(printed)).isCloseTo(0.2265, within(1e-12));
        assertThat(error.reach(new Published(0.1166, 0.1166))).isCloseTo(0.0136, within(1e-4));
        assertThat(Judge.value(0.3055, gain.reach(printed), sample(0.10, 0.11, 0.12), Better.HIGHER)
                        .verdict())
                .isEqualTo(INSIDE);
    }

    private static Sample sample(Double... values) {
        return new Sample(List.of(values));
    }

    private static SeedValues seeds(double... values) {
        var bySeed = new TreeMap<Long, Double>();
        Stream.iterate(0, place -> place + 1)
                .limit(values.length)
                .forEach(place -> bySeed.put(place + 1L, values[place]));
        return new SeedValues(bySeed);
    }
}
