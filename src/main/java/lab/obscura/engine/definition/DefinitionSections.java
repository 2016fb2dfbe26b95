package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.obscura.engine.attack.Access;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.ThreatModel;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.Engines;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.data.AuxiliaryChoice;
import lab.obscura.engine.data.DataPins;
import lab.obscura.engine.data.DatasetSettings;
import lab.obscura.engine.data.facts.NormalizationSettings;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.definition.ExperimentDefinition.DatasetChoice;
import lab.obscura.engine.definition.ExperimentDefinition.NetworkChoice;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.Nearest;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.training.plan.TrainingPlan;

/** The sections of a definition: their settings, and how each is read. */
final class DefinitionSections {

    static final Setting<String> NAME =
            Setting.text("name", 200).defaultsTo("Untitled").describedAs("For people; shown in lists and boards");

    static final Setting<EngineId> ENGINE = Setting.choice("engine", EngineId.class)
            .defaultsTo(EngineId.DL4J)
            .describedAs("Library that builds the networks");

    static final Setting<DeviceChoice> DEVICE = Setting.choice("device", DeviceChoice.class)
            .defaultsTo(DeviceChoice.CPU)
            .describedAs("Where the networks compute; auto takes an NVIDIA GPU where there is one");

    static final Setting<Precision> PRECISION = Setting.choice("precision", Precision.class)
            .defaultsTo(Precision.FLOAT32)
            .describedAs(
                    "Digits that a card keeps of the factors of convolutions and products: float32 all, tf32 10 bits (cards since 2020), bf16 7 bits");

    static final Setting<Boolean> DETERMINISTIC = Setting.flag("deterministic")
            .defaultsTo(false)
            .describedAs(
                    "Whether a card adds in the same order every time, so that the same seed gives the same numbers; slower. A CPU always does");

    /** Of posted definitions; what was stored before there was one had none. */
    static final Setting<Boolean> FLOOR = Setting.flag("floor")
            .defaultsTo(true)
            .describedAs(
                    "Whether the linear attack is added to attacks that learn from own images: an error above its own says little about privacy");

    /** What was trained here before counts only where it is the same computation, so a number hardly depends on this. */
    static final Setting<Boolean> TRAIN_ANEW = Setting.flag("trainAnew")
            .defaultsTo(false)
            .describedAs(
                    "Whether the network is trained even where this worker keeps one that the same program trained from the same definition, data and seed");

    static final Setting<Integer> SCHEMA_VERSION =
            Setting.integer("schemaVersion", 1, 1).defaultsTo(1).describedAs("Version of this format");

    static final SettingsSchema GENERAL =
            SettingsSchema.of(NAME, ENGINE, DEVICE, PRECISION, DETERMINISTIC, FLOOR, TRAIN_ANEW, SCHEMA_VERSION);

    /** What the attackers of an experiment may have; everything, when nothing is said. */
    static final SettingsSchema THREAT_MODEL = new SettingsSchema(
            Arrays.stream(Access.values()).map(DefinitionSections::granted).collect(Collectors.toList()));

    /** The sections whose fields people look for at the top. */
    private static final Map<String, SettingsSchema> NESTED = Map.of(
            "dataset",
            DatasetSettings.SCHEMA,
            "network",
            NetworkSection.schema(Optional.empty()),
            "network.bottleneck",
            NetworkSection.BOTTLENECK,
            "training",
            TrainingPlan.schema(TrainingPlan.Defaults.of("", "")));

    private static final String MEASURE = "measure";

    private final JsonTree tree;
    private final List<FieldError> errors;
    private final List<String> warnings = new ArrayList<>();

    DefinitionSections(JsonTree tree, List<FieldError> errors) {
        this.tree = tree;
        this.errors = errors;
    }

    /** Empty where a field of it is broken. */
    static Optional<Arithmetic> arithmetic(SettingsReader general) {
        return general.find(PRECISION)
                .flatMap(precision ->
                        general.find(DETERMINISTIC).map(deterministic -> new Arithmetic(precision, deterministic)));
    }

    /** Name, engine, device and what else stands at the top. */
    SettingsReader general(Map<String, ?> json) {
        SettingsReader general = read(GENERAL, "", json);
        arithmetic(general)
                .ifPresent(arithmetic -> general.find(ENGINE)
                        .ifPresent(engine -> general.find(DEVICE)
                                .ifPresent(device -> errors.addAll(Engines.objections(engine, device, arithmetic)))));
        return general;
    }

    /** Where in a definition a field of this name, or one that resembles it, stands. */
    static Optional<String> placeOf(String field) {
        return NESTED.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(section -> Nearest.to(field, names(section.getValue())).stream()
                        .map(name -> section.getKey() + "." + name))
                .findFirst();
    }

    private static List<String> names(SettingsSchema schema) {
        return schema.settings().stream().map(Setting::name).toList();
    }

    /** A section without an id; what is wrong or written in an old way is kept. */
    SettingsReader read(SettingsSchema schema, String path, Map<String, ?> json) {
        SettingsReader settings = schema.read(path, json, errors);
        warnings.addAll(settings.warnings());
        return settings;
    }

