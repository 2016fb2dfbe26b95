package lab.obscura.engine.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.data.AuxiliaryChoice;
import lab.obscura.engine.data.DataPins;
import lab.obscura.engine.data.facts.AuxiliarySet;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.Preparation;
import lab.obscura.engine.data.images.ImageCounts;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.data.images.SplitShares;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.Expert;
import lab.obscura.engine.defense.TrainingRule;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.EngineId;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * What is to be found out, checked and completed: what was chosen, typed, and the same as JSON and as it stands in identities. Made by
 * {@link DefinitionReader} only, which chooses every section in both forms at once.
 */
public final class ExperimentDefinition {

    private final Sections sections;
    private final List<Long> seeds;

    /**
     * All but the seeds.
     *
     * @param tags for people
     * @param warnings what was read, but should be written otherwise
     */
    record Sections(
            SettingsReader general,
            Chosen<DatasetChoice> dataset,
            Chosen<NetworkChoice> network,
            List<Chosen<DefensePart>> parts,
            Chosen<TrainingPlan> training,
            List<Chosen<Attack>> attacks,
            SettingsReader threats,
            List<Chosen<LeakageEstimator>> measures,
            List<String> tags,
            List<String> warnings) {

        Sections {
            parts = List.copyOf(parts);
            attacks = List.copyOf(attacks);
            measures = List.copyOf(measures);
            tags = List.copyOf(tags);
            warnings = List.copyOf(warnings);
        }
    }

    ExperimentDefinition(Sections sections, List<Long> seeds) {
        this.sections = sections;
        this.seeds = List.copyOf(seeds);
    }

    /** For people. */
    public String name() {
        return sections.general().get(DefinitionSections.NAME);
    }

    public DatasetChoice dataset() {
        return sections.dataset().value();
    }

    public NetworkChoice network() {
        return sections.network().value();
    }

    /** No parts is the undefended network. */
    public Defense defense() {
        return new Defense(values(sections.parts()));
    }

    public TrainingPlan training() {
        return sections.training().value();
    }

    /** Carried out one after the other on the trained encoder. */
    public List<Attack> attacks() {
        return values(sections.attacks());
    }

    /** Whether the linear attack was added where it was missing. */
    public boolean hasFloor() {
        return sections.general().get(DefinitionSections.FLOOR);
    }

    /** Whether the network is trained even where one like it is kept. */
    public boolean trainsAnew() {
        return sections.general().get(DefinitionSections.TRAIN_ANEW);
    }

    /** Taken of the encoder's features; no number of an attack depends on them. */
    public List<LeakageEstimator> measures() {
        return values(sections.measures());
    }

    /** One run each. */
    public List<Long> seeds() {
        return seeds;
    }

    /** Which engine builds the networks. */
    public EngineId engine() {
        return sections.general().get(DefinitionSections.ENGINE);
    }

    /** Where they compute. */
    public DeviceChoice device() {
        return sections.general().get(DefinitionSections.DEVICE);
    }

    /** How they compute there. */
    public Arithmetic arithmetic() {
        return DefinitionSections.arithmetic(sections.general()).orElseThrow();
    }

    public List<String> tags() {
        return sections.tags();
    }

    public List<String> warnings() {
        return sections.warnings();
    }

    private static <T> List<T> values(List<Chosen<T>> chosen) {
        return chosen.stream().map(Chosen::value).toList();
    }

    /**
     * Which images.
     *
     * @param trainLimit at most so many training images; 0 is all
     * @param testLimit at most so many test images; 0 is all
     * @param imageSize rows and columns after resizing; 0 leaves them as they are
     * @param pins content hashes that this and the other data sets of the definition must have
     * @param normalization instead of what the data set says of itself
     * @param split how all images are divided anew
     * @param auxiliary another data set, whose images attackers own
     */
    public record DatasetChoice(
            String id,
            int trainLimit,
            int testLimit,
            int imageSize,
            DataPins pins,
            Optional<Normalization> normalization,
            Optional<SplitShares> split,
            Optional<AuxiliaryChoice> auxiliary) {}

