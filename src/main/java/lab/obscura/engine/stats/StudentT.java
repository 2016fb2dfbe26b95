package lab.obscura.engine.stats;

/**
 * Student's t distribution. The probability comes from the regularized incomplete beta function (continued fraction by Lentz's
 * method), the quantile from halving an interval until it can be halved no more.
 */
public final class StudentT {

    private static final int MOST_TERMS = 1000;
    private static final double TINY = 1e-300;
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private StudentT() {}

    /** The value below which a share {@code probability} of the distribution lies. */
    public static double quantile(double probability, int degreesOfFreedom) {
        if (!(probability > 0 && probability < 1) || degreesOfFreedom < 1) {
            throw new IllegalArgumentException(
                    "Probability must lie between 0 and 1 and there must be a degree of freedom, " + "were "
                            + probability + " and " + degreesOfFreedom);
        }
        if (probability < 0.5) {
            return -quantile(1 - probability, degreesOfFreedom);
        }
        double low = 0;
        double high = 1;
        while (probabilityBelow(high, degreesOfFreedom) < probability) {
            high *= 2;
        }
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
            if (probabilityBelow(middle, degreesOfFreedom) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /**
     * The share of the distribution below {@code t}.
     *
     * @param degreesOfFreedom above 0, not necessarily whole
     */
    public static double probabilityBelow(double t, double degreesOfFreedom) {
        double tails = incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2.0, 0.5);
        return t < 0 ? tails / 2 : 1 - tails / 2;
    }

    private static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double factor = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? factor * continuedFraction(x, a, b) / a
                : 1 - factor * continuedFraction(1 - x, b, a) / b;
    }

    private static double continuedFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            result *= d * c;
            if (Math.abs(d * c - 1) < 1e-16) {
                break;
            }
        }
        return result;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Lanczos's approximation, good to 15 digits for arguments of one half and more. */
    private static double logGamma(double z) {
        double x = z - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x + i);
        }
        double t = x + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
