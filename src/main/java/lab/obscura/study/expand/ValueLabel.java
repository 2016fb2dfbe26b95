package lab.obscura.study.expand;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a value without a label is called. */
final class ValueLabel {

    private static final List<String> NAMES = List.of("part", "attack", "measure", "backbone", "id");

    private ValueLabel() {}

    /** A plain value is its own label, a part goes by its name, a list by those of its elements; empty for what has no such name. */
    static Optional<String> of(Object value) {
        if (value instanceof Map<?, ?> object) {
            return NAMES.stream()
                    .map(object::get)
                    .flatMap(name -> name instanceof String text ? Stream.of(text) : Stream.empty())
                    .findFirst();
        }
        if (value instanceof List<?> list) {
            List<Optional<String>> labels = list.stream().map(ValueLabel::of).toList();
            return labels.stream().allMatch(Optional::isPresent)
                    ? Optional.of(
                            list.isEmpty()
                                    ? "none"
                                    : labels.stream().map(Optional::orElseThrow).collect(Collectors.joining(" + ")))
                    : Optional.empty();
        }
        return Optional.of(String.valueOf(value));
    }
}
