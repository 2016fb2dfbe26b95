package lab.obscura.engine.network;

import lab.obscura.engine.network.spec.Pointwise.GaussianSample;

/** The draws of a sampling layer, the same for every engine, and its formulas for one value. */
public final class GaussianDraw {

    /** By how much a spread lies below zero at the start: deviations begin near softplus(−5) = 0.0067. */
    public static final double SHIFT = 5;

    private GaussianDraw() {}

    public static boolean isDrawn(GaussianSample layer, Pass pass) {
        return pass.isTraining() || layer.inEval();
    }

    /** Standard normal values from the pass's stream named by the layer's path, one per output in row-major order. */
    public static float[] drawn(String path, Pass pass, long size) {
        return pass.random().stream(path).gaussians(Math.toIntExact(size), 1);
    }

    /** {@code softplus(s − 5) = log(1 + e^(s − 5))}, which never is zero for spreads that a network has. */
    public static double deviation(double spread) {
        double a = spread - SHIFT;
        return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
    }

    /** Derivative of {@link #deviation}. */
    public static double slope(double spread) {
        return 1 / (1 + Math.exp(SHIFT - spread));
    }
}
