package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the penalties report of single steps, as means over an epoch. */
final class StepDiagnostics {

    private final Map<String, Double> sums = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String prefix, Map<String, Double> step) {
        step.forEach((name, value) -> {
            sums.merge(prefix + name, value, Double::sum);
            counts.merge(prefix + name, 1, Integer::sum);
        });
    }

    /** A name that only some steps reported is averaged over these. */
    Map<String, Double> means() {
        var means = new LinkedHashMap<String, Double>();
        sums.forEach((name, sum) -> means.put(name, sum / counts.get(name)));
        return means;
    }
}
