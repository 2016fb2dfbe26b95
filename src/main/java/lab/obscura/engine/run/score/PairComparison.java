package lab.obscura.engine.run.score;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.PaperMetric;

/** The attacked images beside what an attack made of them and beside a constant guess. */
interface PairComparison {

    /**
     * Scores of single images, in the order of the images.
     *
     * @param rebuilt of what was rebuilt
     * @param guess of the constant guess
     */
    record Numbers(Map<Metric, double[]> rebuilt, Map<Metric, double[]> guess) {}

    /**
     * @param ofRebuilt asked of what was rebuilt
     * @param ofGuess asked of the guess
     */
    Numbers numbers(List<Metric> ofRebuilt, List<Metric> ofGuess);

    /** Of a formula in which images of a batch mix. */
    double of(PaperMetric mixing);
}
