package lab.obscura.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/** Where definitions are not the same, setting by setting. */
final class Differences {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Differences() {}

    static List<ComparisonView.Difference> between(Collection<Map<String, Object>> definitions) {
        List<Map<String, String>> flat =
                definitions.stream().map(Differences::flat).toList();
        var paths = new TreeSet<String>();
        flat.forEach(settings -> paths.addAll(settings.keySet()));
        var differences = new ArrayList<ComparisonView.Difference>();
        for (String path : paths) {
            List<String> values =
                    flat.stream().map(settings -> settings.get(path)).toList();
            if (new HashSet<>(values).size() > 1) {
                differences.add(new ComparisonView.Difference(path, values));
            }
        }
        return differences;
    }

    /** Every leaf under its path, as JSON text. The seeds of an experiment say nothing about one run of it. */
    private static Map<String, String> flat(Map<String, Object> definition) {
        var leaves = new LinkedHashMap<String, String>();
        var rest = new LinkedHashMap<>(definition);
        rest.remove("seeds");
        collect("", rest, leaves);
        return leaves;
    }

    private static void collect(String path, Object value, Map<String, String> leaves) {
        if (value instanceof Map<?, ?> object && !object.isEmpty()) {
            object.forEach((key, inner) -> collect(path.isEmpty() ? "" + key : path + "." + key, inner, leaves));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), leaves);
            }
        } else {
            leaves.put(path, JSON.writeValueAsString(value));
        }
    }
}
