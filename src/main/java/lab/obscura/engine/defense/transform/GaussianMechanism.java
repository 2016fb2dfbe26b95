package lab.obscura.engine.defense.transform;

/**
 * How much normal noise makes an answer of sensitivity 1 (ε, δ)-differentially private.
 *
 * <p>The least such noise solves {@code δ = Φ(a − b) − e^ε Φ(−a − b)} with {@code a = 1 / 2σ}, {@code b = εσ} (Balle and Wang, ICML
 * 2018, theorem 8). The older {@code sqrt(2 ln(1.25/δ)) / ε} (Dwork and Roth 2014, theorem A.1) is proved for ε ≤ 1 only: at ε = 10 and
 * δ = 1e-4 what it promises holds for δ = 2.7e-4.
 */
final class GaussianMechanism {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double ROOT_PI = Math.sqrt(Math.PI);
    /** Below it the series of erf loses at most three digits, from it on so many terms of the fraction are exact. */
    private static final double SERIES_UP_TO = 2;

    private static final int TERMS = 200;
    /** Halvings of the bracket, until nothing is left between its ends. */
    private static final int HALVINGS = 100;

    private GaussianMechanism() {}

    /** The published standard deviation at sensitivity 1. */
    static double published(double epsilon, double delta) {
        return Math.sqrt(2 * Math.log(1.25 / delta)) / epsilon;
    }

    /** The smallest standard deviation at sensitivity 1 for which the guarantee holds. */
    static double standardDeviation(double epsilon, double delta) {
        double low = 1 / Math.sqrt(2 * epsilon);
        double high = low;
        while (delta(low, epsilon) <= delta) {
            low /= 2;
        }
        while (delta(high, epsilon) > delta) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (delta(middle, epsilon) > delta) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high; // the side on which it holds
    }

    /**
     * δ of a standard deviation at sensitivity 1; falls as the deviation grows. Because {@code ε = 2ab}, the second term is
     * {@code ½ exp(−(a − b)²/2) erfcx((a + b)/√2)}: nothing overflows, whatever ε is.
     */
    static double delta(double standardDeviation, double epsilon) {
        double a = 1 / (2 * standardDeviation);
        double b = epsilon * standardDeviation;
        double common = Math.exp(-(a - b) * (a - b) / 2) / 2;
        double second = scaledErrorFunction((a + b) / ROOT_2);
        return b >= a
                ? common * (scaledErrorFunction((b - a) / ROOT_2) - second)
                : 1 - common * (scaledErrorFunction((a - b) / ROOT_2) + second);
    }

    /** {@code erfcx(x) = exp(x²) erfc(x)} for x ≥ 0. */
    private static double scaledErrorFunction(double x) {
        if (x >= SERIES_UP_TO) {
            double fraction = x;
            for (int k = TERMS; k > 0; k--) {
                fraction = x + k / 2.0 / fraction;
            }
            return 1 / (ROOT_PI * fraction);
        }
        double term = x;
        double sum = 0;
        for (int n = 1; n < TERMS; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return Math.exp(x * x) - 2 / ROOT_PI * sum;
    }
}
