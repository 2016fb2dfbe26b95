package lab.obscura.engine.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that break at least one rule; carries every broken field, not only the first. */
public final class SettingsException extends RuntimeException {

    private final transient List<FieldError> errors;

    public SettingsException(List<FieldError> errors) {
        super(errors.stream().map(FieldError::sentence).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    public SettingsException(FieldError error) {
        this(List.of(error));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
