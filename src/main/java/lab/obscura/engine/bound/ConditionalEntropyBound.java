package lab.obscura.engine.bound;

/**
 * How little a receiver can know of an input of d values when it gets a feature with additive, isotropic, normal noise
 * ({@code docs/methods/conditional-entropy.md#bound}): {@code I ≤ Σ_i π_i (−log π_i + ½ log det(I + Σ_i / σ²))} for any split of the
 * inputs into groups, and no
 * reconstruction has a mean squared error per value below {@code exp(2 (H(x) − I) / d) / (2πe)}.
 *
 * @param information upper bound on I(x; z) in nats
 * @param inputValues d
 */
public record ConditionalEntropyBound(double information, int inputValues) {

    /** Samples per dimension from which a log-determinant may be trusted: with fewer it comes out too small, and the bound too good. */
    private static final int SAMPLES_PER_DIMENSION = 10;

    /**
     * From features in groups.
     *
     * @param clean features before the noise, sample after sample
     * @param groups group of each sample, from 0
     * @param noiseVariance σ², above 0; for the mean of k transmissions σ²/k
     */
    public static ConditionalEntropyBound of(
            float[] clean, int dimensions, int[] groups, double noiseVariance, int inputValues) {
        if (!(noiseVariance > 0)) {
            throw new IllegalArgumentException(
                    "The bound holds only where noise is added, its variance was " + noiseVariance);
        }
        int count = 0;
        for (int group : groups) {
            count = Math.max(count, group + 1);
        }
        double information = 0;
        for (int group = 0; group < count; group++) {
            float[] members = members(clean, dimensions, groups, group);
            int samples = members.length / dimensions;
            if (samples > 0) {
                double share = (double) samples / groups.length;
                double spread = samples < 2 ? 0 : halfLogDeterminant(members, dimensions, noiseVariance);
                information += share * (-Math.log(share) + spread);
            }
        }
        return new ConditionalEntropyBound(information, inputValues);
    }

    /** {@code ½ log det(I + Σ/σ²)}; from few samples that of the diagonal, which is never smaller (Hadamard). */
    private static double halfLogDeterminant(float[] members, int dimensions, double noiseVariance) {
        int samples = members.length / dimensions;
        if (samples >= SAMPLES_PER_DIMENSION * dimensions) {
            double whole = FeatureCovariance.of(members, dimensions).logDeterminant(noiseVariance);
            return (whole - dimensions * Math.log(noiseVariance)) / 2;
        }
        double sum = 0;
        for (double variance : variances(members, dimensions)) {
            sum += Math.log1p(variance / noiseVariance) / 2;
        }
        return sum;
    }

    private static double[] variances(float[] members, int dimensions) {
        int samples = members.length / dimensions;
        double[] mean = new double[dimensions];
        for (int i = 0; i < members.length; i++) {
            mean[i % dimensions] += members[i] / (double) samples;
        }
        double[] variances = new double[dimensions];
        for (int i = 0; i < members.length; i++) {
            double deviation = members[i] - mean[i % dimensions];
            variances[i % dimensions] += deviation * deviation / (samples - 1);
        }
        return variances;
    }

    private static float[] members(float[] clean, int dimensions, int[] groups, int group) {
        int count = 0;
        for (int each : groups) {
            count += each == group ? 1 : 0;
        }
        float[] members = new float[count * dimensions];
        int place = 0;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i] == group) {
                System.arraycopy(clean, i * dimensions, members, place, dimensions);
                place += dimensions;
            }
        }
        return members;
    }

    /** {@code exp(−2 I / d)}: by how much the noise keeps any reconstruction's error up; 1 when nothing comes through. */
    public double relativeFactor() {
        return Math.exp(-2 * information / inputValues);
    }

    /**
     * No mean squared error per value lies below this, if the input's entropy is known and not only estimated.
     *
     * @param entropy H(x) of the whole input in nats, for values in the units of the error
     */
    public double smallestError(double entropy) {
        return Math.exp(2 * (entropy - information) / inputValues) / (2 * Math.PI * Math.E);
    }
}
