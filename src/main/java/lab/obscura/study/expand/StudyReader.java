package lab.obscura.study.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.experiment.lists.SeedList;

/** Reads a posted study; every wrong field is named, and where it stands. */
public final class StudyReader {

    private static final int LONGEST_NAME = 100;
    private static final List<String> FIELDS = List.of("name", "base", "axes", "seeds");

    private StudyReader() {}

    /**
     * Reads and checks all but the definitions themselves.
     *
     * @throws SettingsException with every wrong field
     */
    public static StudyPlan read(Map<String, ?> posted) {
        var errors = new ArrayList<FieldError>();
        posted.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .forEach(field -> errors.add(SettingsSchema.unknown("", field, FIELDS)));
        String name = name(posted.get("name"), errors);
        Map<String, Object> base = base(posted.get("base"), errors);
        List<Axis> axes = new AxisReader(errors).read(posted.get("axes"));
        Object seeds = Optional.<Object>ofNullable(posted.get("seeds"))
                .or(() -> Optional.ofNullable(base.get("seeds")))
                .orElse(List.of(1));
        List<Long> numbers = SeedList.read(seeds, errors);
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return new StudyPlan(name, base, axes, numbers);
    }

    private static String name(Object posted, List<FieldError> errors) {
        if (posted instanceof String text && !text.isBlank() && PlainText.isLine(text, LONGEST_NAME)) {
            return text.strip();
        }
        errors.add(new FieldError(
                "name",
                "text of 1 to " + LONGEST_NAME + " characters on one line",
                posted == null ? "" : String.valueOf(posted),
                "Name the study; its experiments are called after it"));
        return "";
    }

    private static Map<String, Object> base(Object posted, List<FieldError> errors) {
        if (posted instanceof Map<?, ?> object) {
            return Pointer.object(object);
        }
        errors.add(new FieldError(
                "base",
                "a definition as POST /api/v1/experiments takes it",
                posted == null ? "" : String.valueOf(posted),
                "Take the definition of an experiment"));
        return Map.of();
    }
}
