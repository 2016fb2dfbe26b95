package lab.obscura.engine.attack.generative;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.RandomStream;

/**
 * What the codes of the attacker's images are like: mean and standard deviation of every value.
 *
 * @param deviation at least {@value #SMALLEST}, so that it can be divided by
 */
record CodeStatistics(double[] mean, double[] deviation) {

    static final double SMALLEST = 0.05;

    /** @param codes one after the other */
    static CodeStatistics of(float[] codes, ImageShape code) {
        int size = code.size();
        int count = codes.length / size;
        var mean = new double[size];
        var square = new double[size];
        for (int i = 0; i < codes.length; i++) {
            mean[i % size] += (double) codes[i] / count;
        }
        for (int i = 0; i < codes.length; i++) {
            double difference = codes[i] - mean[i % size];
            square[i % size] += difference * difference / count;
        }
        var deviation = new double[size];
        for (int i = 0; i < size; i++) {
            deviation[i] = Math.max(SMALLEST, Math.sqrt(square[i]));
        }
        return new CodeStatistics(mean, deviation);
    }

    /** So many starts: the mean, then normal draws around it. */
    float[] starts(int count, RandomStream random) {
        float[] starts = new float[count * mean.length];
        for (int i = 0; i < starts.length; i++) {
            int value = i % mean.length;
            double normal = i < mean.length ? 0 : random.nextGaussian();
            starts[i] = (float) (mean[value] + normal * deviation[value]);
        }
        return starts;
    }

    /** Adds {@code weight · mean ((w − mean) / deviation)²} of each code to its gradient, and returns the sum over the codes. */
    double addPrior(float[] codes, double weight, float[] gradient) {
        int size = mean.length;
        double sum = 0;
        for (int i = 0; i < codes.length && weight > 0; i++) {
            double away = (codes[i] - mean[i % size]) / deviation[i % size];
            sum += weight * away * away / size;
            gradient[i] += (float) (2 * weight * away / deviation[i % size] / size);
        }
        return sum;
    }
}
