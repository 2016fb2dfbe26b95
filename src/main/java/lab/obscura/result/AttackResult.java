package lab.obscura.result;

import java.util.Map;

/**
 * What one attack rebuilt, in numbers.
 *
 * @param attack id in the catalog
 * @param slug unique inside the run
 * @param knowledge which images were attacked: averages over different sets never share a column
 * @param evaluated number of attacked images
 * @param means metric to mean
 * @param adequacy whether it was strong enough
 */
public record AttackResult(
        String attack,
        String slug,
        Map<String, Object> settings,
        String knowledge,
        int evaluated,
        Map<String, Double> means,
        AttackAdequacy adequacy) {}
