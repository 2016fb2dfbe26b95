package lab.obscura.experiment;

import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identity;
import lab.obscura.experiment.content.ContentKey;

/** A definition that holds: checked, completed, and fitting its data set. */
public record Resolved(ExperimentDefinition definition, DatasetInfo info, Identity identity) {

    /** What it has in common with experiments that are alike. */
    public ContentKey contentKey() {
        return ContentKey.of(definition, identity);
    }
}
