package lab.obscura.experiment;

import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.pipeline.ExperimentDefinition;
import lab.obscura.engine.pipeline.Identity;

/** A definition that holds: checked, completed, and fitting its data set. */
record Resolved(ExperimentDefinition definition, DatasetInfo info, Identity identity) {}
