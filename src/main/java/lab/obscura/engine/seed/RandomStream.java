package lab.obscura.engine.seed;

/**
 * Random numbers from one seed: SplitMix64 (Steele, Lea, Flood 2014) with Marsaglia's polar method for normal values. Our own
 * few lines, so that the same seed gives the same numbers on every Java version. Not for use by two threads at once.
 */
public final class RandomStream {

    private long state;
    private double spare = Double.NaN;

    public RandomStream(long seed) {
        this.state = seed;
    }

    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in 0 … bound − 1. */
    public int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Normal with mean 0 and standard deviation 1. */
    public double nextGaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * factor;
        return u * factor;
    }

    /** The numbers 0 … n − 1 in random order (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** {@code n} normal values of standard deviation {@code scale}. */
    public float[] gaussians(int n, double scale) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (scale * nextGaussian());
        }
        return values;
    }
}
