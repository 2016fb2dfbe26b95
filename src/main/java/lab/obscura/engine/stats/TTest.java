package lab.obscura.engine.stats;

import java.util.OptionalDouble;

/**
 * Student's t test for equal means, two-sided. Right when seeds are independent and the numbers about normal.
 *
 * <p>Paired: t = mean(d)·√n / s(d) with n − 1 degrees of freedom. Welch: t = (mean(a) − mean(b)) / √(u + v) with u = s²(a)/n and
 * v = s²(b)/m, and (u + v)² / (u²/(n − 1) + v²/(m − 1)) degrees of freedom (Welch 1947).
 */
public final class TTest {

    /** Means that differ by less, relative to their size, differ by rounding alone. */
    private static final double ROUNDING = 1e-12;

    private TTest() {}

    /**
     * The probability of a difference as large as this one between rows that are alike: paired over the seeds that both have where
     * there are two or more, else Welch's. Empty where a row has a single seed.
     */
    public static OptionalDouble probability(SeedValues a, SeedValues b) {
        if (isPaired(a, b)) {
            double size =
                    Math.max(Math.abs(a.sample().mean()), Math.abs(b.sample().mean()));
            return OptionalDouble.of(paired(new Sample(a.paired(b, (x, y) -> x - y)), size));
        }
        return a.n() < 2 || b.n() < 2 ? OptionalDouble.empty() : OptionalDouble.of(welch(a.sample(), b.sample()));
    }

    /** The difference of the means that {@link #probability} judges: over the shared seeds where it is paired. */
    static double difference(SeedValues a, SeedValues b) {
        return isPaired(a, b)
                ? new Sample(a.paired(b, (x, y) -> x - y)).mean()
                : a.sample().mean() - b.sample().mean();
    }

    private static boolean isPaired(SeedValues a, SeedValues b) {
        return a.shared(b).size() > 1;
    }

    private static double paired(Sample differences, double size) {
        double error = differences.standardDeviation().orElseThrow() / Math.sqrt(differences.n());
        return twoSided(differences.mean(), error, differences.n() - 1.0, size);
    }

    private static double welch(Sample a, Sample b) {
        double u = variance(a) / a.n();
        double v = variance(b) / b.n();
        double degrees = (u + v) * (u + v) / (u * u / (a.n() - 1) + v * v / (b.n() - 1));
        double size = Math.max(Math.abs(a.mean()), Math.abs(b.mean()));
        return twoSided(a.mean() - b.mean(), Math.sqrt(u + v), degrees, size);
    }

    private static double twoSided(double difference, double error, double degrees, double size) {
        if (Math.abs(difference) <= ROUNDING * size) {
            return 1;
        }
        if (error <= ROUNDING * size) {
            return 0; // every seed says the same
        }
        return 2 * StudentT.probabilityBelow(-Math.abs(difference) / error, degrees);
    }

    private static double variance(Sample sample) {
        double deviation = sample.standardDeviation().orElseThrow();
        return deviation * deviation;
    }
}
