package lab.obscura.engine.defense.cem.moments;

import java.util.Arrays;

/**
 * One bag under one column of weights, where an engine computes.
 *
 * @param lack what the variances are divided by
 */
record KeptMoments(KeptSpread spread, int bag, int column, double lack) implements FeatureMoments {

    @Override
    public double variance() {
        return Arrays.stream(variances()).average().orElse(0);
    }

    /** Only their mean where nobody has asked for more. */
    @Override
    public double[] variances() {
        return Arrays.stream(spread.variances(bag, column))
                .map(variance -> variance / lack)
                .toArray();
    }

    @Override
    public double effectiveCount() {
        return 1 / spread.squares(bag, column);
    }
}