    /** What was read so far, but should be written otherwise. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Optional<Chosen<NetworkChoice>> network(Map<String, Object> json) {
        return NetworkSection.read(json, tree, this::read, errors);
    }

    /**
     * Which images. The normalization stands in no identity here: what a data set says of itself counts as much, see
     * {@link lab.obscura.engine.data.facts.Preparation}.
     */
    record DatasetSection(
            SettingsReader settings,
            Optional<Normalization> normalization,
            Optional<SplitShares> split,
            Optional<AuxiliaryChoice> auxiliary,
            Map<String, String> otherHashes) {

        String id() {
            return String.valueOf(settings.values().get(DatasetSettings.ID.name()));
        }

        private Map<String, Object> json() {
            var complete = new LinkedHashMap<>(settings.values());
            normalization.ifPresent(
                    values -> complete.put(NormalizationSettings.FIELD, NormalizationSettings.json(values)));
            split.ifPresent(shares -> complete.put(SplitShares.FIELD, shares.json()));
            auxiliary.ifPresent(choice -> complete.put(AuxiliaryChoice.FIELD, choice.json()));
            if (!otherHashes.isEmpty()) {
                complete.put(DataPins.FIELD, otherHashes);
            }
            return complete;
        }

        /** What attackers own changes nothing in the training. */
        private Map<String, Object> identity() {
            var identity = new LinkedHashMap<String, Object>(settings.identity());
            split.ifPresent(shares -> identity.put(SplitShares.FIELD, shares.json()));
            return identity;
        }

        Chosen<DatasetChoice> chosen() {
            return new Chosen<>(choice(), json(), identity());
        }

        private DatasetChoice choice() {
            return new DatasetChoice(
                    settings.get(DatasetSettings.ID),
                    settings.get(DatasetSettings.TRAIN_LIMIT),
                    settings.get(DatasetSettings.TEST_LIMIT),
                    settings.get(DatasetSettings.IMAGE_SIZE),
                    DataPins.of(settings.get(DatasetSettings.ID), settings.get(DatasetSettings.DATA_HASH), otherHashes),
                    normalization,
                    split,
                    auxiliary);
        }
    }

    DatasetSection dataset(Map<String, Object> json) {
        var plain = new LinkedHashMap<>(json);
        String path = "dataset." + NormalizationSettings.FIELD;
        Optional<Normalization> normalization = Optional.ofNullable(plain.remove(NormalizationSettings.FIELD))
                .flatMap(raw -> tree.found(path, raw))
                .flatMap(raw -> NormalizationSettings.read(path, raw, errors));
        String place = "dataset." + SplitShares.FIELD;
        Optional<SplitShares> split = Optional.ofNullable(plain.remove(SplitShares.FIELD))
                .flatMap(raw -> tree.found(place, raw))
                .flatMap(raw -> SplitShares.read(place, raw, errors));
        Optional<AuxiliaryChoice> auxiliary = Optional.ofNullable(plain.remove(AuxiliaryChoice.FIELD))
                .flatMap(raw -> tree.found("dataset." + AuxiliaryChoice.FIELD, raw))
                .flatMap(raw -> AuxiliaryChoice.read(raw, errors));
        if (auxiliary.isPresent()
                && split.filter(shares -> shares.auxiliary() > 0).isPresent()) {
            errors.add(new FieldError(
                    "dataset." + AuxiliaryChoice.FIELD,
                    "left out where dataset.split has an auxiliary part",
                    auxiliary.get().id(),
                    "Leave one of them out"));
        }
        Map<String, String> otherHashes = Optional.ofNullable(plain.remove(DataPins.FIELD))
                .flatMap(raw -> tree.found("dataset." + DataPins.FIELD, raw))
                .map(raw -> DataPins.read(raw, errors))
                .orElse(Map.of());
        return new DatasetSection(
                read(DatasetSettings.SCHEMA, "dataset", plain), normalization, split, auxiliary, otherHashes);
    }

    List<Chosen<DefensePart>> defense(List<Map<String, Object>> parts) {
        return choose("defense", "part", parts, Defenses.catalog());
    }

    private static Setting<?> granted(Access access) {
        return Setting.flag(access.id())
                .defaultsTo(true)
                .describedAs("Whether attacks that need " + access.id() + " are allowed");
    }

    /**
     * The attacks of a definition, and the floor under them.
     *
     * @param threats values of {@link #THREAT_MODEL}; attacks that need more are refused
     * @param hasFloor whether what {@link Floor} misses is added
     */
    List<Chosen<Attack>> attacks(List<Map<String, Object>> attacks, SettingsReader threats, boolean hasFloor) {
        ThreatModel model = threatModel(threats);
        var chosen = new ArrayList<>(choose("attacks", "attack", attacks, Attacks.catalog()));
        if (hasFloor) {
            List<Attack> named = chosen.stream().map(Chosen::value).toList();
            chosen.addAll(choose("attacks", "attack", Floor.under(named, model), Attacks.catalog()));
        }
        var slugs = new ArrayList<String>();
        for (int i = 0; i < chosen.size(); i++) {
            Attack attack = chosen.get(i).value();
            if (slugs.contains(attack.slug())) {
                errors.add(new FieldError(
                        "attacks[" + i + "]", "different from the others", attack.slug(), "Leave it out"));
            }
            slugs.add(attack.slug());
            refuseForbidden("attacks[" + i + "]", attack, model);
        }
        return chosen;
    }

