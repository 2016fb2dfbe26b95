package lab.obscura.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.files.PathNames;
import lab.obscura.engine.estimate.Resources;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.ExperimentBatches;
import lab.obscura.experiment.Resolved;
import org.springframework.stereotype.Component;

/**
 * The rows of tables as definitions that were checked here. To check one takes milliseconds and every list of tables needs all of them, so
 * what was found is remembered for as long as the table, its data sets and the slots of the workers stay as they were.
 */
@Component
final class CheckedRows {

    private static final int MOST_REMEMBERED = 500;

    private final ExperimentBatches batches;
    private final RegisteredDatasets datasets;
    private final Cache<Asked, Remembered> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    CheckedRows(ExperimentBatches batches, RegisteredDatasets datasets) {
        this.batches = batches;
        this.datasets = datasets;
    }

    /**
     * The rows of a table at a scale, by their place.
     *
     * @param resolved the definition, where it can be computed here
     * @param slugs of the attacks that the table names, of the same rows
     * @param reasons why a row cannot be computed here
     */
    record Checked(Map<Integer, Resolved> resolved, Map<Integer, List<String>> slugs, Map<Integer, String> reasons) {}

    private record Asked(PaperTable table, String scale) {}

    /** What the check of a row depends on besides the row. */
    private record Circumstances(List<Optional<DatasetInfo>> datasets, Set<Resources> slots) {}

    private record Remembered(List<TableRows.Row> rows, Circumstances circumstances, Checked checked) {}

    Checked of(PaperTable table, String scale) {
        var asked = new Asked(table, scale);
        Optional<Remembered> before = Optional.ofNullable(remembered.getIfPresent(asked));
        List<TableRows.Row> rows =
                before.map(Remembered::rows).orElseGet(() -> TableRows.of(table, scale, new ArrayList<>()));
        Circumstances now = circumstances(rows);
        if (before.isPresent() && before.get().circumstances().equals(now)) {
            return before.get().checked();
        }
        Checked checked = check(rows);
        remembered.put(asked, new Remembered(rows, now, checked));
        return checked;
    }

    private Checked check(List<TableRows.Row> rows) {
        Map<Integer, Resolved> resolved = new LinkedHashMap<>();
        Map<Integer, List<String>> slugs = new HashMap<>();
        Map<Integer, String> reasons = new HashMap<>();
        var checker = batches.checker();
        for (TableRows.Row row : rows) {
            try {
                Resolved known = checker.apply(row.cell().definition());
                resolved.put(row.number(), known);
                slugs.put(
                        row.number(),
                        known.definition().attacks().stream()
                                .limit(row.attacks())
                                .map(Attack::slug)
                                .toList());
            } catch (SettingsException broken) {
                reasons.put(
                        row.number(),
                        "Cannot be computed here: " + broken.errors().get(0).sentence());
            }
        }
        return new Checked(resolved, slugs, reasons);
    }

    /** Every data set that a definition names, whether as its own, as an attacker's or as an expert's; and in the size it asks for. */
    private Circumstances circumstances(List<TableRows.Row> rows) {
        Set<String> words = new TreeSet<>();
        Set<Integer> sizes = new TreeSet<>(Set.of(0));
        rows.forEach(row -> {
            addWords(row.cell().definition(), words);
            if (row.cell().definition().get("dataset") instanceof Map<?, ?> dataset
                    && dataset.get("imageSize") instanceof Integer size) {
                sizes.add(size);
            }
        });
        List<String> known = datasets.ids();
        words.removeIf(word -> !known.contains(PathNames.composed(word)));
        return new Circumstances(
                words.stream()
                        .flatMap(id -> sizes.stream().map(size -> datasets.known(id, size)))
                        .toList(),
                Set.copyOf(batches.slots()));
    }

    private static void addWords(Object value, Set<String> words) {
        if (value instanceof String word) {
            words.add(word);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(inner -> addWords(inner, words));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> addWords(inner, words));
        }
    }

    /** The data sets of the rows, whether they lie here or not. Nothing is checked for it. */
    Set<String> datasets(PaperTable table, String scale) {
        List<TableRows.Row> rows = Optional.ofNullable(remembered.getIfPresent(new Asked(table, scale)))
                .map(Remembered::rows)
                .orElseGet(() -> TableRows.of(table, scale, new ArrayList<>()));
        return rows.stream()
                .flatMap(row -> Stream.ofNullable(row.cell().definition().get("dataset")))
                .filter(Map.class::isInstance)
                .map(dataset -> PathNames.composed(String.valueOf(((Map<?, ?>) dataset).get("id"))))
                .collect(Collectors.toSet());
    }
}
