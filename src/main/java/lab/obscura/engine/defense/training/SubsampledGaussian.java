package lab.obscura.engine.defense.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known about single images after many steps, each of which adds normal noise to a sum over images drawn by chance: ε at a δ,
 * for neighbors that differ by one image.
 *
 * <p>Rényi divergence of order α of one step (Mironov, Talwar, Zhang 2019): {@code log A / (α − 1)} with
 * {@code A = E[((1 − q) + q e^((2z − 1)/2σ²))^α]}, z normal with deviation σ; a sum for whole α, an integral for others. Steps add up.
 * {@code ε = min over α of T · RDP(α) + log((α − 1)/α) − (log δ + log α)/(α − 1)} (Canonne, Kamath, Steinke 2020, proposition 12).
 *
 * @param share q: probability with which an image comes into a step
 * @param steps T
 * @param delta δ
 */
record SubsampledGaussian(double share, int steps, double delta) {

    /** Noise above it drowns any gradient. */
    static final double MOST_NOISE = 1000;
    /** Below it no order gives a finite number of use to anybody. */
    static final double LEAST_NOISE = 0.1;

    private static final List<Double> ORDERS = orders();
    private static final int HALVINGS = 50;
    /** Deviations around the two ends of the integrand beyond which it is less than rounding. */
    private static final double REACH = 12;
    /** Order by deviation above which the factors of the integrand leave the numbers; whole orders know no such limit. */
    private static final double LARGEST_RATIO = 17;

    /** ε for noise of so many times the largest norm; infinite without noise. */
    double epsilon(double noiseMultiplier) {
        double least = Double.POSITIVE_INFINITY;
        for (double order : ORDERS) {
            double conversion = Math.log((order - 1) / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
            least = Math.min(least, steps * divergence(noiseMultiplier, order) + conversion);
        }
        return Math.max(0, least);
    }

    /** The least noise multiplier whose ε is no larger; {@link #MOST_NOISE} where even that has a larger one. */
    double noiseFor(double epsilon) {
        double low = LEAST_NOISE;
        double high = MOST_NOISE;
        if (epsilon(low) <= epsilon) {
            return low;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = Math.sqrt(low * high);
            if (epsilon(middle) > epsilon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high; // the side on which it holds
    }

    /** Rényi divergence of one step. */
    double divergence(double sigma, double order) {
        if (sigma == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (share == 1) {
            return order / (2 * sigma * sigma);
        }
        if (order == Math.rint(order)) {
            return ofWholeOrder(sigma, (int) order);
        }
        return order / sigma > LARGEST_RATIO ? Double.POSITIVE_INFINITY : ofBrokenOrder(sigma, order);
    }

    /** {@code A − 1 = Σ C(α, k) (1 − q)^(α−k) q^k (e^((k² − k)/2σ²) − 1)}, in logarithms: small shares would drown in the 1. */
    private double ofWholeOrder(double sigma, int order) {
        double logSum = Double.NEGATIVE_INFINITY;
        double logBinomial = Math.log(order);
        for (int k = 2; k <= order; k++) {
            logBinomial += Math.log((order - k + 1.0) / k);
            double exponent = (k * (double) k - k) / (2 * sigma * sigma);
            double term = logBinomial
                    + (order - k) * Math.log1p(-share)
                    + k * Math.log(share)
                    + exponent
                    + Math.log(-Math.expm1(-exponent));
            double larger = Math.max(logSum, term);
            logSum = larger + Math.log1p(Math.exp(Math.min(logSum, term) - larger));
        }
        double logarithm = logSum > 0 ? logSum + Math.log1p(Math.exp(-logSum)) : Math.log1p(Math.exp(logSum));
        return logarithm / (order - 1);
    }

    /**
     * {@code A − 1 = E[(1 + x)^α − 1 − αx]} with {@code x = q (e^u − 1)}, whose mean is 0. The trapezoidal rule converges as fast as the
     * integrand falls: its singularities lie πσ² off the real line.
     */
    private double ofBrokenOrder(double sigma, double order) {
        double width = Math.min(sigma / 8, sigma * sigma / 4);
        double sum = 0;
        for (double z = -REACH * sigma; z <= order + REACH * sigma; z += width) {
            double x = share * Math.expm1((2 * z - 1) / (2 * sigma * sigma));
            double density = Math.exp(-z * z / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
            double value = density * (Math.expm1(order * Math.log1p(x)) - order * x);
            sum += width * value;
        }
        return Math.log1p(Math.max(0, sum)) / (order - 1);
    }

    private static List<Double> orders() {
        var orders = new ArrayList<Double>();
        for (int tenths = 11; tenths < 110; tenths++) {
            orders.add(tenths / 10.0);
        }
        for (int whole = 11; whole < 64; whole++) {
            orders.add((double) whole);
        }
        orders.addAll(List.of(64.0, 96.0, 128.0, 192.0, 256.0, 512.0, 1024.0));
        return List.copyOf(orders);
    }
}
