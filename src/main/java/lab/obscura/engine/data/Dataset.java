package lab.obscura.engine.data;

/** A data set in memory: its description and both splits. */
public record Dataset(DatasetInfo info, LabeledImages train, LabeledImages test) {}
