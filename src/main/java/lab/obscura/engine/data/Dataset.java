package lab.obscura.engine.data;

import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.LabeledImages;

/** A data set in memory: its description and both splits. */
public record Dataset(DatasetInfo info, LabeledImages train, LabeledImages test) {}
