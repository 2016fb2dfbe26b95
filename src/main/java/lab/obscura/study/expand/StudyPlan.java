package lab.obscura.study.expand;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A study as it was posted, read and checked.
 *
 * @param base the definition that every cell starts from; need not hold by itself
 * @param axes applied in this order; none makes a study of one cell
 * @param seeds of every cell
 */
public record StudyPlan(String name, Map<String, Object> base, List<Axis> axes, List<Long> seeds) {

    public StudyPlan {
        base = Collections.unmodifiableMap(new LinkedHashMap<>(base));
        axes = List.copyOf(axes);
        seeds = List.copyOf(seeds);
    }
}
