package lab.obscura.engine.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A group of settings: checks what came, completes it with defaults, and describes itself as a JSON Schema.
 *
 * @param completion puts in what is left out and follows from other settings; what it leaves out gets its default
 */
public record SettingsSchema(List<Setting<?>> settings, UnaryOperator<Map<String, Object>> completion) {

    public SettingsSchema {
        settings = List.copyOf(settings);
    }

    public SettingsSchema(List<Setting<?>> settings) {
        this(settings, UnaryOperator.identity());
    }

    /** The same settings, some of whose defaults depend on what else is named. */
    public SettingsSchema completedBy(UnaryOperator<Map<String, Object>> rule) {
        return new SettingsSchema(settings, rule);
    }

    public static SettingsSchema of(Setting<?>... settings) {
        return new SettingsSchema(List.of(settings));
    }

    /**
     * Checks and completes.
     *
     * @param path where these settings stand, as in {@code defense[0]}
     * @param raw what came, as parsed from JSON
     * @param errors every broken rule is added here; the returned reader may be used only when none was
     */
    public SettingsReader read(String path, Map<String, ?> raw, List<FieldError> errors) {
        var values = new LinkedHashMap<String, Object>();
        var identity = new LinkedHashMap<String, Object>();
        var warnings = new ArrayList<String>();
        Map<String, Object> named = completion.apply(new LinkedHashMap<>(raw));
        for (Setting<?> setting : settings) {
            Object came = named.get(setting.name());
            Object renamed = setting.renamed(came);
            if (renamed != came) {
                warnings.add(full(path, setting.name()) + ": \"" + came + "\" is called \"" + renamed
                        + "\" now. The run is the same; write the new name");
            }
            ValueCheck.of(setting, path, renamed, errors).ifPresent(value -> values.put(setting.name(), value));
        }
        for (Setting<?> setting : settings) {
            Optional.ofNullable(values.get(setting.name()))
                    .flatMap(value -> setting.identity(value, whenLeftOut(setting, values)))
                    .ifPresent(known -> identity.put(setting.name(), known));
        }
        List<String> known = settings.stream().map(Setting::name).toList();
        for (Map.Entry<String, ?> entry : raw.entrySet()) {
            if (!known.contains(entry.getKey())) {
                errors.add(unknown(path, entry.getKey(), known));
            }
        }
        return new SettingsReader(
                Collections.unmodifiableMap(values), Collections.unmodifiableMap(identity), List.copyOf(warnings));
    }

    /** The value that a setting would have beside these others, if it were left out. */
    Optional<Object> whenLeftOut(Setting<?> setting, Map<String, Object> values) {
        var others = new LinkedHashMap<>(values);
        others.remove(setting.name());
        return Optional.ofNullable(completion.apply(others).get(setting.name())).or(setting::jsonDefault);
    }

    /** As {@link #read(String, Map, List)}, for callers that stop at once. */
    public SettingsReader read(String path, Map<String, ?> raw) {
        var errors = new ArrayList<FieldError>();
        SettingsReader reader = read(path, raw, errors);
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return reader;
    }

    /** The JSON Schema of the whole group. */
    public Map<String, Object> jsonSchema() {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", jsonSchemaOfSettings());
        schema.put(
                "required",
                settings.stream().filter(Setting::isRequired).map(Setting::name).toList());
        schema.put("additionalProperties", false);
        return schema;
    }

    /** The JSON Schema of each setting. */
    public Map<String, Object> jsonSchemaOfSettings() {
        var properties = new LinkedHashMap<String, Object>();
        settings.forEach(setting -> properties.put(setting.name(), setting.jsonSchema()));
        return properties;
    }

    /** The error for a field that nobody knows. */
    public static FieldError unknown(String path, String name, List<String> known) {
        String hint = Nearest.to(name, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Known: " + String.join(", ", known));
        return new FieldError(full(path, name), "one of the known fields", name, hint);
    }

    private static String full(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The same values with the present names of choices that had others once; what no setting knows stays as it is. */
    public Map<String, Object> renamed(Map<String, ?> raw) {
        var renamed = new LinkedHashMap<String, Object>(raw);
        settings.forEach(setting -> renamed.computeIfPresent(setting.name(), (name, value) -> setting.renamed(value)));
        return renamed;
    }
}
