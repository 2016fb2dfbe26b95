package lab.obscura.run.query;

import java.util.List;
import java.util.Optional;

/**
 * One piece of a query, before anybody asks what it means.
 *
 * @param at where it begins, the first character is 1
 * @param negated whether a minus stands before it
 * @param field empty: free text
 * @param sign what stands between field and value, as it was written; empty for free text
 * @param values at least one, without their quotes
 * @param valueAt where the first value begins
 */
record Word(int at, boolean negated, String field, String sign, List<String> values, int valueAt) {

    Word {
        values = List.copyOf(values);
    }

    String value() {
        return values.get(0);
    }

    /** A colon says the same as an equals sign. */
    Optional<Comparison> comparison() {
        return sign.equals(":") ? Optional.of(Comparison.EQUAL) : Comparison.at(sign, 0);
    }
}
