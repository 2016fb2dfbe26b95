package lab.obscura.engine.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.DatasetSettings;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.training.plan.TrainingPlan;

/** The JSON Schemas of a definition's sections: forms, documents and checks are derived from the same settings. */
public final class DefinitionSchemas {

    private DefinitionSchemas() {}

    /** The plain sections: {@code general}, {@code dataset}, {@code bottleneck}, {@code threatModel}. */
    public static Map<String, Map<String, Object>> sections() {
        var sections = new LinkedHashMap<String, Map<String, Object>>();
        sections.put("general", DefinitionSections.GENERAL.jsonSchema());
        sections.put("dataset", DatasetSettings.jsonSchema());
        sections.put("bottleneck", NetworkSection.BOTTLENECK.jsonSchema());
        sections.put("threatModel", DefinitionSections.THREAT_MODEL.jsonSchema());
        return sections;
    }

    /** The section network with this backbone. */
    public static Map<String, Object> network(Backbone backbone) {
        return NetworkSection.schema(Optional.of(backbone)).jsonSchema();
    }

    /** The section training, with this backbone's defaults. */
    public static Map<String, Object> training(Backbone backbone) {
        return TrainingPlan.schema(TrainingPlan.Defaults.of(backbone.id(), "")).jsonSchema();
    }
}
