package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.progress.RunContext;

/**
 * A curve of an attack, with the points that it has so far. A checkpoint holds them, and a resumed attack tells them once more: who
 * judges the curve needs it whole, and who stores it knows a point by its step.
 */
public final class Curve {

    private final String series;
    private final String fact;
    private final RunContext context;
    private final Map<String, Double> points = new LinkedHashMap<>();

    public Curve(String series, RunContext context) {
        this(series, "curve", context);
    }

    /** Of the error on held-out images, which a checkpoint holds beside the curve of the loss. */
    public static Curve ofValidation(String series, RunContext context) {
        return new Curve(series, "validation", context);
    }

    private Curve(String series, String fact, RunContext context) {
        this.series = series;
        this.fact = fact;
        this.context = context;
    }

    public void tell(int step, double value) {
        points.put(Integer.toString(step), value);
        context.point(series, step, value);
    }

    /** In the order in which they were told. */
    List<Double> values() {
        return List.copyOf(points.values());
    }

    public void addTo(Map<String, Object> facts) {
        facts.put(fact, new LinkedHashMap<>(points));
    }

    /** A checkpoint of an earlier version may not have it. */
    public void retell(CheckpointFile state) {
        CheckpointFile.numbers(state.facts().getOrDefault(fact, Map.of()))
                .forEach((step, value) -> tell(Integer.parseInt(step), value));
    }
}
