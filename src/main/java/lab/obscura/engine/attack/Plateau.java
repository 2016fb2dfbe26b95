package lab.obscura.engine.attack;

import java.util.List;

/**
 * What a validation curve says about going on: the rate is halved after every 5 epochs without a gain of 0.5 %, and the training ends
 * after 15. Follows from the curve alone, so a resumed training decides as an undisturbed one.
 *
 * @param best epoch with the smallest error, counted from 1; 0 of an empty curve
 * @param halvings of the rate so far
 * @param isReached whether it is over
 */
record Plateau(int best, int halvings, boolean isReached) {

    private static final double GAIN = 0.005;
    private static final int HALVED_AFTER = 5;
    private static final int OVER_AFTER = 15;

    static Plateau of(List<Double> validation) {
        double toBeat = Double.POSITIVE_INFINITY;
        int without = 0;
        int halvings = 0;
        int best = 0;
        for (int epoch = 1; epoch <= validation.size(); epoch++) {
            double error = validation.get(epoch - 1);
            if (best == 0 || error < validation.get(best - 1)) {
                best = epoch;
            }
            if (error < toBeat * (1 - GAIN)) {
                toBeat = error;
                without = 0;
                continue;
            }
            without++;
            if (without % HALVED_AFTER == 0) {
                halvings++;
            }
            if (without == OVER_AFTER) {
                return new Plateau(best, halvings, true);
            }
        }
        return new Plateau(best, halvings, false);
    }
}
