package lab.obscura.study.expand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.experiment.lists.ValueList;

/** Reads the axes of a study. */
final class AxisReader {

    private static final int MOST_AXES = 8;
    private static final int LONGEST_LABEL = 80;

    /** What the study itself says. */
    private static final Set<String> NOT_VARIED = Set.of("seeds", "name");

    private final List<FieldError> errors;

    AxisReader(List<FieldError> errors) {
        this.errors = errors;
    }

    /** @param posted null when the study has none */
    List<Axis> read(Object posted) {
        var axes = new ArrayList<Axis>();
        if (posted == null) {
            return axes;
        }
        if (!(posted instanceof List<?> list) || list.size() > MOST_AXES) {
            error("axes", "a list of at most " + MOST_AXES + " axes", posted, "Leave it out where nothing is varied");
            return axes;
        }
        var names = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            String place = "axes[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> object)) {
                error(place, "an object with name, path and values", list.get(i), "");
                continue;
            }
            Axis axis = axis(place, Pointer.object(object));
            if (!names.add(axis.name())) {
                error(place + ".name", "another name than the other axes", axis.name(), "Name it otherwise");
            }
            axes.add(axis);
        }
        return axes;
    }

    private Axis axis(String place, Map<String, Object> posted) {
        List<String> fields = List.of("name", "path", "values");
        posted.keySet().stream()
                .filter(field -> !fields.contains(field))
                .forEach(field -> errors.add(SettingsSchema.unknown(place, field, fields)));
        Optional<String> path = Optional.ofNullable(posted.get("path"))
                .filter(raw -> isPointer(place + ".path", raw))
                .map(String::valueOf);
        boolean hasPath = posted.get("path") != null;
        String name = posted.get("name") == null && path.isPresent()
                ? Pointer.of(path.get()).orElseThrow().last()
                : line(place + ".name", posted.get("name"), "Name what is varied");
        var values = new ArrayList<AxisValue>();
        var labels = new HashSet<String>();
        for (ValueList.Placed placed : ValueList.read(place + ".values", posted.get("values"), errors)) {
            Optional<AxisValue> value = hasPath ? plain(placed, path.orElse("/")) : several(placed);
            value.ifPresent(found -> {
                if (!labels.add(found.label())) {
                    error(
                            found.place(),
                            "another label than the other values of its axis",
                            found.label(),
                            "Leave it out, or name it: {\"label\": …}");
                }
                values.add(found);
            });
        }
        return new Axis(name, values);
    }

    /** A value that is put where the axis says; an object of label and value names it. */
    private Optional<AxisValue> plain(ValueList.Placed placed, String path) {
        Object value = placed.value();
        boolean isNamed = value instanceof Map<?, ?> object && object.keySet().equals(Set.of("label", "value"));
        Object put = isNamed ? ((Map<?, ?>) value).get("value") : value;
        if (put == null) {
            error(placed.place(), "a value", "null", "Name the default itself where it is meant");
            return Optional.empty();
        }
        Optional<String> label = isNamed
                ? Optional.of(line(placed.place() + ".label", ((Map<?, ?>) value).get("label"), "Shorten it"))
                : ValueLabel.of(put).filter(text -> PlainText.isLine(text, LONGEST_LABEL));
        if (label.isEmpty()) {
            error(placed.place(), "given a label", put, "As in {\"label\": \"small\", \"value\": …}");
        }
        return label.map(text -> new AxisValue(text, Map.of(path, put), placed.place()));
    }

    /** A value of an axis without a path: it says itself what it sets. */
    private Optional<AxisValue> several(ValueList.Placed placed) {
        if (!(placed.value() instanceof Map<?, ?> object)
                || !object.keySet().equals(Set.of("label", "set"))
                || !(object.get("set") instanceof Map<?, ?> set)
                || set.isEmpty()) {
            error(
                    placed.place(),
                    "an object with label and set, because its axis has no path",
                    placed.value(),
                    "As in {\"label\": \"noise\", \"set\": {\"/defense\": […]}}");
            return Optional.empty();
        }
        String label = line(placed.place() + ".label", object.get("label"), "Shorten it");
        Map<String, Object> changes = Pointer.object(set);
        boolean holds = true;
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            holds &= isPointer(placed.place() + ".set", change.getKey());
            if (change.getValue() == null) {
                error(placed.place() + ".set", "values", change.getKey() + ": null", "Name the default itself");
            }
        }
        return holds ? Optional.of(new AxisValue(label, changes, placed.place())) : Optional.empty();
    }

    private boolean isPointer(String field, Object posted) {
        Optional<Pointer> pointer = posted instanceof String text ? Pointer.of(text) : Optional.empty();
        if (pointer.isEmpty()) {
            error(field, "a JSON pointer into the definition", posted, "As in /defense/1/weight; lists count from 0");
            return false;
        }
        if (NOT_VARIED.contains(pointer.get().first())) {
            error(field, "a field that axes vary", posted, "A study has one name, and its seeds stand in seeds");
            return false;
        }
        return true;
    }

    private String line(String field, Object posted, String hint) {
        if (posted instanceof String text && !text.isBlank() && PlainText.isLine(text, LONGEST_LABEL)) {
            return text.strip();
        }
        error(field, "text of 1 to " + LONGEST_LABEL + " characters on one line", posted, hint);
        return "";
    }

    private void error(String field, String rule, Object value, String hint) {
        errors.add(new FieldError(field, rule, value == null ? "" : String.valueOf(value), hint));
    }
}
