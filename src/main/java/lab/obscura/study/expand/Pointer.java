package lab.obscura.study.expand;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON pointer (RFC 6901) into a definition. A field of an object may be new, so that a default can be varied; an element of a list must
 * be there.
 */
record Pointer(List<String> steps) {

    private static final String INDEX = "0|[1-9]\\d{0,5}";

    /** Empty when the text is no pointer to a field. */
    static Optional<Pointer> of(String text) {
        if (!text.startsWith("/") || text.length() > 300 || text.matches(".*~(?![01]).*")) {
            return Optional.empty();
        }
        List<String> steps = Arrays.stream(text.substring(1).split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
        return steps.contains("") ? Optional.empty() : Optional.of(new Pointer(steps));
    }

    String first() {
        return steps.get(0);
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    /** The definition with this value there; empty when it has no such place. What was given is not changed. */
    Optional<Map<String, Object>> set(Map<String, Object> definition, Object value) {
        return with(definition, steps, value).map(Pointer::object);
    }

    private static Optional<Object> with(Object node, List<String> steps, Object value) {
        if (steps.isEmpty()) {
            return Optional.of(value);
        }
        List<String> rest = steps.subList(1, steps.size());
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = object(map);
            Object inner = Optional.ofNullable(copy.get(steps.get(0))).orElse(Map.of());
            return with(inner, rest, value).map(changed -> {
                copy.put(steps.get(0), changed);
                return copy;
            });
        }
        if (node instanceof List<?> list
                && steps.get(0).matches(INDEX)
                && Integer.parseInt(steps.get(0)) < list.size()) {
            int index = Integer.parseInt(steps.get(0));
            return with(list.get(index), rest, value).map(changed -> {
                List<Object> copy = new ArrayList<>(list);
                copy.set(index, changed);
                return copy;
            });
        }
        return Optional.empty();
    }

    /** A copy of a JSON object, its fields in their order. */
    static Map<String, Object> object(Object map) {
        var copy = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) map).forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
