package lab.obscura.experiment;

import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.Identity;

/** A definition that holds: checked, completed, and fitting its data set. */
public record Resolved(ExperimentDefinition definition, DatasetInfo info, Identity identity) {}
