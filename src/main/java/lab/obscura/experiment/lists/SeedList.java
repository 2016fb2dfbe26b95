package lab.obscura.experiment.lists;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;

/** Seeds as people write them: a list, a range, or a list with ranges in it. */
public final class SeedList {

    private static final String FIELD = "seeds";

    private SeedList() {}

    /**
     * Reads and checks.
     *
     * @throws SettingsException when one is no seed, stands twice, or they are too many
     */
    public static List<Long> read(Object posted) {
        var errors = new ArrayList<FieldError>();
        List<Long> seeds = read(posted, errors);
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        return seeds;
    }

    /** The same beside other fields. */
    public static List<Long> read(Object posted, List<FieldError> errors) {
        Set<Long> seeds = new LinkedHashSet<>();
        List<ValueList.Placed> values = ValueList.read(FIELD, posted, errors);
        for (ValueList.Placed value : values) {
            if (!(value.value() instanceof Number number) || !isSeed(number)) {
                errors.add(new FieldError(
                        value.place(),
                        "a whole number from 0 to 2^53",
                        String.valueOf(value.value()),
                        "As in [1, 2, 3] or \"1-3\""));
            } else if (!seeds.add(number.longValue())) {
                errors.add(new FieldError(
                        value.place(), "another seed than the others", "" + number, "Each runs once; leave it out"));
            }
        }
        if (values.size() > DefinitionReader.MOST_SEEDS) {
            errors.add(new FieldError(
                    FIELD,
                    "at most " + DefinitionReader.MOST_SEEDS + " seeds",
                    values.size() + " seeds",
                    "Leave some out"));
        }
        return List.copyOf(seeds);
    }

    private static boolean isSeed(Number number) {
        double value = number.doubleValue();
        return value == Math.rint(value)
                && value >= 0
                && value <= DefinitionReader.LARGEST_SEED
                && number.longValue()
                        <= DefinitionReader.LARGEST_SEED; // where a double no longer tells two numbers apart
    }
}
