package lab.obscura.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How what is shown was computed, in the words of a footnote. */
public final class Protocol {

    private static final List<String> TOLD = List.of(
            "dataset.id",
            "dataset.trainLimit",
            "dataset.testLimit",
            "dataset.imageSize",
            "network.backbone",
            "network.width",
            "network.cutLayer",
            "training.epochs",
            "training.batchSize",
            "training.optimizer",
            "training.learningRate",
            "training.schedule",
            "engine");

    private Protocol() {}

    /** What n means and what ± means. */
    public static String seeds() {
        return "n: seeds. Mean ± half of the 95 % interval over the seeds (Student's t); a single seed has no interval.";
    }

    /** Data, network and training; a setting in which the definitions differ is told with all its values. */
    public static String of(List<Map<String, Object>> definitions) {
        List<String> words = new ArrayList<>();
        for (String place : TOLD) {
            Set<String> values = definitions.stream()
                    .flatMap(definition -> at(definition, place).stream())
                    .map(SettingWords::value)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            boolean isUnlimited = values.equals(Set.of("0"));
            if (!values.isEmpty() && !isUnlimited) {
                words.add(words(place) + " " + String.join(" or ", values));
            }
        }
        return words.isEmpty() ? "" : "Protocol: " + String.join(", ", words) + ".";
    }

    private static String words(String place) {
        return switch (place) {
            case "dataset.id" -> "data set";
            case "network.width" -> "width of the network";
            default -> SettingWords.name(place.substring(place.indexOf('.') + 1));
        };
    }

    private static Optional<Object> at(Map<String, Object> definition, String place) {
        Object value = definition;
        for (String step : place.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return Optional.ofNullable(value).filter(known -> !(known instanceof Map));
    }

    /** The attacks of all definitions with what is not at its default, each once. */
    public static String attacks(List<Map<String, Object>> definitions) {
        String words = definitions.stream()
                .flatMap(definition -> SettingWords.entries(definition.get("attacks")).stream())
                .map(attack -> SettingWords.entry("attack", attack))
                .distinct()
                .collect(Collectors.joining("; "));
        return words.isEmpty() ? "" : "Attacks: " + words + ".";
    }
}
