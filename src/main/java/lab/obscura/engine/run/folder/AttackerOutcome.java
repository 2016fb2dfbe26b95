package lab.obscura.engine.run.folder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an attacker reaches that carries out all attacks it is capable of and picks the best reconstruction of each image.
 *
 * @param threatModel id of a threat level: how much of the network it has
 * @param knowledge which images it owns
 * @param images how many were attacked
 * @param attacks slugs of all that it tried, in the order of the definition
 * @param adequacy adequate with one adequate attack or more, and only those count; else the best of all, for show
 * @param means metric → mean over the images; beside each, what the constant guess scores
 */
public record AttackerOutcome(
        String threatModel,
        String knowledge,
        int images,
        List<String> attacks,
        Adequacy adequacy,
        Map<String, Double> means) {

    public AttackerOutcome {
        attacks = List.copyOf(attacks);
        means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
    }
}
