package lab.obscura.engine.estimate;

import java.util.Map;
import lab.obscura.engine.definition.ExperimentDefinition;

/**
 * A run that went through without a break.
 *
 * @param timings seconds per stage, as in its outcome
 * @param seconds from its start to its end
 */
public record FinishedRun(ExperimentDefinition definition, Workload work, Map<String, Double> timings, double seconds) {

    public FinishedRun {
        timings = Map.copyOf(timings);
    }

    /** Everything but the stages that learn: start of the process, reading, measures, storing. */
    double overheadSeconds() {
        double learning = work.stages().keySet().stream()
                .mapToDouble(stage -> timings.getOrDefault(stage, 0.0))
                .sum();
        return Math.max(0, seconds - learning);
    }
}
