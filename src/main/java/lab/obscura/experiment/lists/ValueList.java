package lab.obscura.experiment.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.obscura.engine.settings.FieldError;

/** Lists in which a text may stand for several numbers, as in {@code [0, "1-5"]}. */
public final class ValueList {

    private ValueList() {}

    /**
     * A value of a list.
     *
     * @param place where it stands, as in {@code seeds[3]}; values of one range share it
     */
    public record Placed(Object value, String place) {}

    /**
     * All values in order; never empty without an error.
     *
     * @param field what the list is called in errors
     * @param posted a list, or a range; null when it is missing
     * @param errors to which what is wrong is added
     */
    public static List<Placed> read(String field, Object posted, List<FieldError> errors) {
        var values = new ArrayList<Placed>();
        if (posted instanceof List<?> list && !list.isEmpty()) {
            for (int i = 0; i < list.size(); i++) {
                add(new Placed(list.get(i), field + "[" + i + "]"), values, errors);
            }
        } else if (posted instanceof String text && ValueRange.isMeant(text)) {
            add(new Placed(text, field), values, errors);
        } else {
            errors.add(new FieldError(
                    field,
                    "a list with at least one value, or a range",
                    Optional.ofNullable(posted).map(String::valueOf).orElse(""),
                    "As in [4, 16], \"1-5\" or \"0.01..0.16 log 5\""));
        }
        return values;
    }

    private static void add(Placed value, List<Placed> values, List<FieldError> errors) {
        if (!(value.value() instanceof String text) || !ValueRange.isMeant(text)) {
            values.add(value);
            return;
        }
        ValueRange.of(text)
                .ifPresentOrElse(
                        numbers -> numbers.forEach(number -> values.add(new Placed(number, value.place()))),
                        () -> errors.add(new FieldError(
                                value.place(),
                                "a range that goes up and has 2 to 5000 values, above 0 where it is log",
                                text,
                                "As in \"1-5\", \"0.01..0.16 log 5\" or \"0..1 linear 5\"")));
    }
}
