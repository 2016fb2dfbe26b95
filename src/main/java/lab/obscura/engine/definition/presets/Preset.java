package lab.obscura.engine.definition.presets;

import java.util.Map;

/**
 * A definition that is ready to be posted.
 *
 * @param group id of the group that it is queued with
 */
public record Preset(String id, String group, String title, String description, Map<String, Object> definition) {

    /** Whether it is meant by this id, alone or as one of its group. */
    public boolean isMeantBy(String asked) {
        return id.equals(asked) || group.equals(asked);
    }
}
