package lab.obscura.engine.defense.cem.bank;

import java.util.Arrays;

/**
 * The samples of one class that a surrogate looks at together: those of the batch and the remembered ones.
 *
 * @param rows places in the features of {@link Bags}
 */
public record Bag(int label, int[] rows) {

    public int count() {
        return rows.length;
    }

    /** Every sample counts the same. */
    public double[] uniform() {
        double[] weights = new double[count()];
        Arrays.fill(weights, 1.0 / count());
        return weights;
    }
}
