package lab.obscura.study.expand;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value of an axis.
 *
 * @param label what its cells are called on this axis
 * @param changes JSON pointer to what is put there, in the order in which it is put
 * @param place where it stands in the posted study, as in {@code axes[1].values[3]}
 */
public record AxisValue(String label, Map<String, Object> changes, String place) {

    public AxisValue {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
}
