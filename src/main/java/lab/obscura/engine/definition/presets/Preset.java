package lab.obscura.engine.definition.presets;

import java.util.Map;

/**
 * A definition that is ready to be posted.
 *
 * @param group the id under which several presets are queued together; one that stands alone has its own id here
 */
public record Preset(String id, String group, String title, String description, Map<String, Object> definition) {

    /** Whether it is meant by this id, alone or as one of its group. */
    public boolean isMeantBy(String asked) {
        return id.equals(asked) || group.equals(asked);
    }
}
