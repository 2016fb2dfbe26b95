package lab.obscura.engine.metric;

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

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }
}
