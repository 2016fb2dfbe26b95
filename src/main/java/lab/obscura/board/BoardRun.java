package lab.obscura.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lab.obscura.engine.metric.ConstantGuess;
import lab.obscura.engine.metric.MeanSquaredError;

/**
 * One run that succeeded, as a board needs it.
 *
 * @param definition JSON
 * @param metrics of the defended network, only those that a board shows
 * @param images which fixed images were attacked and shown; runs on others are not ranked together
 * @param attacked metric to mean under the board's attack; empty when it did not run
 * @param warnings why its numbers may not mean what they seem to
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
        List<String> warnings) {

    Optional<Double> metric(String name) {
        return Optional.ofNullable(metrics.get(name));
    }

    Optional<Double> attacked(String metric) {
        return Optional.ofNullable(attacked.get(metric));
    }

    /** Whether a constant guess is as good as the attack. Judged from its numbers, because runs of earlier versions say nothing of it. */
    boolean attackFailed() {
        return attacked(MeanSquaredError.ID)
                .flatMap(error -> attacked(MeanSquaredError.INFO.constantGuess())
                        .map(guess -> ConstantGuess.isAsGood(error, guess)))
                .orElse(false);
    }
}
