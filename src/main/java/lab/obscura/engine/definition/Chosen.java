package lab.obscura.engine.definition;

import java.util.Map;

/**
 * A section of a definition, or an entry of a catalog in it, in its three forms.
 *
 * @param value what was chosen
 * @param json completed with defaults
 * @param identity what stands for it in identities
 */
record Chosen<T>(T value, Map<String, Object> json, Map<String, Object> identity) {}
