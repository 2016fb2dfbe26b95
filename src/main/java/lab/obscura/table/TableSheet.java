package lab.obscura.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.export.Column;
import lab.obscura.export.Data;
import lab.obscura.export.Exportable;
import lab.obscura.export.Protocol;
import lab.obscura.export.Sheet;
import lab.obscura.export.Value;

/**
 * A paper table as a file; for people measured numbers stand in the unit in which the paper prints.
 *
 * @param definitions of the rows that can be computed here
 */
record TableSheet(TableView table, List<Map<String, Object>> definitions) {

    Exportable exportable() {
        return new Exportable("table-" + table.id() + "-" + table.scale(), table, this::data, this::sheet);
    }

    /** A row for each cell: what a program filters and joins. */
    private Data data() {
        List<String> columns = List.of(
                "scale",
                "row",
                "defense",
                "column",
                "metric",
                "printed",
                "publishedLow",
                "publishedHigh",
                "mean",
                "interval",
                "n",
                "verdict",
                "reason");
        return new Data(
                columns,
                table.rows().stream()
                        .flatMap(row -> row.cells().stream().map(cell -> data(row, cell)))
                        .toList());
    }

    private List<Optional<Object>> data(TableView.RowView row, TableView.CellView cell) {
        TableView.Printed printed = cell.published();
        return new Data.Row()
                .add(table.scale(), row.label(), row.defense(), cell.column(), cell.metric())
                .add(
                        printed == null ? null : printed.text(),
                        printed == null ? null : printed.low(),
                        printed == null ? null : printed.high())
                .addSpread(cell.measured())
                .add(cell.measured() == null ? null : cell.measured().n(), cell.verdict(), cell.reason())
                .cells();
    }

    private Sheet sheet() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Row"), Column.number("n", 0)));
        table.columns()
                .forEach(column -> columns.addAll(List.of(
                        Column.text(column.title() + ", published"),
                        new Column(column.title(), better(column), column.divisor(), column.digits(), false),
                        Column.text("Verdict"))));
        var section = new Sheet.Section(
                "", columns, table.rows().stream().map(TableSheet::row).toList());
        List<String> notes = new ArrayList<>(table.remarks());
        notes.addAll(List.of(Protocol.seeds(), Protocol.attacks(definitions), Protocol.of(definitions)));
        notes.removeIf(String::isEmpty);
        String caption =
                table.title() + " Published: " + table.source() + ". Measured at the scale " + table.scale() + ".";
        return new Sheet(caption, Sheet.label("table " + table.id()), List.of(section), notes, definitions);
    }

    private static Column.Better better(TableView.ColumnView column) {
        return column.better().equals("higher") ? Column.Better.HIGHER : Column.Better.LOWER;
    }

    private static Sheet.Row row(TableView.RowView row) {
        List<Value> cells = new ArrayList<>(List.of(Value.text(row.label()), Value.plain(row.succeeded())));
        row.cells()
                .forEach(cell -> cells.addAll(List.of(
                        Value.text(
                                cell.published() == null ? "" : cell.published().text()),
                        Value.of(cell.measured()),
                        Value.text(cell.verdict() == null ? "" : cell.verdict()))));
        String note = Stream.of(row.missing(), row.note())
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
        return new Sheet.Row(cells, note, true);
    }
}
