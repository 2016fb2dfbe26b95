package lab.obscura.engine.defense.transform;

import lab.obscura.engine.seed.RandomStream;

/** The two-sided exponential distribution. */
final class Laplace {

    private Laplace() {}

    /** A value with mean 0 and density {@code exp(−|x|/scale) / (2 scale)}, from the inverse of its distribution function. */
    static double draw(RandomStream random, double scale) {
        double u = random.nextDouble() - 0.5;
        return -scale * Math.signum(u) * StrictMath.log(Math.max(Double.MIN_NORMAL, 1 - 2 * Math.abs(u)));
    }
}
