package lab.obscura.engine.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One setting: its name, range, default and help text, declared once. Validation, the API document, the web form and the
 * docs page are derived from it.
 *
 * @param <T> the Java type of its value
 */
public final class Setting<T> {

    /** What a value may look like in JSON. */
    public enum Kind {
        DECIMAL("number"),
        INTEGER("integer"),
        FLAG("boolean"),
        CHOICE("string"),
        TEXT("string"),
        INTEGERS("array"),
        DECIMALS("array");

        private final String jsonType;

        Kind(String jsonType) {
            this.jsonType = jsonType;
        }
    }

    private final String name;
    private final Kind kind;
    private final double minimum;
    private final double maximum;
    private final List<String> choices;
    private final String description;
    private final Optional<T> defaultValue;
    private final Names names;

    private Setting(
            String name,
            Kind kind,
            double minimum,
            double maximum,
            List<String> choices,
            String description,
            Optional<T> defaultValue,
            Names names) {
        this.name = name;
        this.kind = kind;
        this.minimum = minimum;
        this.maximum = maximum;
        this.choices = List.copyOf(choices);
        this.description = description;
        this.defaultValue = defaultValue;
        this.names = names;
    }

    /** A real number in a closed range. */
    public static Setting<Double> decimal(String name, double minimum, double maximum) {
        return new Setting<>(name, Kind.DECIMAL, minimum, maximum, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** A whole number in a closed range. */
    public static Setting<Integer> integer(String name, int minimum, int maximum) {
        return new Setting<>(name, Kind.INTEGER, minimum, maximum, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** Yes or no. */
    public static Setting<Boolean> flag(String name) {
        return new Setting<>(name, Kind.FLAG, 0, 1, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** One word out of a list. */
    public static Setting<String> choice(String name, List<String> choices) {
        return new Setting<>(name, Kind.CHOICE, 0, 0, choices, "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** Free text of at most {@code longest} characters, without control characters. */
    public static Setting<String> text(String name, int longest) {
        return new Setting<>(name, Kind.TEXT, 0, longest, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** A list of whole numbers, each in a closed range. */
    public static Setting<List<Integer>> integers(String name, int minimum, int maximum) {
        return new Setting<>(name, Kind.INTEGERS, minimum, maximum, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** A list of real numbers, each in a closed range. */
    public static Setting<List<Double>> decimals(String name, double minimum, double maximum) {
        return new Setting<>(name, Kind.DECIMALS, minimum, maximum, List.of(), "", Optional.empty(), Names.AS_THEY_ARE);
    }

    /** The same setting with a default; without one it is required. */
    public Setting<T> defaultsTo(T value) {
        return new Setting<>(name, kind, minimum, maximum, choices, description, Optional.of(value), names);
    }

    /** The same setting with its help text. */
    public Setting<T> describedAs(String text) {
        return new Setting<>(name, kind, minimum, maximum, choices, text, defaultValue, names);
    }

    /**
     * The same setting, a choice of which once had another name: that is still read, with a warning, and still stands for the choice
     * in identities.
     */
    public Setting<T> formerly(String choice, String formerName) {
        return named(names.formerly(choice, formerName));
    }

    /** The same setting, a choice of which stands in identities under another name, because it computes other numbers than it once did. */
    public Setting<T> identifiedAs(String choice, String identity) {
        return named(names.identifiedAs(choice, identity));
    }

    /** The same setting, not known to definitions that were trained before: its default leaves their identities as they are. */
    public Setting<T> addedLater() {
        return named(names.asAddedLater());
    }

    private Setting<T> named(Names others) {
        return new Setting<>(name, kind, minimum, maximum, choices, description, defaultValue, others);
    }

    /** The present name of a choice that may have come under a former one; anything else as it came. */
    public Object renamed(Object raw) {
        return names.present(raw);
    }

    /** What stands for a value in identities; empty when nothing does. */
    Optional<Object> identity(Object value) {
        boolean isKnownAnyway = names.addedLater()
                && defaultValue.isPresent()
                && defaultValue.get().equals(value);
        return isKnownAnyway ? Optional.empty() : Optional.of(names.identity(value));
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public double minimum() {
        return minimum;
    }

    public double maximum() {
        return maximum;
    }

    public List<String> choices() {
        return choices;
    }

    public String description() {
        return description;
    }

    public Optional<T> defaultValue() {
        return defaultValue;
    }

    public boolean isRequired() {
        return defaultValue.isEmpty();
    }

    /** This setting as a JSON Schema property (draft 2020-12). */
    public Map<String, Object> jsonSchema() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", kind.jsonType);
        switch (kind) {
            case DECIMAL -> putRange(schema, minimum, maximum);
            case INTEGER -> putRange(schema, (long) minimum, (long) maximum);
            case CHOICE -> {
                schema.put("enum", choices);
                if (!names.former().isEmpty()) {
                    schema.put("x-former-names", new TreeMap<>(names.former()));
                }
            }
            case TEXT -> schema.put("maxLength", (long) maximum);
            case INTEGERS -> {
                var items = new LinkedHashMap<String, Object>(Map.of("type", "integer"));
                putRange(items, (long) minimum, (long) maximum);
                schema.put("items", items);
            }
            case DECIMALS -> {
                var items = new LinkedHashMap<String, Object>(Map.of("type", "number"));
                putRange(items, minimum, maximum);
                schema.put("items", items);
            }
            case FLAG -> {
                // "boolean" says it all
            }
        }
        defaultValue.ifPresent(value -> schema.put("default", value));
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }

    private static void putRange(Map<String, Object> schema, Number minimum, Number maximum) {
        schema.put("minimum", minimum);
        schema.put("maximum", maximum);
    }
}
