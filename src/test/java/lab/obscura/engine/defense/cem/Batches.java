package lab.obscura.engine.defense.cem;

import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;

/** Small batches of features around a center per class. */
public final class Batches {

    public static final int SIZE = 6;
    public static final int CLASSES = 3;
    public static final int COUNT = 14;
    public static final double NOISE = 0.025;

    private Batches() {}

    /** Class 2 has a single sample, classes 0 and 1 share the others. */
    public static FeatureBatch batch(long seed) {
        return batch(seed, 2, 1e-4);
    }

    public static FeatureBatch batch(long seed, int epoch, double rate) {
        var random = new RandomStream(seed);
        int[] labels = new int[COUNT];
        float[] clean = new float[COUNT * SIZE];
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i == 3 ? 2 : i % 2;
            for (int d = 0; d < SIZE; d++) {
                clean[i * SIZE + d] = (float) (0.3 * labels[i] + 0.5 * random.nextDouble());
            }
        }
        return of(clean, labels, epoch, rate);
    }

    public static FeatureBatch of(float[] clean, int[] labels, int epoch, double rate) {
        int size = clean.length / labels.length;
        return FeatureBatch.ofVectors(
                clean, labels, CLASSES, new StepContext(epoch, 10, 0, 1000, rate, NOISE, Seeds.of(4)));
    }

    /** r(v) of the pages, written once more. */
    public static double excess(double variance) {
        return Math.max(0, Math.log(variance + 0.01) - Math.log(0.125 * NOISE * NOISE + 0.01));
    }
}
