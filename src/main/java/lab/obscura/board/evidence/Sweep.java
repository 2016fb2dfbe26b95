package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Definitions with something taken out: what is left says which of them differ in nothing else. Maps are in the order of their keys. */
final class Sweep {

    /** What changes neither the network nor what the attacks do makes no difference between rows. */
    private static final Set<String> BESIDE_THE_POINT =
            Set.of("name", "tags", "seeds", "threatModel", "floor", "trainAnew", "measures", "schemaVersion");

    private Sweep() {}

    /** A numeric setting of a part of the defense. */
    record Place(int part, String setting) {}

    static List<Map<?, ?>> parts(Map<String, Object> definition) {
        List<Map<?, ?>> parts = new ArrayList<>();
        if (definition.get("defense") instanceof List<?> list) {
            list.forEach(part -> parts.add((Map<?, ?>) part));
        }
        return parts;
    }

    /** Every numeric setting of the defense with its value. */
    static Map<Place, Double> numbers(Map<String, Object> definition) {
        Map<Place, Double> numbers = new LinkedHashMap<>();
        List<Map<?, ?>> parts = parts(definition);
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            parts.get(i).forEach((setting, value) -> {
                if (value instanceof Number number) {
                    numbers.put(new Place(part, String.valueOf(setting)), number.doubleValue());
                }
            });
        }
        return numbers;
    }

    /** What is left without the value at that place. */
    static Object without(Map<String, Object> definition, Place place) {
        List<Object> parts = new ArrayList<>(parts(definition));
        var opened = new LinkedHashMap<Object, Object>((Map<?, ?>) parts.get(place.part()));
        opened.remove(place.setting());
        parts.set(place.part(), opened);
        return rest(definition, parts);
    }

    /** What is left without one part. */
    static Object withoutPart(Map<String, Object> definition, int part) {
        List<Object> parts = new ArrayList<>(parts(definition));
        parts.remove(part);
        return rest(definition, parts);
    }

    static Object whole(Map<String, Object> definition) {
        return rest(definition, new ArrayList<>(parts(definition)));
    }

    private static Object rest(Map<String, Object> definition, List<Object> parts) {
        var rest = new LinkedHashMap<String, Object>(definition);
        rest.keySet().removeAll(BESIDE_THE_POINT);
        rest.put("defense", parts);
        return sorted(rest);
    }

    /** Whole decimals are integers: what means the same is the same. */
    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            var ordered = new TreeMap<String, Object>();
            map.forEach((key, element) -> ordered.put(String.valueOf(key), sorted(element)));
            return ordered;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Sweep::sorted).toList();
        }
        return value instanceof Number number ? (Object) number.doubleValue() : String.valueOf(value);
    }
}
