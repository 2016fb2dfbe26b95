package lab.obscura.board.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.RunStanding;

/**
 * One run that succeeded, as a board needs it.
 *
 * @param metrics of the defended network, only those that a board shows
 * @param images which fixed images were attacked and shown; runs on others are not ranked together
 * @param attacked metric to mean under what the board shows, and what the constant guess scores; empty when it did not run
 * @param attacks slugs of all attacks behind these numbers, also of those that were inadequate
 * @param warnings why its numbers may not mean what they seem to
 * @param adequacy of what the board shows, in this run
 * @param standing whether its errors may be ranked
 * @param measuredBy the program that measured it
 */
public record BoardRun(
        String rowHash,
        UUID experiment,
        UUID run,
        String name,
        String backbone,
        int cutLayer,
        long seed,
        Instant finishedAt,
        String images,
        Map<String, Double> metrics,
        Map<String, Double> attacked,
        List<String> attacks,
        List<String> warnings,
        AttackAdequacy adequacy,
        RunStanding standing,
        String submitter,
        List<String> tags,
        MeasuredBy measuredBy) {

    /** Of the defended network. */
    public Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    /** Of what the attacker rebuilt. */
    public Optional<Double> attacked(String name) {
        return Optional.ofNullable(attacked.get(name));
    }

    boolean isAtGuess() {
        return standing.is(Judgment.Standing.AT_GUESS);
    }

    /** What counts in ranks, curves and gains: where the run is at the constant guess, what the guess scores. */
    Optional<Double> counted(MetricInfo metric) {
        Optional<Double> guess = isAtGuess() ? attacked(metric.constantGuess()) : Optional.empty();
        return guess.or(() -> attacked(metric.id()));
    }
}