    /**
     * Which network, and where it is cut.
     *
     * @param cutLayer behind which the edge ends when it is measured and attacked
     * @param trainingCutLayer behind which it ends while the network is trained
     */
    public record NetworkChoice(
            Backbone backbone, double width, int cutLayer, int trainingCutLayer, Optional<Bottleneck> bottleneck) {

        /** Whether the cut moves when the training is over. */
        public boolean isCutAnew() {
            return trainingCutLayer != cutLayer;
        }

        /** The network that is trained. */
        NetworkChoice inTraining() {
            return new NetworkChoice(backbone, width, trainingCutLayer, trainingCutLayer, bottleneck);
        }
    }

    /**
     * The network, as the defense shapes it.
     *
     * @param normalization first layer of the edge
     * @throws SettingsException when a part cannot shape this network
     * @throws IllegalArgumentException when the images are too small for the backbone
     */
    public SplitSpec split(ImageShape image, int classes, ChannelAffine normalization) {
        return split(network(), image, classes, normalization);
    }

    /** As {@link #split}, cut where it is cut while it is trained. */
    public SplitSpec trainedSplit(ImageShape image, int classes, ChannelAffine normalization) {
        return split(network().inTraining(), image, classes, normalization);
    }

    private SplitSpec split(NetworkChoice network, ImageShape image, int classes, ChannelAffine normalization) {
        SplitSpec split = network.backbone()
                .split(new Backbone.Plan(
                        image, classes, normalization, network.width(), network.cutLayer(), network.bottleneck()));
        var errors = new ArrayList<FieldError>();
        List<DefensePart> parts = defense().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof EncoderShape shape) {
                try {
                    split = shaped(split, shape, "defense[" + i + "]");
                } catch (SettingsException broken) {
                    errors.addAll(broken.errors());
                }
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            List<String> unknown = new ArrayList<>(parts.get(i).taps(split));
            unknown.removeAll(split.places());
            if (!unknown.isEmpty()) {
                String rule = "looking at places that this network has: " + split.places();
                errors.add(new FieldError(
                        "defense[" + i + "]", rule, unknown.toString(), "Leave the part out, or change the backbone"));
            }
            String field = "defense[" + i + "]";
            DefensePart part = parts.get(i);
            part.objection(split)
                    .ifPresent(reason -> errors.add(new FieldError(
                            field,
                            "able to work in this network (" + reason + ")",
                            part.info().id(),
                            "Leave the part out, or change backbone, cut layer or image size")));
            part.objectionAmong(defense())
                    .ifPresent(rule -> errors.add(
                            new FieldError(field, rule, part.info().id(), "Leave one out, or add what is missing")));
            if (network().isCutAnew() && part.dependsOnTheCut()) {
                errors.add(new FieldError(
                        field,
                        "a part that does not depend on where the network is cut, where network.trainingCutLayer differs from cutLayer",
                        part.info().id(),
                        "Leave network.trainingCutLayer out, so that the network is trained as it is cut"));
            }
        }
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return split;
    }

    private static SplitSpec shaped(SplitSpec split, EncoderShape shape, String field) {
        try {
            SplitSpec shaped = shape.reshape(split);
            shaped.tail().output(shaped.feature());
            return shaped;
        } catch (IllegalArgumentException e) {
            String rule = "able to shape this network (" + e.getMessage() + ")";
            throw new SettingsException(new FieldError(
                    field, rule, shape.info().id(), "Leave the part out, or change backbone, cut layer or bottleneck"));
        }
    }

    /** How many images a run has, where the data set has as many as this. Up to one per class when they are divided anew. */
    public ImageCounts images(DatasetInfo info) {
        DatasetChoice choice = dataset();
        int[] divided = choice.split()
                .map(shares -> shares.counts(info.trainCount() + info.testCount()))
                .orElseGet(() -> new int[] {info.trainCount(), info.testCount(), 0});
        return new ImageCounts(
                limited(divided[0], choice.trainLimit()),
                limited(divided[1], choice.testLimit()),
                info.auxiliary().map(AuxiliarySet::count).orElse(divided[2]));
    }

    /** 0 is no limit. */
    private static int limited(int count, int limit) {
        return limit == 0 ? count : Math.min(count, limit);
    }

    /** Ids of the data sets that a run reads: its own, that whose images attackers own, that of a part's expert. */
    public List<String> datasets() {
        return Stream.of(
                        Optional.of(dataset().id()),
                        dataset().auxiliary().map(AuxiliaryChoice::id),
                        expert().map(task -> task.expert().dataset()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** The task of the expert whose weights the training begins with, where a part asks for one. */
    public Optional<ExpertTask> expert() {
        List<DefensePart> parts = defense().parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof TrainingRule rule && rule.expert().isPresent()) {
                Expert expert = rule.expert().get();
                return Optional.of(new ExpertTask("defense[" + i + "]." + expert.setting(), expert));
            }
        }
        return Optional.empty();
    }

    /** Whether anybody wants the encoder's answers to the training images, and not only to the test images. */
    public boolean asksAboutTraining() {
        return attacks().stream().anyMatch(attack -> attack.knowledge() == Knowledge.TRAIN)
                || measures().stream().anyMatch(LeakageEstimator::needsTraining);
    }

    /** Whether any attacker owns auxiliary images. */
    public boolean asksAboutAuxiliary() {
        return attacks().stream().anyMatch(attack -> attack.knowledge() == Knowledge.AUXILIARY);
    }

    /** What is done with the images of this data set before a network sees them. */
    public Preparation preparation(DatasetInfo info) {
        return Preparation.of(dataset().normalization(), training().augment(), info);
    }

    /** The completed definition, as it is stored and answered. */
    public Map<String, Object> toJson() {
        var complete = new LinkedHashMap<String, Object>();
        complete.put("name", name());
        complete.put("dataset", sections.dataset().json());
        complete.put("network", sections.network().json());
        complete.put("defense", sections.parts().stream().map(Chosen::json).toList());
        complete.put("training", sections.training().json());
        complete.put("attacks", sections.attacks().stream().map(Chosen::json).toList());
        complete.put(DefinitionSections.FLOOR.name(), hasFloor());
        complete.put(DefinitionSections.TRAIN_ANEW.name(), trainsAnew());
        complete.put("threatModel", sections.threats().values());
        complete.put("measures", sections.measures().stream().map(Chosen::json).toList());
        complete.put("seeds", seeds);
        complete.put("engine", engine().id());
        complete.put("device", device().id());
        complete.put(
                DefinitionSections.PRECISION.name(), arithmetic().precision().id());
        complete.put(DefinitionSections.DETERMINISTIC.name(), arithmetic().deterministic());
        complete.put("tags", tags());
        complete.put("schemaVersion", sections.general().get(DefinitionSections.SCHEMA_VERSION));
        return Collections.unmodifiableMap(complete);
    }

    /** What stands for its sections in identities: a choice that got another name keeps the one it was trained under. */
    Map<String, Object> identity() {
        var identity = new LinkedHashMap<String, Object>();
        identity.put("dataset", sections.dataset().identity());
        identity.put("network", sections.network().identity());
        identity.put("defense", sections.parts().stream().map(Chosen::identity).toList());
        identity.put("training", sections.training().identity());
        identity.put(
                "attacks", sections.attacks().stream().map(Chosen::identity).toList());
        identity.put("engine", sections.general().identity().get(DefinitionSections.ENGINE.name()));
        return Collections.unmodifiableMap(identity);
    }

    /** The same experiment with other seeds. */
    public ExperimentDefinition withSeeds(List<Long> others) {
        return new ExperimentDefinition(sections, others);
    }
}
