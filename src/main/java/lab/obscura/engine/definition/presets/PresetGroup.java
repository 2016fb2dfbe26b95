package lab.obscura.engine.definition.presets;

/** Presets that make a study together; the id is what {@link Preset#group} names. */
public record PresetGroup(String id, String title, String description) {}
