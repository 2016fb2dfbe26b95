package lab.obscura.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.study.expand.Cell;
import lab.obscura.study.expand.Expansion;
import lab.obscura.study.expand.StudyReader;
import lab.obscura.table.PaperTable.TableRow;
import lab.obscura.table.PaperTable.TableScale;

/** The rows of a table as what they are here: cells of a study. */
final class TableRows {

    private TableRows() {}

    /**
     * A row that can be computed.
     *
     * @param number its place in the table
     */
    record Row(int number, TableRow row, String scale, Cell cell) {

        /** How many attacks the table names; the definition may have more of its own, as the linear one. */
        int attacks() {
            return cell.definition().get("attacks") instanceof List<?> list ? list.size() : 0;
        }

        /** An error of the definition where the author of the table finds it. */
        FieldError inTable(FieldError error) {
            FieldError placed = cell.inStudy(error);
            return TableRows.inTable(placed, scale, List.of(number));
        }
    }

    /**
     * All rows that are not missing, in their order.
     *
     * @param errors what cannot be put where a row puts it is added here; none is answered then
     */
    static List<Row> of(PaperTable table, String scale, List<FieldError> errors) {
        List<Integer> numbers = IntStream.range(0, table.rows().size())
                .filter(i -> !table.rows().get(i).isMissing())
                .boxed()
                .toList();
        if (numbers.isEmpty()) {
            return List.of();
        }
        try {
            List<TableRow> rows = numbers.stream().map(table.rows()::get).toList();
            List<Cell> cells = Expansion.of(StudyReader.read(study(table, scale, rows)));
            return IntStream.range(0, cells.size())
                    .mapToObj(i -> new Row(numbers.get(i), rows.get(i), scale, cells.get(i)))
                    .toList();
        } catch (SettingsException broken) {
            broken.errors().forEach(error -> errors.add(inTable(error, scale, numbers)));
            return List.of();
        }
    }

    /** The study that computes some rows of a table. */
    static Map<String, Object> study(PaperTable table, String scale, List<TableRow> rows) {
        TableScale how = table.scales().get(scale);
        List<Map<String, Object>> values = new ArrayList<>();
        for (TableRow row : rows) {
            Map<String, Object> set = new LinkedHashMap<>(row.set());
            set.putAll(how.sets().getOrDefault(row.label(), Map.of()));
            values.add(Map.of("label", row.label(), "set", set));
        }
        Map<String, Object> study = new LinkedHashMap<>();
        study.put("name", table.id() + " (" + scale + ")");
        study.put("base", how.base());
        study.put("axes", List.of(Map.of("name", "row", "values", values)));
        study.put("seeds", how.seeds());
        return study;
    }

    /** @param numbers places in the table of the values of the study's only axis */
    private static FieldError inTable(FieldError error, String scale, List<Integer> numbers) {
        String path = error.path();
        if (path.startsWith("base") || path.startsWith("seeds")) {
            path = "scales." + scale + "." + path;
        } else if (path.matches("axes\\[0]\\.values\\[\\d+].*")) {
            int value = Integer.parseInt(path.replaceAll("axes\\[0]\\.values\\[(\\d+)].*", "$1"));
            path = "rows[" + numbers.get(Math.min(value, numbers.size() - 1)) + "].set";
        }
        return new FieldError(path, error.rule(), error.value(), error.hint(), error.said());
    }
}
