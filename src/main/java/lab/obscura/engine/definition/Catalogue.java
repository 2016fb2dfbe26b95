package lab.obscura.engine.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.data.DatasetSettings;
import lab.obscura.engine.defense.Adversary;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.defense.FeatureTransform;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.training.plan.TrainingPlan;

/**
 * All that a definition can name, each with the JSON Schema of its settings: forms, documents and checks are derived from it.
 *
 * @param sections schemas of the plain sections: {@code general}, {@code dataset}, {@code bottleneck},
 *     {@code threatModel}
 */
public record Catalogue(
        List<BackboneEntry> backbones,
        List<PartEntry> parts,
        List<AttackEntry> attacks,
        List<MeasureEntry> measures,
        Map<String, Map<String, Object>> sections) {

    /**
     * A backbone.
     *
     * @param network schema of the network section for it
     * @param training schema of the training section, with its defaults
     */
    public record BackboneEntry(
            String id,
            String title,
            int lastCutLayer,
            int defaultCutLayer,
            Map<String, Object> network,
            Map<String, Object> training) {}

    /**
     * A defense part.
     *
     * @param kind {@code encoder-shape}, {@code feature-transform}, {@code penalty}, {@code adversary} or {@code training-rule}
     */
    public record PartEntry(
            String id, String title, String kind, String sentence, String paper, Map<String, Object> settings) {}

    /**
     * An attack.
     *
     * @param needs what it must be granted, by name
     */
    public record AttackEntry(
            String id, String title, String sentence, String paper, List<String> needs, Map<String, Object> settings) {}

    /**
     * A measure.
     *
     * @param byDefault whether it is taken when a definition names none
     */
    public record MeasureEntry(
            String id, String title, String sentence, String paper, boolean byDefault, Map<String, Object> settings) {}

    /** Everything that is known. */
    public static Catalogue complete() {
        var sections = new LinkedHashMap<String, Map<String, Object>>();
        sections.put("general", DefinitionSections.GENERAL.jsonSchema());
        sections.put("dataset", DatasetSettings.jsonSchema());
        sections.put("bottleneck", DefinitionSections.BOTTLENECK.jsonSchema());
        sections.put("threatModel", DefinitionSections.THREAT_MODEL.jsonSchema());
        return new Catalogue(
                Backbones.all().stream().map(Catalogue::entry).toList(),
                Defenses.parts().entries().stream().map(Catalogue::entry).toList(),
                Attacks.all().stream().map(Catalogue::entry).toList(),
                LeakageEstimators.all().stream().map(Catalogue::entry).toList(),
                sections);
    }

    private static BackboneEntry entry(Backbone backbone) {
        return new BackboneEntry(
                backbone.id(),
                backbone.title(),
                backbone.lastCutLayer(),
                backbone.defaultCutLayer(),
                DefinitionSections.network(Optional.of(backbone)).jsonSchema(),
                TrainingPlan.schema(TrainingPlan.Defaults.of(backbone.id(), "")).jsonSchema());
    }

    private static PartEntry entry(lab.obscura.engine.catalog.PartCatalogue.Entry entry) {
        var info = entry.info();
        var example = entry.make().apply(info.schema().read("", Map.of()));
        return new PartEntry(
                info.id(),
                info.title(),
                kind(example),
                info.sentence(),
                info.paper(),
                info.schema().jsonSchema());
    }

    /** What a part is first of all: one that keeps an adversary and does something else with it is an adversary. */
    private static String kind(DefensePart part) {
        if (part instanceof Adversary) {
            return "adversary";
        } else if (part instanceof Penalty) {
            return "penalty";
        } else if (part instanceof EncoderShape) {
            return "encoder-shape";
        }
        return part instanceof FeatureTransform ? "feature-transform" : "training-rule";
    }

    private static AttackEntry entry(Attacks.Entry entry) {
        var info = entry.info();
        return new AttackEntry(
                info.id(),
                info.title(),
                info.sentence(),
                info.paper(),
                info.needs().ids(),
                info.schema().jsonSchema());
    }

    private static MeasureEntry entry(LeakageEstimators.Entry entry) {
        var info = entry.info();
        return new MeasureEntry(
                info.id(),
                info.title(),
                info.sentence(),
                info.paper(),
                info.byDefault(),
                info.schema().jsonSchema());
    }
}
