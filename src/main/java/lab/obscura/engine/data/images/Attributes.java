package lab.obscura.engine.data.images;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A second label of each image, beside its class: something else that a picture shows, and that nobody asked the cloud for.
 *
 * @param names of the values an attribute can have; none where a data set has no attribute
 * @param values one per image, 0 … names.size() − 1; none where there are no names
 */
public record Attributes(List<String> names, int[] values) {

    /** Of images about which no more is known than their class. */
    public static final Attributes NONE = new Attributes(List.of(), new int[0]);

    public Attributes {
        names = List.copyOf(names);
        if (names.isEmpty() && values.length > 0) {
            throw new IllegalArgumentException("Attributes without names, were " + values.length);
        }
        for (int value : values) {
            if (value < 0 || value >= names.size()) {
                throw new IllegalArgumentException(
                        "An attribute must lie in 0…" + (names.size() - 1) + ", was " + value);
            }
        }
    }

    /** Whether images have one. */
    public boolean areThere() {
        return !names.isEmpty();
    }

    /** Those of the images at these places. */
    public Attributes select(int[] indices) {
        return areThere()
                ? new Attributes(
                        names, IntStream.of(indices).map(i -> values[i]).toArray())
                : NONE;
    }

    /** These and then those of others; none when either has none. */
    Attributes and(Attributes others) {
        if (!names.equals(others.names)) {
            return NONE;
        }
        int[] both = Arrays.copyOf(values, values.length + others.values.length);
        System.arraycopy(others.values, 0, both, values.length, others.values.length);
        return new Attributes(names, both);
    }
}