    private static ThreatModel threatModel(SettingsReader threats) {
        return new ThreatModel(Arrays.stream(Access.values())
                .filter(access -> !Boolean.FALSE.equals(threats.values().get(access.id())))
                .collect(Collectors.toSet()));
    }

    private void refuseForbidden(String field, Attack attack, ThreatModel model) {
        List<Access> lacking = model.lacking(attack.needs());
        if (lacking.isEmpty()) {
            return;
        }
        String wanted = lacking.stream().map(Access::id).collect(Collectors.joining(", "));
        errors.add(new FieldError(
                field + ".attack",
                "an attack that does without what threatModel forbids",
                attack.info().id() + ", which needs " + wanted,
                "Leave the attack out, or set threatModel." + lacking.get(0).id() + " to true"));
    }

    /** @param named empty when the definition says nothing: then every cheap measure that applies */
    List<Chosen<LeakageEstimator>> measures(Optional<List<Map<String, Object>>> named, Defense defense) {
        List<Map<String, Object>> objects = named.orElseGet(() -> LeakageEstimators.catalog().entries().stream()
                .filter(entry -> entry.withDefaults().isTakenByDefault())
                .map(entry -> Map.<String, Object>of(MEASURE, entry.id()))
                .toList());
        List<Chosen<LeakageEstimator>> chosen = choose("measures", MEASURE, objects, LeakageEstimators.catalog());
        if (named.isEmpty()) {
            return chosen.stream()
                    .filter(measure -> measure.value().objection(defense).isEmpty())
                    .toList();
        }
        var ids = new ArrayList<String>();
        for (int i = 0; i < chosen.size(); i++) {
            String field = "measures[" + i + "]." + MEASURE;
            String id = chosen.get(i).value().info().id();
            if (ids.contains(id)) {
                errors.add(new FieldError(field, "named once", id, "Leave it out"));
            }
            ids.add(id);
            chosen.get(i)
                    .value()
                    .objection(defense)
                    .ifPresent(reason -> errors.add(new FieldError(
                            field, "a measure that applies to this defense", id + ": " + reason, "Leave it out")));
        }
        return chosen;
    }

    Optional<Chosen<TrainingPlan>> training(Map<String, Object> json, String backbone, String dataset) {
        SettingsReader settings =
                read(TrainingPlan.schema(TrainingPlan.Defaults.of(backbone, dataset)), "training", json);
        if (!errors.isEmpty()) {
            return Optional.empty();
        }
        TrainingPlan plan = TrainingPlan.of(settings);
        var complete = new LinkedHashMap<>(settings.values());
        complete.put(TrainingPlan.MILESTONES.name(), plan.rates().milestones());
        var identity = new LinkedHashMap<>(settings.identity());
        identity.put(TrainingPlan.MILESTONES.name(), plan.rates().milestones());
        return Optional.of(new Chosen<>(plan, complete, identity));
    }

    private <T> List<Chosen<T>> choose(
            String section, String key, List<Map<String, Object>> objects, Catalog<T> catalog) {
        var chosen = new ArrayList<Chosen<T>>();
        for (int i = 0; i < objects.size(); i++) {
            String path = section + "[" + i + "]";
            var settings = new LinkedHashMap<>(objects.get(i));
            Object id = settings.remove(key);
            Optional<Catalog.Entry<T>> entry = catalog.find(String.valueOf(id));
            if (entry.isEmpty()) {
                errors.add(unknown(path + "." + key, id, catalog.ids()));
                continue;
            }
            int before = errors.size();
            SettingsReader reader = read(entry.get().info().schema(), path, settings);
            if (errors.size() == before) {
                chosen.add(chosen(entry.get(), key, reader));
            }
        }
        return chosen;
    }

    /** Only a revised entry's revision stands in identities: those of the others are as they were before there was one. */
    private static <T> Chosen<T> chosen(Catalog.Entry<T> entry, String key, SettingsReader reader) {
        var complete = new LinkedHashMap<String, Object>();
        complete.put(key, entry.id());
        complete.putAll(reader.values());
        var identity = new LinkedHashMap<String, Object>();
        identity.put(key, entry.id());
        identity.putAll(reader.identity());
        if (entry.info().revision() > 1) {
            identity.put("revision", entry.info().revision());
        }
        return new Chosen<>(entry.make().apply(reader), complete, identity);
    }

    private static FieldError unknown(String path, Object id, List<String> known) {
        String came = id == null ? "" : String.valueOf(id);
        String hint = Nearest.to(came, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("");
        return new FieldError(path, "one of " + String.join(", ", known), came, hint);
    }
}
