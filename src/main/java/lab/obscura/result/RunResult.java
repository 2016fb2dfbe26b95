package lab.obscura.result;

import java.util.List;
import java.util.Map;

/**
 * What a run found out, without pictures and per-image scores.
 *
 * @param metrics of the defended network, as in {@code accuracy} and {@code edgeParameters}
 * @param attacks in the order of the definition
 * @param timings seconds per stage
 * @param provenance engine, versions, hashes, machine
 */
public record RunResult(
        Map<String, Double> metrics,
        List<AttackResult> attacks,
        Map<String, Double> timings,
        Map<String, String> provenance) {

    public RunResult {
        attacks = List.copyOf(attacks);
    }
}
