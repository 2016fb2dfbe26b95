package lab.obscura.result;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.definition.FormerNames;
import lab.obscura.engine.settings.JsonText;

/**
 * A resolved definition as it comes out of the database. PostgreSQL keeps its keys in an order of its own; people read
 * the name first, and of a part or an attack what it is before how it is set.
 */
public final class StoredDefinition {

    private static final List<String> FIRST = List.of(
            "name",
            "dataset",
            "network",
            "defense",
            "training",
            "attacks",
            "seeds",
            "id",
            "part",
            "attack",
            "backbone");

    private StoredDefinition() {}

    public static Map<String, Object> read(String json) {
        return of(JsonText.object(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** As {@link #read}, of a definition that is parsed already. */
    public static Map<String, Object> of(Map<String, Object> stored) {
        return ordered(FormerNames.replaced(stored));
    }

    /** The same definition in the order in which people read it. */
    public static Map<String, Object> ordered(Map<?, ?> object) {
        var sorted = new LinkedHashMap<String, Object>();
        FIRST.stream().filter(object::containsKey).forEach(key -> sorted.put(key, value(object.get(key))));
        object.forEach((key, value) -> sorted.putIfAbsent(String.valueOf(key), value(value)));
        return sorted;
    }

    private static Object value(Object value) {
        if (value instanceof Map<?, ?> object) {
            return ordered(object);
        }
        return value instanceof List<?> list
                ? list.stream().map(StoredDefinition::value).toList()
                : value;
    }
}
