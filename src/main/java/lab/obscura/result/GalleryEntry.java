package lab.obscura.result;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.metric.MeanSquaredError;

/**
 * One fixed test image and how well each attack rebuilt it.
 *
 * @param index place in the test split
 * @param label its class, from 0
 * @param scores slug of an attack to metric to value
 */
public record GalleryEntry(int index, int label, String className, Map<String, Map<String, Double>> scores) {

    /** The attack with the smallest squared error on this image. */
    public Optional<String> best() {
        return scores.entrySet().stream()
                .filter(attack -> attack.getValue().containsKey(MeanSquaredError.ID))
                .min(Comparator.comparingDouble(attack -> attack.getValue().get(MeanSquaredError.ID)))
                .map(Map.Entry::getKey);
    }
}
