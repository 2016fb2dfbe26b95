package lab.obscura.engine.attack;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.checkpoint.CheckpointFile;
import lab.obscura.engine.progress.RunContext;

/**
 * A curve of an attack, with the points that it has so far. A checkpoint holds them, and a resumed attack tells them once more: who
 * judges the curve needs it whole, and who stores it knows a point by its step.
 */
public final class Curve {

    private static final String FACT = "curve";

    private final String series;
    private final RunContext context;
    private final Map<String, Double> points = new LinkedHashMap<>();

    public Curve(String series, RunContext context) {
        this.series = series;
        this.context = context;
    }

    public void tell(int step, double value) {
        points.put(Integer.toString(step), value);
        context.point(series, step, value);
    }

    public void addTo(Map<String, Object> facts) {
        facts.put(FACT, new LinkedHashMap<>(points));
    }

    public void retell(CheckpointFile state) {
        CheckpointFile.numbers(state.facts().get(FACT)).forEach((step, value) -> tell(Integer.parseInt(step), value));
    }
}
