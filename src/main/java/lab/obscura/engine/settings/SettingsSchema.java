package lab.obscura.engine.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group of settings: checks what came, completes it with defaults, and describes itself as a JSON Schema. */
public record SettingsSchema(List<Setting<?>> settings) {

    public SettingsSchema {
        settings = List.copyOf(settings);
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
        for (Setting<?> setting : settings) {
            Object came = raw.get(setting.name());
            Object renamed = setting.renamed(came);
            if (renamed != came) {
                warnings.add(full(path, setting.name()) + ": \"" + came + "\" is called \"" + renamed
                        + "\" now. The run is the same; write the new name");
            }
            ValueCheck.of(setting, path, renamed, errors).ifPresent(value -> {
                values.put(setting.name(), value);
                setting.identity(value).ifPresent(known -> identity.put(setting.name(), known));
            });
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
