package lab.obscura.queue;

import java.util.Map;

/**
 * A condition on runs, for {@link Runs#page}: SQL over {@code r} (runs) and {@code e} (experiments) that a program has written, with
 * named parameters. What people send stands in the parameters and nowhere else.
 */
public record RunCondition(String sql, Map<String, Object> parameters) {

    public RunCondition {
        parameters = Map.copyOf(parameters);
    }

    /** Lets every run pass. */
    public static RunCondition always() {
        return new RunCondition("true", Map.of());
    }
}
