package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.definition.DefinitionSections.DatasetSection;
import lab.obscura.engine.definition.ExperimentDefinition.NetworkChoice;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * Turns JSON into a definition: checks every field against the catalogs, names every broken rule at once, and spells out the
 * defaults. Needs no data set: whether the images fit the network is asked by {@link FitCheck}.
 */
public final class DefinitionReader {

    /** Seeds that a definition may have. */
    public static final int MOST_SEEDS = 100;

    public static final long LARGEST_SEED = 1L << 53; // what JSON readers everywhere can tell apart

    private static final List<String> FIELDS = List.of(
            "name",
            "dataset",
            "network",
            "defense",
            "training",
            "attacks",
            "floor",
            "trainAnew",
            "threatModel",
            "measures",
            "seeds",
            "engine",
            "device",
            "precision",
            "deterministic",
            "tags",
            "schemaVersion");

    /** A definition as somebody sends it, who has the floor unless he says otherwise. What was stored says so itself. */
    public static Map<String, Object> posted(Map<String, ?> json) {
        var posted = new LinkedHashMap<String, Object>(json);
        if (posted.get(DefinitionSections.FLOOR.name()) == null) {
            posted.put(DefinitionSections.FLOOR.name(), true);
        }
        return posted;
    }

    /**
     * Reads, checks and completes. Without the field {@code floor} there is none: so it was before there was the field.
     *
     * @param json the object: maps, lists, strings, numbers, booleans; see {@link #posted}
     * @throws SettingsException with every broken field
     */
    public ExperimentDefinition read(Map<String, ?> json) {
        var errors = new ArrayList<FieldError>();
        json.keySet().stream().filter(field -> !FIELDS.contains(field)).forEach(field -> errors.add(unknown(field)));
        Parsed parsed = parse(json, errors);
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return parsed.definition();
    }

    /** A field that stands one level too high is a common slip: its section is named. */
    private static FieldError unknown(String field) {
        boolean resemblesNone = Nearest.to(field, FIELDS).isEmpty();
        return Optional.of(field)
                .filter(name -> resemblesNone)
                .flatMap(DefinitionSections::placeOf)
                .map(place -> new FieldError(field, "one of the known fields", field, "Did you mean " + place + "?"))
                .orElseGet(() -> SettingsSchema.unknown("", field, FIELDS));
    }

    private static Parsed parse(Map<String, ?> json, List<FieldError> errors) {
        var tree = new JsonTree(errors);
        var sections = new DefinitionSections(tree, errors);
        Map<String, Object> plain = only(json, DefinitionSections.GENERAL);
        plain.putIfAbsent(DefinitionSections.FLOOR.name(), false);
        var general = sections.general(plain);
        var dataset = sections.dataset(tree.required(json, "dataset"));
        var network = sections.network(tree.required(json, "network"));
        String backbone = network.map(chosen -> chosen.value().backbone().id()).orElse("");
        var threats = sections.read(DefinitionSections.THREAT_MODEL, "threatModel", tree.object(json, "threatModel"));
        List<Chosen<DefensePart>> parts = sections.defense(tree.list(json, "defense"));
        return new Parsed(
                general,
                dataset,
                network,
                parts,
                sections.attacks(
                        tree.list(json, "attacks"),
                        threats,
                        general.find(DefinitionSections.FLOOR).orElse(false)),
                threats,
                sections.measures(
                        measures(json, tree),
                        new Defense(parts.stream().map(Chosen::value).toList())),
                tree.wholeNumbers(json, "seeds", List.of(1L), MOST_SEEDS, 0, LARGEST_SEED),
                tree.words(json, "tags", 20, 40),
                sections.training(tree.object(json, "training"), backbone, dataset.id()),
                sections);
    }

    /** Empty when the definition names no measures at all: then the cheap ones are taken. */
    private static Optional<List<Map<String, Object>>> measures(Map<String, ?> json, JsonTree tree) {
        return json.get("measures") == null ? Optional.empty() : Optional.of(tree.list(json, "measures"));
    }

    /** All sections; complete only when no error was found. */
    private record Parsed(
            SettingsReader general,
            DatasetSection dataset,
            Optional<Chosen<NetworkChoice>> network,
            List<Chosen<DefensePart>> parts,
            List<Chosen<Attack>> attacks,
            SettingsReader threats,
            List<Chosen<LeakageEstimator>> measures,
            List<Long> seeds,
            List<String> tags,
            Optional<Chosen<TrainingPlan>> training,
            DefinitionSections sections) {

        ExperimentDefinition definition() {
            return new ExperimentDefinition(
                    new ExperimentDefinition.Sections(
                            general,
                            dataset.chosen(),
                            network.orElseThrow(),
                            parts,
                            training.orElseThrow(),
                            attacks,
                            threats,
                            measures,
                            tags,
                            sections.warnings()),
                    seeds);
        }
    }

    private static Map<String, Object> only(Map<String, ?> json, SettingsSchema schema) {
        var chosen = new LinkedHashMap<String, Object>();
        schema.settings().forEach(setting -> {
            if (json.get(setting.name()) != null) {
                chosen.put(setting.name(), json.get(setting.name()));
            }
        });
        return chosen;
    }
}
