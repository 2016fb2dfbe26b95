package lab.obscura.board;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.run.folder.Judgment;
import lab.obscura.result.AttackAdequacy;
import lab.obscura.result.RunStanding;

/**
 * One run that succeeded, as a board needs it.
 *
 * @param definition JSON
 * @param metrics of the defended network, only those that a board shows
 * @param images which fixed images were attacked and shown; runs on others are not ranked together
 * @param attacked metric to mean under the board's attack; empty when it did not run
 * @param warnings why its numbers may not mean what they seem to
 * @param adequacy of the board's attack in this run
 * @param standing whether its errors may be ranked
 */
record BoardRun(
        String rowHash,
        UUID experiment,
        UUID run,
        String name,
        String backbone,
        int cutLayer,
        String definition,
        long seed,
        Instant finishedAt,
        String images,
        Map<String, Double> metrics,
        Map<String, Double> attacked,
        List<String> warnings,
        AttackAdequacy adequacy,
        RunStanding standing) {

    Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    Optional<Double> attacked(String metric) {
        return Optional.ofNullable(attacked.get(metric));
    }

    boolean isAtGuess() {
        return standing.is(Judgment.Standing.AT_GUESS);
    }

    /** Metric to number for the ranking: where the run is at the constant guess, what the guess scores. */
    Map<String, Double> ranked() {
        if (!isAtGuess()) {
            return attacked;
        }
        var guesses = new LinkedHashMap<>(attacked);
        Metrics.columns()
                .forEach(
                        metric -> attacked(metric.constantGuess()).ifPresent(guess -> guesses.put(metric.id(), guess)));
        return guesses;
    }

    /** Why its number under the board's attack cannot be ranked; empty when it can. */
    String flaw() {
        if (isAtGuess()) {
            return "";
        }
        if (standing.is(Judgment.Standing.NOT_JUDGED)) {
            return "not judged: run by a version that did not ask whether the attacker is adequate. Run it again";
        }
        return adequacy.reasons().isEmpty()
                ? standing.reason()
                : "attacker inadequate: " + String.join("; ", adequacy.reasons());
    }
}
