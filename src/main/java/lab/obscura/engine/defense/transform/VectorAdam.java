package lab.obscura.engine.defense.transform;

/** Adam (Kingma and Ba, 2015) on a vector that is no network's parameter. */
final class VectorAdam {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double[] first;
    private final double[] second;
    private int steps;

    VectorAdam(int size, double learningRate) {
        this.learningRate = learningRate;
        this.first = new double[size];
        this.second = new double[size];
    }

    /** One step; {@code values} is changed. */
    void step(double[] values, double[] derivatives) {
        steps++;
        double correction1 = 1 - Math.pow(BETA_1, steps);
        double correction2 = 1 - Math.pow(BETA_2, steps);
        for (int i = 0; i < values.length; i++) {
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * derivatives[i];
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * derivatives[i] * derivatives[i];
            values[i] -= learningRate * first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
        }
    }
}
