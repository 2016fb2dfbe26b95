package lab.obscura.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import lab.obscura.export.Column.Better;

/**
 * A table of a paper, as its file says it.
 *
 * @param link to the paper; empty where there is none
 * @param remarks what a reader should know of the printed numbers
 * @param scales name to what is computed at it; rows of two scales are never in one answer
 */
record PaperTable(
        String id,
        String title,
        String source,
        String link,
        List<String> remarks,
        List<TableColumn> columns,
        Map<String, TableScale> scales,
        List<TableRow> rows) {

    /** At this one values are compared. */
    static final String PAPER = "paper";

    /** At this one only the order of rows is. */
    static final String MINI = "mini";

    static final List<String> SCALES = List.of(PAPER, MINI);

    PaperTable {
        remarks = List.copyOf(remarks);
        columns = List.copyOf(columns);
        scales = Map.copyOf(scales);
        rows = List.copyOf(rows);
    }

    /** Its scales, that of the paper first. */
    List<String> scaleNames() {
        return SCALES.stream().filter(scales::containsKey).toList();
    }

    /**
     * What the table looks at.
     *
     * @param metric of the defended network, or of the attack
     * @param attack place of the attack in the definition of a row; empty for a metric of the network
     * @param divisor printed numbers are divided by it, as by 100 where a paper prints percent
     * @param tolerance by how much a measured number may differ, after the division; grows with the number where it is relative
     * @param isGain whether it is the relative gain of the metric over the row's twin
     */
    record TableColumn(
            String id,
            String title,
            String metric,
            OptionalInt attack,
            double divisor,
            double tolerance,
            boolean isRelative,
            Better better,
            boolean isGain) {

        /** How far from a printed number a measured one may lie. */
        double reach(Published published) {
            double middle = published.middle() / divisor;
            return (isRelative ? tolerance * Math.abs(middle) : tolerance) + published.width() / divisor / 2;
        }
    }

    /**
     * What a paper printed.
     *
     * @param low the number, or the lower end of what is only given as a range
     */
    record Published(double low, double high) {

        double middle() {
            return (low + high) / 2;
        }

        double width() {
            return high - low;
        }
    }

    /**
     * How rows are computed at one scale.
     *
     * @param base the definition that every row starts from
     * @param sets row label to what is put into its definition at this scale alone, after what the row sets everywhere
     */
    record TableScale(Map<String, Object> base, List<Long> seeds, Map<String, Map<String, Object>> sets) {

        TableScale {
            base = Map.copyOf(base);
            seeds = List.copyOf(seeds);
            sets = Map.copyOf(sets);
        }
    }

    /**
     * One row.
     *
     * @param set JSON pointer to what is put there in the base, in the order in which it is put
     * @param missing why this service cannot compute it; empty where it can
     * @param over label of its twin, for gains; empty without one
     * @param note what a reader should know of it; empty where nothing is to be said
     * @param published column to what the paper printed
     */
    record TableRow(
            String label,
            Map<String, Object> set,
            String missing,
            String over,
            String note,
            Map<String, Published> published) {

        TableRow {
            set = new LinkedHashMap<>(set);
            published = Map.copyOf(published);
        }

        boolean isMissing() {
            return !missing.isEmpty();
        }

        Optional<Published> published(TableColumn column) {
            return Optional.ofNullable(published.get(column.id()));
        }

        /** What counts of it in comparisons with other rows. */
        OptionalDouble value(TableColumn column) {
            return published(column)
                    .map(printed -> OptionalDouble.of(printed.middle() / column.divisor()))
                    .orElse(OptionalDouble.empty());
        }
    }
}
