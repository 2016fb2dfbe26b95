package lab.obscura.engine.defense.cem.bank;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Bags that go through a computation side by side: one in Java, all of a batch where an engine computes.
 *
 * @param rows of each bag
 * @param labels of each bag
 * @param counts of each bag's samples
 */
public record Together(List<int[]> rows, int[] labels, double[] counts) {

    public static Together of(List<Bag> bags) {
        return new Together(
                bags.stream().map(Bag::rows).toList(),
                bags.stream().mapToInt(Bag::label).toArray(),
                bags.stream().mapToDouble(Bag::count).toArray());
    }

    /** A number of each bag that depends on how many samples it has. */
    public double[] each(DoubleUnaryOperator ofCount) {
        return Arrays.stream(counts).map(ofCount).toArray();
    }

    /** How many bags. */
    public int size() {
        return labels.length;
    }
}
