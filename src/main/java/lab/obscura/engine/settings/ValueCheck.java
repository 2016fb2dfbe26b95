package lab.obscura.engine.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks one raw JSON value against its setting. */
final class ValueCheck {

    private ValueCheck() {}

    /** The value in the setting's own type; empty, with an error added, when it breaks the rule. */
    static Optional<Object> of(Setting<?> setting, String path, Object raw, List<FieldError> errors) {
        String field = path.isEmpty() ? setting.name() : path + "." + setting.name();
        if (raw == null) {
            if (setting.isRequired()) {
                errors.add(new FieldError(field, rule(setting), "", "Add it"));
            }
            return setting.jsonDefault();
        }
        Optional<Object> value = convert(setting, raw);
        if (value.isEmpty()) {
            errors.add(new FieldError(field, rule(setting), String.valueOf(raw), hint(setting, raw)));
        }
        return value;
    }

    private static Optional<Object> convert(Setting<?> setting, Object raw) {
        return switch (setting.kind()) {
            case DECIMAL -> number(raw).filter(v -> inside(setting, v)).map(v -> v);
            case INTEGER -> integer(raw).filter(v -> inside(setting, v)).map(v -> v);
            case FLAG -> raw instanceof Boolean ? Optional.of(raw) : Optional.empty();
            case CHOICE -> setting.choices().contains(raw) ? Optional.of(raw) : Optional.empty();
            case TEXT ->
                raw instanceof String text && PlainText.isLine(text, setting.maximum())
                        ? Optional.of(raw)
                        : Optional.empty();
            case INTEGERS -> list(raw, element -> integer(element).filter(v -> inside(setting, v)));
            case DECIMALS -> list(raw, element -> number(element).filter(v -> inside(setting, v)));
        };
    }

    private static <T> Optional<Object> list(Object raw, Function<Object, Optional<T>> read) {
        if (!(raw instanceof List<?> list)) {
            return Optional.empty();
        }
        var values = new ArrayList<T>();
        for (Object element : list) {
            Optional<T> value = read.apply(element);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }

    private static Optional<Double> number(Object raw) {
        return raw instanceof Number number && Double.isFinite(number.doubleValue())
                ? Optional.of(number.doubleValue())
                : Optional.empty();
    }

    private static Optional<Integer> integer(Object raw) {
        return number(raw)
                .filter(v -> v == Math.rint(v) && Math.abs(v) <= Integer.MAX_VALUE)
                .map(Double::intValue);
    }

    private static boolean inside(Setting<?> setting, double value) {
        return value >= setting.minimum() && value <= setting.maximum();
    }

    private static String rule(Setting<?> setting) {
        String from = plain(setting.minimum());
        String to = plain(setting.maximum());
        return switch (setting.kind()) {
            case DECIMAL -> "a number between " + from + " and " + to;
            case INTEGER -> "a whole number between " + from + " and " + to;
            case FLAG -> "true or false";
            case CHOICE -> "one of " + String.join(", ", setting.choices());
            case TEXT -> "text of at most " + to + " characters on one line";
            case INTEGERS -> "a list of whole numbers between " + from + " and " + to;
            case DECIMALS -> "a list of numbers between " + from + " and " + to;
        };
    }

    private static String hint(Setting<?> setting, Object raw) {
        if (setting.kind() == Setting.Kind.CHOICE) {
            return Nearest.to(String.valueOf(raw), setting.choices())
                    .map(nearest -> "Did you mean " + nearest + "?")
                    .orElse("");
        }
        if (raw instanceof String text) {
            return TextHint.of(setting.kind(), text);
        }
        if (setting.kind() == Setting.Kind.DECIMAL || setting.kind() == Setting.Kind.INTEGER) {
            return number(raw)
                    .map(v -> "The nearest allowed value is " + nearest(setting, v))
                    .orElse("");
        }
        if (setting.kind() == Setting.Kind.TEXT && raw instanceof String text) {
            return PlainText.hint(text);
        }
        return "";
    }

    private static String nearest(Setting<?> setting, double value) {
        double clamped = Math.max(setting.minimum(), Math.min(setting.maximum(), value));
        return plain(setting.kind() == Setting.Kind.INTEGER ? Math.rint(clamped) : clamped);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
