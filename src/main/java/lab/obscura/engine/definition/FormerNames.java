package lab.obscura.engine.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.training.plan.TrainingPlan;

/** Definitions that were stored before a choice got another name are shown with the present one, and so compared and copied with it. */
public final class FormerNames {

    private FormerNames() {}

    /** The same definition with present names; whatever is not understood stays as it is. */
    public static Map<String, Object> replaced(Map<String, ?> definition) {
        var replaced = new LinkedHashMap<String, Object>(definition);
        var anyDefaults = new TrainingPlan.Defaults(1, 2, 1, false);
        replaced.computeIfPresent("training", (name, section) -> renamed(TrainingPlan.schema(anyDefaults), section));
        replaced.computeIfPresent("defense", (name, parts) -> listed(parts, "part", Defenses.catalog()));
        replaced.computeIfPresent("attacks", (name, attacks) -> listed(attacks, "attack", Attacks.catalog()));
        return replaced;
    }

    private static Object listed(Object section, String key, Catalog<?> catalog) {
        if (!(section instanceof List<?> entries)) {
            return section;
        }
        return entries.stream()
                .map(entry -> entry instanceof Map<?, ?> object
                        ? catalog.find(String.valueOf(object.get(key)))
                                .map(known -> renamed(known.info().schema(), object))
                                .orElse(object)
                        : entry)
                .toList();
    }

    private static Object renamed(SettingsSchema schema, Object section) {
        if (!(section instanceof Map<?, ?> object)) {
            return section;
        }
        var settings = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> settings.put(String.valueOf(key), value));
        return schema.renamed(settings);
    }
}
