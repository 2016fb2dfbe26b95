package lab.obscura.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.stats.PairedGain;
import lab.obscura.engine.stats.Sample;
import lab.obscura.engine.stats.SeedValues;
import lab.obscura.result.summary.Spread;
import lab.obscura.table.PaperTable.Published;
import lab.obscura.table.PaperTable.TableColumn;
import lab.obscura.table.PaperTable.TableRow;

/**
 * Puts the verdicts on the cells of a table at one scale.
 *
 * @param slugs place of a row to the attacks that the table names, where it can be computed here
 * @param measured place of a row to what was computed of it
 */
record TableJudge(
        PaperTable table, String scale, Map<Integer, List<String>> slugs, Map<Integer, MeasuredRow> measured) {

    TableView.CellView cell(int place, TableColumn column) {
        TableRow row = table.rows().get(place);
        Optional<Published> published = row.published(column);
        Optional<Sample> sample = sample(place, column);
        Optional<Judged> judged = judged(place, column, published, sample);
        return new TableView.CellView(
                column.id(),
                column.metric(),
                published.map(printed -> printed(printed, column)).orElse(null),
                sample.map(Spread::of).orElse(null),
                judged.map(known -> known.verdict().id()).orElse(null),
                judged.map(Judged::reason).orElse(""));
    }

    private static TableView.Printed printed(Published published, TableColumn column) {
        String low = Printing.number(published.low());
        return new TableView.Printed(
                published.low() / column.divisor(),
                published.high() / column.divisor(),
                published.width() == 0 ? low : low + " to " + Printing.number(published.high()));
    }

    private Optional<Judged> judged(
            int place, TableColumn column, Optional<Published> published, Optional<Sample> sample) {
        TableRow row = table.rows().get(place);
        if (row.isMissing()) {
            return published.map(printed -> new Judged(CellVerdict.METHOD_MISSING, row.missing()));
        }
        if (sample.isEmpty()) {
            return isAsked(place, column, published)
                    ? Optional.of(new Judged(CellVerdict.NOT_RUN, ""))
                    : Optional.empty();
        }
        if (published.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> weakness = weakness(place, column);
        if (weakness.isPresent()) {
            return Optional.of(new Judged(CellVerdict.UNDECIDED, "attacker inadequate: " + weakness.get()));
        }
        double middle = published.get().middle() / column.divisor();
        if (scale.equals(PaperTable.PAPER)) {
            return Optional.of(Judge.value(middle, column.reach(published.get()), sample.get(), column.better()));
        }
        return column.isGain()
                ? Optional.of(Judge.gain(middle, sample.get()))
                : Judge.order(
                        middle,
                        values(place, column).orElseThrow(),
                        others(place, column),
                        waiting(place, column, middle));
    }

    /** Whether the row would have a number there: it has the attack, or the paper printed one. */
    private boolean isAsked(int place, TableColumn column, Optional<Published> published) {
        boolean hasTwin = !column.isGain() || !table.rows().get(place).over().isEmpty();
        boolean hasAttack = column.attack().isEmpty() || slug(place, column).isPresent();
        return published.isPresent() || slugs.containsKey(place) && hasTwin && hasAttack;
    }

    private List<Judge.Other> others(int place, TableColumn column) {
        return IntStream.range(0, table.rows().size())
                .filter(other -> other != place)
                .filter(other ->
                        slug(other, column).flatMap(row(other)::weakness).isEmpty())
                .boxed()
                .flatMap(other -> values(other, column).stream()
                        .flatMap(values -> table.rows().get(other).value(column).stream()
                                .mapToObj(printed -> new Judge.Other(printed, values))))
                .toList();
    }

    private int waiting(int place, TableColumn column, double middle) {
        return (int) IntStream.range(0, table.rows().size())
                .filter(other -> other != place)
                .filter(other -> !table.rows().get(other).isMissing())
                .filter(other -> table.rows().get(other).value(column).orElse(middle) != middle)
                .filter(other -> values(other, column).isEmpty())
                .count();
    }

    private Optional<Sample> sample(int place, TableColumn column) {
        if (!column.isGain()) {
            return values(place, column).map(SeedValues::sample);
        }
        return twin(place)
                .flatMap(twin -> values(place, column)
                        .flatMap(with -> values(twin, column).flatMap(base -> PairedGain.relative(with, base))));
    }

    /** Place of the row that this one is compared with for gains. */
    private Optional<Integer> twin(int place) {
        String over = table.rows().get(place).over();
        return IntStream.range(0, table.rows().size())
                .filter(other -> table.rows().get(other).label().equals(over))
                .boxed()
                .findFirst();
    }

    /** Why the attack behind a number was not strong enough: of the row, or of its twin where both make the number. */
    private Optional<String> weakness(int place, TableColumn column) {
        Optional<String> own = slug(place, column).flatMap(row(place)::weakness);
        return column.isGain()
                ? own.or(() -> twin(place).flatMap(twin -> slug(twin, column).flatMap(row(twin)::weakness)))
                : own;
    }

    private Optional<SeedValues> values(int place, TableColumn column) {
        boolean hasAttack = column.attack().isEmpty() || slug(place, column).isPresent();
        return hasAttack ? row(place).values(slug(place, column), column.metric()) : Optional.empty();
    }

    private MeasuredRow row(int place) {
        return measured.getOrDefault(place, MeasuredRow.NOTHING);
    }

    /** Of the attack that a column looks at in a row; empty where the row has none there. */
    private Optional<String> slug(int place, TableColumn column) {
        List<String> attacks = slugs.getOrDefault(place, List.of());
        return column.attack().stream()
                .filter(attack -> attack < attacks.size())
                .mapToObj(attacks::get)
                .findFirst();
    }
}
