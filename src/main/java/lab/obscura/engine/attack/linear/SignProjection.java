package lab.obscura.engine.attack.linear;

import lab.obscura.engine.seed.RandomStream;

/**
 * A sparse random projection: each value of the feature is added to a few places with random signs. Keeps scalar products up to a
 * relative error of about {@code 1/√places}.
 */
final class SignProjection {

    private static final int COPIES = 4;
    private static final double SCALE = 1 / Math.sqrt(COPIES);

    private final int places;
    private final int[] targets;

    /**
     * @param values of one feature
     * @param places of what it becomes
     */
    SignProjection(int values, int places, RandomStream random) {
        this.places = places;
        this.targets = new int[Math.multiplyExact(values, COPIES)];
        for (int i = 0; i < targets.length; i++) {
            int place = random.nextInt(places);
            targets[i] = random.nextInt(2) == 0 ? place : ~place; // the sign lies in the sign
        }
    }

    /** Features, one after the other. */
    double[] of(double[] features) {
        int values = targets.length / COPIES;
        int count = features.length / values;
        double[] projected = new double[count * places];
        for (int i = 0; i < features.length; i++) {
            int start = i / values * places;
            for (int copy = 0; copy < COPIES; copy++) {
                int target = targets[i % values * COPIES + copy];
                double value = features[i] * SCALE;
                projected[start + (target < 0 ? ~target : target)] += target < 0 ? -value : value;
            }
        }
        return projected;
    }
}
