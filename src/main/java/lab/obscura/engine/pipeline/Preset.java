package lab.obscura.engine.pipeline;

import java.util.Map;

/** A definition that is ready to be posted. */
public record Preset(String id, String title, String description, Map<String, Object> definition) {}
