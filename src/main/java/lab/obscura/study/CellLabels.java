package lab.obscura.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Labels of a cell, axis to label in the order of the axes, as they are stored: a list of pairs, because PostgreSQL orders objects anew. */
final class CellLabels {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<List<String>>> PAIRS = new TypeReference<>() {};

    private CellLabels() {}

    static List<List<String>> stored(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> List.of(label.getKey(), label.getValue()))
                .toList();
    }

    static Map<String, String> read(String json) {
        Map<String, String> labels = new LinkedHashMap<>();
        JSON.readValue(json, PAIRS).forEach(pair -> labels.put(pair.get(0), pair.get(1)));
        return Collections.unmodifiableMap(labels);
    }
}
