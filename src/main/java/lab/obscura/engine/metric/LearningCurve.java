package lab.obscura.engine.metric;

import java.util.Collections;
import java.util.List;

/** What a curve of losses says about an attack: whether more steps would have rebuilt more. */
public final class LearningCurve {

    private static final double NOTICEABLE = 0.02;

    private LearningCurve() {}

    /**
     * Whether the loss still fell at the end: the mean of its last tenth lies more than 2 % below that of the tenth before. A
     * single point says nothing, and counts as still improving.
     */
    public static boolean stillImproving(List<Double> losses) {
        if (losses.size() < 2) {
            return true;
        }
        int tenth = Math.max(1, losses.size() / 10);
        int end = losses.size();
        double last = mean(losses.subList(end - tenth, end));
        double before = mean(losses.subList(end - 2 * tenth, end - tenth));
        return last < before * (1 - NOTICEABLE);
    }

    /**
     * By what share the best value of the last part of a curve lies below the best before it: 0.02 when it fell by 2 %, negative when
     * it rose. A curve of a single point says nothing: 1. One that was at 0 before cannot fall: 0.
     *
     * @param parts the last of so many, at least a point
     */
    public static double gainAtTheEnd(List<Double> curve, int parts) {
        if (curve.size() < 2) {
            return 1;
        }
        int start = curve.size() - Math.max(1, curve.size() / parts);
        double before = Collections.min(curve.subList(0, start));
        double last = Collections.min(curve.subList(start, curve.size()));
        return before <= 0 ? 0 : 1 - last / before;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
