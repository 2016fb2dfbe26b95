package lab.obscura.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lab.obscura.engine.stats.Difference;
import lab.obscura.engine.stats.Interval;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.export.Column.Better;

/** Compares what was measured with what was printed ({@code docs/tables.md#verdicts}). */
final class Judge {

    private Judge() {}

    /**
     * At the scale of the paper: the value itself.
     *
     * @param middle of what was printed
     * @param reach how far from it counts as the same
     * @param better which way is better for the defender
     */
    static Judged value(double middle, double reach, Sample measured, Better better) {
        Optional<Interval> interval = measured.confidence95();
        if (interval.isEmpty()) {
            return new Judged(CellVerdict.UNDECIDED, "one seed has no interval; run more");
        }
        double half = (interval.get().high() - interval.get().low()) / 2;
        boolean isAbove = interval.get().low() > middle + reach;
        boolean isBelow = interval.get().high() < middle - reach;
        if (isAbove || isBelow) {
            boolean isBetter = isAbove == (better == Better.HIGHER);
            return new Judged(
                    isBetter ? CellVerdict.BETTER : CellVerdict.WORSE,
                    "the whole interval lies " + (isAbove ? "above" : "below") + " what was printed and its tolerance");
        }
        if (half > reach) {
            return new Judged(CellVerdict.UNDECIDED, "the interval is wider than the tolerance; run more seeds");
        }
        return Math.abs(measured.mean() - middle) <= reach
                ? new Judged(CellVerdict.INSIDE, "")
                : new Judged(CellVerdict.UNDECIDED, "the mean lies outside the tolerance, but not the whole interval");
    }

    /** Another row of the same column. */
    record Other(double published, SeedValues measured) {}

    /**
     * At a smaller scale: only whether the rows stand in the printed order. Broken, where a pair that the seeds can tell apart stands the
     * other way round; kept, where all pairs can be told apart and stand as printed.
     *
     * @param others those that were printed and measured; equal prints have no order
     * @param waiting how many others were printed with another number, but not measured yet
     */
    static Optional<Judged> order(double published, SeedValues measured, List<Other> others, int waiting) {
        List<Other> ordered =
                others.stream().filter(other -> other.published() != published).toList();
        if (ordered.isEmpty() && waiting == 0) {
            return Optional.empty();
        }
        List<Difference> differences =
                Difference.of(measured, ordered.stream().map(Other::measured).toList());
        int kept = 0;
        int broken = 0;
        for (int i = 0; i < ordered.size(); i++) {
            boolean isPrintedBelow = published < ordered.get(i).published();
            Difference difference = differences.get(i);
            if (difference.isFound()) {
                boolean isBelow = difference.mean() < 0;
                kept += isBelow == isPrintedBelow ? 1 : 0;
                broken += isBelow == isPrintedBelow ? 0 : 1;
            }
        }
        String counts = String.format(
                Locale.ROOT, "of %d pairs %d as printed, %d the other way round", ordered.size(), kept, broken);
        int open = ordered.size() - kept - broken;
        boolean isWhole = open == 0 && waiting == 0;
        CellVerdict whole = isWhole ? CellVerdict.ORDER_KEPT : CellVerdict.UNDECIDED;
        return Optional.of(new Judged(
                broken > 0 ? CellVerdict.ORDER_BROKEN : whole,
                counts
                        + (open == 0 ? "" : ", " + open + " that the seeds cannot tell apart")
                        + (waiting == 0 ? "" : "; " + waiting + " not measured yet")));
    }

    /** At a smaller scale a printed gain says that a row stands above its twin, a printed loss that it stands below. */
    static Judged gain(double published, Sample measured) {
        Optional<Interval> interval = measured.confidence95();
        boolean isApart = interval.map(known -> !known.holds(0)).orElse(false);
        if (!isApart) {
            return new Judged(CellVerdict.UNDECIDED, "the seeds do not tell it from its twin; run more");
        }
        boolean isKept = measured.mean() > 0 == published > 0;
        return new Judged(
                isKept ? CellVerdict.ORDER_KEPT : CellVerdict.ORDER_BROKEN, "only the sign of a gain is compared here");
    }
}
