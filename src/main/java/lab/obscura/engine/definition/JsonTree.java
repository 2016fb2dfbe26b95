package lab.obscura.engine.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.PlainText;

/** Takes parsed JSON apart and remembers what had the wrong form. */
final class JsonTree {

    private final List<FieldError> errors;

    JsonTree(List<FieldError> errors) {
        this.errors = errors;
    }

    /** The object in this field; empty, with an error, when there is none. */
    Map<String, Object> required(Map<String, ?> json, String field) {
        if (json.get(field) == null) {
            errors.add(new FieldError(field, "an object", "", "Add it"));
            return Map.of();
        }
        return object(json, field);
    }

    /** The object in this field; empty when the field is absent. */
    Map<String, Object> object(Map<String, ?> json, String field) {
        return json.get(field) == null ? Map.of() : object(field, json.get(field));
    }

    Map<String, Object> object(String path, Object value) {
        return found(path, value).orElse(Map.of());
    }

    /** The object that a value is; empty, with an error, when it is none. */
    Optional<Map<String, Object>> found(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), element));
            return Optional.of(copy);
        }
        errors.add(new FieldError(path, "an object", String.valueOf(value), "Write it as {…}"));
        return Optional.empty();
    }

    List<Map<String, Object>> list(Map<String, ?> json, String field) {
        List<?> elements = elements(json, field, 32, "objects");
        var objects = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < elements.size(); i++) {
            objects.add(object(field + "[" + i + "]", elements.get(i)));
        }
        return objects;
    }

    /** Distinct whole numbers in a range; {@code absent} when the field is missing. */
    List<Long> wholeNumbers(Map<String, ?> json, String field, List<Long> absent, int most, long from, long to) {
        if (json.get(field) == null) {
            return absent;
        }
        List<?> elements = elements(json, field, most, "whole numbers");
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < elements.size(); i++) {
            Optional<Long> number = whole(elements.get(i)).filter(n -> n >= from && n <= to);
            if (number.isEmpty()) {
                String rule = "a whole number between " + from + " and " + to;
                errors.add(new FieldError(field + "[" + i + "]", rule, String.valueOf(elements.get(i)), ""));
            } else if (numbers.contains(number.get())) {
                errors.add(new FieldError(
                        field + "[" + i + "]", "different from the others", "" + number.get(), "Leave it out"));
            } else {
                numbers.add(number.get());
            }
        }
        if (json.get(field) instanceof List<?> list && list.isEmpty()) {
            errors.add(new FieldError(field, "a list with at least one number", "[]", "Leave it out for the default"));
        }
        return numbers;
    }

    /** Exactly, also where a double would be the neighbor; {@code 2.0} is 2, as NumPy and R write it. */
    private static Optional<Long> whole(Object value) {
        try {
            return value instanceof Number number
                    ? Optional.of(new BigDecimal(number.toString()).longValueExact())
                    : Optional.empty();
        } catch (ArithmeticException | NumberFormatException noWholeNumber) {
            return Optional.empty();
        }
    }

    /** Short words, each once. */
    List<String> words(Map<String, ?> json, String field, int most, int longest) {
        List<?> elements = elements(json, field, most, "words");
        var words = new ArrayList<String>();
        for (int i = 0; i < elements.size(); i++) {
            boolean plain =
                    elements.get(i) instanceof String word && !word.isBlank() && PlainText.isLine(word, longest);
            if (!plain) {
                String rule = "a word of at most " + longest + " characters on one line";
                String word = String.valueOf(elements.get(i));
                errors.add(new FieldError(field + "[" + i + "]", rule, word, PlainText.hint(word)));
            } else if (!words.contains((String) elements.get(i))) {
                words.add((String) elements.get(i));
            }
        }
        return words;
    }

    private List<?> elements(Map<String, ?> json, String field, int most, String of) {
        Object value = json.get(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            errors.add(new FieldError(field, "a list of " + of, String.valueOf(value), "Write it as […]"));
            return List.of();
        }
        if (list.size() > most) {
            String rule = "a list of at most " + most + " " + of;
            errors.add(new FieldError(field, rule, list.size() + " of them", "Post several experiments"));
            return List.of();
        }
        return list;
    }
}
