package lab.obscura.board.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * A definition of which something can be taken out: what is left says which of them differ in nothing else. A board compares thousands
 * of remainders, so what no question changes is one text, written once.
 */
public final class Sweep {

    /** What changes neither the network nor what the attacks do makes no difference between rows. */
    private static final Set<String> BESIDE_THE_POINT =
            Set.of("name", "tags", "seeds", "threatModel", "floor", "trainAnew", "measures", "schemaVersion");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> definition;
    private final String surroundings;
    private final List<Map<?, ?>> parts;
    private final Map<Place, Double> numbers;

    /** @param definition resolved and complete */
    Sweep(Map<String, Object> definition) {
        this.definition = definition;
        var rest = new LinkedHashMap<String, Object>(definition);
        rest.keySet().removeAll(BESIDE_THE_POINT);
        rest.remove("defense");
        this.surroundings = JSON.writeValueAsString(sorted(rest));
        this.parts = parts(definition).stream()
                .<Map<?, ?>>map(part -> (Map<?, ?>) sorted(part))
                .toList();
        this.numbers = numbers(parts);
    }

    /** A numeric setting of a part of the defense. */
    record Place(int part, String setting) {}

    /** What two definitions have in common that differ in what was taken out. */
    private record Remainder(String surroundings, List<Map<?, ?>> parts) {}

    public Map<String, Object> definition() {
        return definition;
    }

    /** Ids of the parts of its defense, in their order. */
    List<String> partIds() {
        return parts.stream().map(part -> String.valueOf(part.get("part"))).toList();
    }

    /** Every numeric setting of the defense with its value. */
    Map<Place, Double> numbers() {
        return numbers;
    }

    /** What is left without the value at that place. */
    Object without(Place place) {
        List<Map<?, ?>> left = new ArrayList<>(parts);
        var opened = new TreeMap<Object, Object>(left.get(place.part()));
        opened.remove(place.setting());
        left.set(place.part(), opened);
        return new Remainder(surroundings, left);
    }

    /** What is left without one part. */
    Object withoutPart(int part) {
        List<Map<?, ?>> left = new ArrayList<>(parts);
        left.remove(part);
        return new Remainder(surroundings, left);
    }

    Object whole() {
        return new Remainder(surroundings, parts);
    }

    private static List<Map<?, ?>> parts(Map<String, Object> definition) {
        List<Map<?, ?>> parts = new ArrayList<>();
        if (definition.get("defense") instanceof List<?> list) {
            list.forEach(part -> parts.add((Map<?, ?>) part));
        }
        return parts;
    }

    private static Map<Place, Double> numbers(List<Map<?, ?>> parts) {
        Map<Place, Double> numbers = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            parts.get(i).forEach((setting, value) -> {
                if (value instanceof Double number) {
                    numbers.put(new Place(part, String.valueOf(setting)), number);
                }
            });
        }
        return numbers;
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
