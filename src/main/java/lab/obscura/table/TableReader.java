package lab.obscura.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.lists.SeedList;
import lab.obscura.table.PaperTable.TableColumn;
import lab.obscura.table.PaperTable.TableRow;
import lab.obscura.table.PaperTable.TableScale;

/** Reads a table; every wrong field is named. */
final class TableReader {

    private static final int MOST_ROWS = 100;
    private static final List<String> FIELDS =
            List.of("id", "title", "source", "link", "remarks", "columns", "scales", "rows");
    private static final List<String> SCALE_FIELDS = List.of("base", "seeds", "sets");
    private static final List<String> ROW_FIELDS = List.of("label", "set", "missing", "over", "note", "published");

    private final Fields fields = new Fields(new ArrayList<>());

    private TableReader() {}

    /**
     * Reads and checks, the definitions of all rows included. Whether their data sets are here is not asked.
     *
     * @throws SettingsException with every wrong field
     */
    static PaperTable read(Map<String, ?> posted) {
        return new TableReader().table(posted);
    }

    private PaperTable table(Map<String, ?> posted) {
        fields.known("", posted, FIELDS);
        String id = fields.id("id", posted.get("id"));
        String title = fields.line("title", posted.get("title"), 200);
        String source = fields.line("source", posted.get("source"), 300);
        String link = fields.link("link", posted.get("link"));
        List<String> remarks = fields.lines("remarks", posted.get("remarks"));
        List<TableColumn> columns = new ColumnReader(fields).read(posted.get("columns"));
        List<TableRow> rows = rows(posted.get("rows"), columns);
        Map<String, TableScale> scales = scales(posted.get("scales"), rows);
        stopIfBroken();
        var table = new PaperTable(id, title, source, link, remarks, columns, scales, rows);
        table.scaleNames().forEach(scale -> check(table, scale));
        stopIfBroken();
        return table;
    }

    private void stopIfBroken() {
        if (!fields.errors().isEmpty()) {
            Set<List<String>> said = new HashSet<>(); // rows share mistakes of their base
            throw new SettingsException(fields.errors().stream()
                    .filter(error -> said.add(List.of(error.path(), error.rule(), error.value())))
                    .toList());
        }
    }

    private List<TableRow> rows(Object posted, List<TableColumn> columns) {
        List<TableRow> rows = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        List<?> list = fields.list("rows", posted, MOST_ROWS);
        for (int i = 0; i < list.size(); i++) {
            String place = "rows[" + i + "]";
            Map<String, Object> row = fields.object(place, list.get(i));
            fields.known(place, row, ROW_FIELDS);
            String label = fields.line(place + ".label", row.get("label"), 80);
            if (!labels.add(label)) {
                fields.error(place + ".label", "another label than the other rows", label, "Name it otherwise");
            }
            String missing = fields.optionalLine(place + ".missing", row.get("missing"), 300);
            Map<String, Object> set = missing.isEmpty() ? fields.object(place + ".set", row.get("set")) : Map.of();
            if (missing.isEmpty() && set.isEmpty()) {
                fields.error(place + ".set", "one pointer or more", "", "As in {\"/defense\": []} for no defense");
            }
            String over = fields.optionalLine(place + ".over", row.get("over"), 80);
            String note = fields.optionalLine(place + ".note", row.get("note"), 500);
            rows.add(new TableRow(
                    label,
                    set,
                    missing,
                    over,
                    note,
                    new ColumnReader(fields).published(place + ".published", row.get("published"), columns)));
        }
        for (int i = 0; i < rows.size(); i++) {
            String over = rows.get(i).over();
            if (!over.isEmpty() && !labels.contains(over)) {
                fields.error(
                        "rows[" + i + "].over",
                        "the label of another row",
                        over,
                        "Known: " + String.join(", ", labels));
            }
        }
        return rows;
    }

    private Map<String, TableScale> scales(Object posted, List<TableRow> rows) {
        Map<String, TableScale> scales = new LinkedHashMap<>();
        Map<String, Object> named = fields.object("scales", posted);
        fields.known("scales", named, PaperTable.SCALES);
        if (named.isEmpty()) {
            fields.error(
                    "scales", "paper, mini or both", "", "As in {\"mini\": {\"base\": {…}, \"seeds\": [1, 2, 3]}}");
        }
        List<String> labels = rows.stream().map(TableRow::label).toList();
        named.forEach((name, value) -> {
            String place = "scales." + name;
            Map<String, Object> scale = fields.object(place, value);
            fields.known(place, scale, SCALE_FIELDS);
            List<FieldError> seedErrors = new ArrayList<>();
            List<Long> seeds = SeedList.read(scale.get("seeds"), seedErrors);
            seedErrors.forEach(error -> fields.errors()
                    .add(new FieldError(place + "." + error.path(), error.rule(), error.value(), error.hint())));
            if (seeds.isEmpty() && seedErrors.isEmpty()) {
                fields.error(place + ".seeds", "one seed or more", "", "As in [1, 2, 3]");
            }
            Map<String, Object> sets =
                    scale.get("sets") == null ? Map.of() : fields.object(place + ".sets", scale.get("sets"));
            fields.known(place + ".sets", sets, labels);
            Map<String, Map<String, Object>> perRow = new LinkedHashMap<>();
            sets.forEach((label, set) -> perRow.put(label, fields.object(place + ".sets." + label, set)));
            scales.put(name, new TableScale(fields.object(place + ".base", scale.get("base")), seeds, perRow));
        });
        return scales;
    }

    /** Whether the definitions of all rows hold, and have the attacks that the columns look at. */
    private void check(PaperTable table, String scale) {
        int most = table.columns().stream()
                .flatMap(column -> column.attack().stream().boxed())
                .max(Comparator.naturalOrder())
                .orElse(-1);
        int longest = -1;
        for (TableRows.Row row : TableRows.of(table, scale, fields.errors())) {
            try {
                new DefinitionReader().read(DefinitionReader.posted(row.cell().definition()));
                longest = Math.max(longest, row.attacks() - 1);
            } catch (SettingsException broken) {
                broken.errors().forEach(error -> fields.errors().add(row.inTable(error)));
            }
        }
        if (longest >= 0 && most > longest) {
            fields.error(
                    "columns",
                    "about attacks that a row has at the scale " + scale,
                    "attack " + most,
                    "Attacks are counted from 0; the longest list of a row ends with " + longest);
        }
    }
}
