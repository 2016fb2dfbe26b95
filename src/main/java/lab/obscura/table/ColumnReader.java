package lab.obscura.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.export.Column.Better;
import lab.obscura.table.PaperTable.Published;
import lab.obscura.table.PaperTable.TableColumn;

/** Reads the columns of a table and the numbers below them. */
record ColumnReader(Fields fields) {

    private static final int MOST_COLUMNS = 30;
    private static final List<String> FIELDS =
            List.of("id", "title", "metric", "attack", "divisor", "tolerance", "relativeTolerance", "better", "gain");

    List<TableColumn> read(Object posted) {
        List<TableColumn> columns = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        List<?> list = fields.list("columns", posted, MOST_COLUMNS);
        for (int i = 0; i < list.size(); i++) {
            String place = "columns[" + i + "]";
            TableColumn column = column(place, fields.object(place, list.get(i)));
            if (!ids.add(column.id())) {
                fields.error(place + ".id", "another id than the other columns", column.id(), "Name it otherwise");
            }
            columns.add(column);
        }
        return columns;
    }

    private TableColumn column(String place, Map<String, Object> posted) {
        fields.known(place, posted, FIELDS);
        String metric = fields.line(place + ".metric", posted.get("metric"), 100);
        boolean isRelative = posted.get("relativeTolerance") != null;
        if (isRelative == (posted.get("tolerance") != null)) {
            fields.error(
                    place + ".tolerance",
                    "given, or relativeTolerance instead",
                    isRelative ? "both" : "",
                    "As in 0.015, in the unit of the service; or 0.3 for thirty of a hundred");
        }
        String field = isRelative ? "relativeTolerance" : "tolerance";
        double tolerance = posted.get(field) == null ? 0 : fields.number(place + "." + field, posted.get(field));
        double divisor = posted.get("divisor") == null ? 1 : fields.number(place + ".divisor", posted.get("divisor"));
        if (tolerance < 0 || divisor <= 0) {
            fields.error(place, "with a tolerance of 0 or more and a divisor above 0", tolerance + ", " + divisor, "");
        }
        return new TableColumn(
                fields.id(place + ".id", posted.get("id")),
                fields.line(place + ".title", posted.get("title"), 80),
                metric,
                attack(place + ".attack", posted.get("attack")),
                divisor,
                tolerance,
                isRelative,
                better(place + ".better", posted.get("better"), metric),
                fields.flag(place + ".gain", posted.get("gain")));
    }

    private OptionalInt attack(String place, Object posted) {
        if (posted == null) {
            return OptionalInt.empty();
        }
        if (posted instanceof Integer number && number >= 0 && number < 100) {
            return OptionalInt.of(number);
        }
        fields.error(place, "the place of an attack in the definition, from 0", posted, "Leave it out for the network");
        return OptionalInt.empty();
    }

    /** What is better for the defender; the catalog knows it of its metrics. */
    private Better better(String place, Object posted, String metric) {
        if (posted == null) {
            Optional<Better> known = Stream.concat(
                            Metrics.columns().stream(), Metrics.paper().stream().map(paper -> paper.info()))
                    .filter(info -> info.id().equals(metric))
                    .findFirst()
                    .map(MetricInfo::higherIsMorePrivate)
                    .or(() -> metric.equals("accuracy") ? Optional.of(true) : Optional.empty())
                    .map(isHigher -> isHigher ? Better.HIGHER : Better.LOWER);
            if (known.isEmpty()) {
                fields.error(place, "higher or lower", "", "Say which is better for the defender");
            }
            return known.orElse(Better.NEITHER);
        }
        if (posted.equals("higher") || posted.equals("lower")) {
            return posted.equals("higher") ? Better.HIGHER : Better.LOWER;
        }
        fields.error(place, "higher or lower", posted, "What is better for the defender");
        return Better.NEITHER;
    }

    /** Column to what was printed: a number, or {@code {"low": …, "high": …}} where only a range was. */
    Map<String, Published> published(String place, Object posted, List<TableColumn> columns) {
        Map<String, Published> published = new LinkedHashMap<>();
        if (posted == null) {
            return published;
        }
        Map<String, Object> numbers = fields.object(place, posted);
        fields.known(place, numbers, columns.stream().map(TableColumn::id).toList());
        numbers.forEach((column, value) -> published.put(column, printed(place + "." + column, value)));
        return published;
    }

    private Published printed(String place, Object value) {
        if (!(value instanceof Map<?, ?>)) {
            double number = fields.number(place, value);
            return new Published(number, number);
        }
        Map<String, Object> range = fields.object(place, value);
        fields.known(place, range, List.of("low", "high"));
        double low = fields.number(place + ".low", range.get("low"));
        double high = fields.number(place + ".high", range.get("high"));
        if (low > high) {
            fields.error(place, "a range from low to high", low + " to " + high, "Exchange the two");
        }
        return new Published(low, high);
    }
}
