package lab.obscura.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.obscura.export.SettingWords;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where definitions are not the same, setting by setting, in the order of a definition. Parts, attacks and measures are compared with
 * those of the same name wherever they stand in their list: one that is put in front of the others changes nothing about these.
 */
final class Differences {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What says nothing about one run, or stands in the heads of the columns. */
    private static final Set<String> NOT_COMPARED = Set.of("name", "tags", "seeds", "schemaVersion");

    private static final List<String> ORDER =
            List.of("dataset", "network", "defense", "training", "attacks", "threatModel", "measures");

    private Differences() {}

    /**
     * A setting of one definition.
     *
     * @param setting what it is called, in words
     */
    private record Leaf(String setting, Object value) {}

    /** @param definitions two or more, complete with defaults */
    static List<ComparisonView.Difference> between(Collection<Map<String, Object>> definitions) {
        List<Map<String, Map<String, Object>>> lists =
                definitions.stream().map(Differences::lists).toList();
        Set<String> everywhere = new HashSet<>(lists.get(0).keySet());
        lists.forEach(list -> everywhere.retainAll(list.keySet()));
        var flat = new ArrayList<Map<String, Leaf>>();
        for (Map<String, Object> definition : definitions) {
            flat.add(flat(definition, lists.get(flat.size()), everywhere));
        }
        var settings = new LinkedHashMap<String, String>();
        flat.forEach(leaves -> leaves.forEach((path, leaf) -> settings.putIfAbsent(path, leaf.setting())));
        return settings.keySet().stream()
                .sorted((one, other) -> Integer.compare(place(one), place(other)))
                .map(path -> difference(
                        path,
                        settings.get(path),
                        flat.stream().map(leaves -> leaves.get(path)).toList()))
                .filter(difference -> new HashSet<>(difference.values()).size() > 1)
                .toList();
    }

    private static int place(String path) {
        int place = ORDER.indexOf(path.split("[.\\[]", 2)[0]);
        return place < 0 ? ORDER.size() : place;
    }

    private static ComparisonView.Difference difference(String path, String setting, List<Leaf> leaves) {
        var values = new ArrayList<String>();
        var words = new ArrayList<String>();
        for (Leaf leaf : leaves) {
            values.add(leaf == null ? null : JSON.writeValueAsString(leaf.value()));
            words.add(leaf == null ? SettingWords.ABSENT : SettingWords.value(leaf.value()));
        }
        return new ComparisonView.Difference(path, setting, values, words);
    }

    /** Every element of the lists of parts, attacks and measures, by where it stands and what it is. */
    private static Map<String, Map<String, Object>> lists(Map<String, Object> definition) {
        var elements = new LinkedHashMap<String, Map<String, Object>>();
        SettingWords.ID_FIELDS.forEach((list, idField) -> {
            var seen = new HashMap<String, Integer>();
            SettingWords.entries(definition.get(list)).forEach(entry -> {
                String id = String.valueOf(entry.get(idField));
                int number = seen.merge(id, 1, Integer::sum);
                elements.put(list + "[" + id + (number == 1 ? "" : " " + number) + "]", entry);
            });
        });
        return elements;
    }

    private static Map<String, Leaf> flat(
            Map<String, Object> definition, Map<String, Map<String, Object>> elements, Set<String> everywhere) {
        var leaves = new LinkedHashMap<String, Leaf>();
        definition.forEach((section, value) -> {
            if (!NOT_COMPARED.contains(section) && !SettingWords.ID_FIELDS.containsKey(section)) {
                collect(section, SettingWords.section(section), value, leaves);
            }
        });
        elements.forEach((path, entry) -> {
            String title = SettingWords.element(path);
            if (everywhere.contains(path)) {
                entry.forEach((name, value) ->
                        collect(path + "." + name, title + ": " + SettingWords.name(name), value, leaves));
            } else {
                leaves.put(path, new Leaf(title, entry));
            }
        });
        order(elements.keySet(), everywhere).forEach((list, order) -> leaves.put(list, order));
        return leaves;
    }

    /** What all definitions have in a list may still stand in another order. */
    private static Map<String, Leaf> order(Collection<String> paths, Set<String> everywhere) {
        var orders = new LinkedHashMap<String, Leaf>();
        SettingWords.ID_FIELDS.keySet().forEach(list -> {
            var shared = paths.stream()
                    .filter(path -> path.startsWith(list + "[") && everywhere.contains(path))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            orders.put(
                    list,
                    new Leaf(
                            SettingWords.section(list) + ": order",
                            shared.stream().map(SettingWords::shortElement).toList()));
        });
        return orders;
    }

    private static void collect(String path, String setting, Object value, Map<String, Leaf> leaves) {
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            object.forEach((name, inner) -> collect(
                    path + "." + name,
                    "id".equals(name)
                            ? setting
                            : setting + (setting.contains(":") ? ", " : ": ") + SettingWords.name("" + name),
                    inner,
                    leaves));
        } else {
            leaves.put(path, new Leaf(setting, value));
        }
    }
}
