package lab.obscura.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the penalties report of single steps, added up over an epoch.
 *
 * @param sums by the names of the curves
 * @param counts how many steps reported each
 */
record StepDiagnostics(Map<String, Double> sums, Map<String, Double> counts) {

    StepDiagnostics {
        sums = new LinkedHashMap<>(sums);
        counts = new LinkedHashMap<>(counts);
    }

    StepDiagnostics() {
        this(Map.of(), Map.of());
    }

    void add(String prefix, Map<String, Double> step) {
        step.forEach((name, value) -> {
            sums.merge(prefix + name, value, Double::sum);
            counts.merge(prefix + name, 1.0, Double::sum);
        });
    }

    /** A name that only some steps reported is averaged over these. */
    Map<String, Double> means() {
        var means = new LinkedHashMap<String, Double>();
        sums.forEach((name, sum) -> means.put(name, sum / counts.get(name)));
        return means;
    }
}
