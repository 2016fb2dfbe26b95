package lab.obscura.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.PlainText;
import lab.obscura.engine.settings.SettingsSchema;

/**
 * Reads values of JSON by simple rules. What breaks one is noted, and something harmless stands in its place until all is read.
 *
 * @param errors so far
 */
record Fields(List<FieldError> errors) {

    void error(String place, String rule, Object value, String hint) {
        errors.add(new FieldError(place, rule, value == null ? "" : String.valueOf(value), hint));
    }

    void known(String place, Map<String, ?> posted, List<String> known) {
        posted.keySet().stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> errors.add(SettingsSchema.unknown(place, field, known)));
    }

    /** Text on one line. */
    String line(String place, Object posted, int longest) {
        if (posted instanceof String text && !text.isBlank() && PlainText.isLine(text, longest)) {
            return text.strip();
        }
        error(place, "text of 1 to " + longest + " characters on one line", posted, "Name it");
        return "";
    }

    /** The same, or empty where nothing stands. */
    String optionalLine(String place, Object posted, int longest) {
        return posted == null ? "" : line(place, posted, longest);
    }

    List<String> lines(String place, Object posted) {
        List<?> list = posted == null ? List.of() : list(place, posted, 20);
        return IntStream.range(0, list.size())
                .mapToObj(i -> line(place + "[" + i + "]", list.get(i), 500))
                .toList();
    }

    /** A word that stands in addresses. */
    String id(String place, Object posted) {
        if (posted instanceof String text && text.matches("[a-z0-9][a-z0-9-]{0,59}")) {
            return text;
        }
        error(place, "1 to 60 small letters, digits and hyphens, as in my-table", posted, "It stands in addresses");
        return "";
    }

    /** An address of the web; empty where nothing stands. */
    String link(String place, Object posted) {
        String text = optionalLine(place, posted, 300);
        if (!text.isEmpty() && !text.matches("https://[\\w.-]+(/\\S*)?")) {
            error(place, "an address that begins with https://", text, "As in https://arxiv.org/abs/2503.00383");
        }
        return text;
    }

    double number(String place, Object posted) {
        if (posted instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        error(place, "a number", posted, "Leave the field out where there is none");
        return 1;
    }

    boolean flag(String place, Object posted) {
        if (posted != null && !(posted instanceof Boolean)) {
            error(place, "true or false", posted, "Leave it out for false");
        }
        return Boolean.TRUE.equals(posted);
    }

    /** A list with something in it. */
    List<?> list(String place, Object posted, int most) {
        if (posted instanceof List<?> list && !list.isEmpty() && list.size() <= most) {
            return list;
        }
        error(place, "a list of 1 to " + most, posted, "As docs/tables.md shows");
        return List.of();
    }

    Map<String, Object> object(String place, Object posted) {
        var object = new LinkedHashMap<String, Object>();
        if (posted instanceof Map<?, ?> map) {
            map.forEach((name, value) -> object.put(String.valueOf(name), value));
        } else {
            error(place, "an object", posted, "As docs/tables.md shows");
        }
        return object;
    }
}
