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
 * @param warnings why a number may not mean what it seems to
 * @param standing whether the errors of its attacks may be ranked
 */
public record RunResult(
        Map<String, Double> metrics,
        List<AttackResult> attacks,
        Map<String, Double> timings,
        Map<String, String> provenance,
        List<String> warnings,
        RunStanding standing) {

    /** Of a run that has not succeeded. */
    public static final RunResult NOTHING =
            new RunResult(Map.of(), List.of(), Map.of(), Map.of(), List.of(), RunStanding.NOT_JUDGED);

    public RunResult {
        warnings = List.copyOf(warnings);
        attacks = List.copyOf(attacks);
    }
}
