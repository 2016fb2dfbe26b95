package lab.obscura.study.expand;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.obscura.engine.settings.FieldError;

/**
 * One combination of the axes' values.
 *
 * @param labels axis to the label of its value, in the order of the axes
 * @param chosen the values themselves, in the same order
 * @param definition what is posted for it: the base with the changes of all values, the seeds and a name
 */
public record Cell(Map<String, String> labels, List<AxisValue> chosen, Map<String, Object> definition) {

    public Cell {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        chosen = List.copyOf(chosen);
        definition = Collections.unmodifiableMap(new LinkedHashMap<>(definition));
    }

    /** As in {@code defense=noise, λ=4}; "the only cell" where nothing is varied. */
    public String words() {
        return words(labels);
    }

    static String words(Map<String, String> labels) {
        return labels.isEmpty()
                ? "the only cell"
                : labels.entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(", "));
    }

    /**
     * The same error where the sender finds it: at the last value that has set the field or something around or inside it, else in the
     * base.
     *
     * @param error of this cell's definition
     */
    public FieldError inStudy(FieldError error) {
        String pointer = "/" + error.path().replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        String place = "base." + error.path();
        for (AxisValue value : chosen) {
            if (value.changes().keySet().stream().anyMatch(changed -> overlap(changed, pointer))) {
                place = value.place();
            }
        }
        if (error.path().equals("seeds") || error.path().startsWith("seeds[")) {
            place = error.path();
        }
        return new FieldError(
                place, error.rule(), error.value(), error.hint(), "In " + words() + ": " + withoutHint(error));
    }

    private static String withoutHint(FieldError error) {
        return new FieldError(error.path(), error.rule(), error.value(), "", error.said()).sentence();
    }

    private static boolean overlap(String changed, String pointer) {
        return (pointer + "/").startsWith(changed + "/") || (changed + "/").startsWith(pointer + "/");
    }
}
