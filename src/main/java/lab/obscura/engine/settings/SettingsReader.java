package lab.obscura.engine.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checked and completed settings, read by the setting that declares them. */
public final class SettingsReader {

    private final Map<String, Object> values;
    private final Map<String, Object> identity;
    private final List<String> warnings;

    SettingsReader(Map<String, Object> values, Map<String, Object> identity, List<String> warnings) {
        this.values = values;
        this.identity = identity;
        this.warnings = warnings;
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException when the schema that checked these settings does not hold this one
     */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        if (value == null) {
            throw new IllegalArgumentException(setting.name() + " is not part of these settings");
        }
        return setting.typed(value);
    }

    /** The value of a setting that this schema may not hold. */
    public <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable(values.get(setting.name())).map(setting::typed);
    }

    /** Every setting with its value, in the order of declaration. */
    public Map<String, Object> values() {
        return values;
    }

    /** What stands for these settings in identities: it stays the same when a choice gets another name or a setting is added. */
    public Map<String, Object> identity() {
        return identity;
    }

    /** What was read, but should be written otherwise. */
    public List<String> warnings() {
        return warnings;
    }
}
