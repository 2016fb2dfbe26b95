package lab.obscura.engine.network;

import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.seed.RandomStream;

/** The factors of a dropout layer, the same for every engine. */
public final class DropoutMask {

    private DropoutMask() {}

    /**
     * From the pass's stream named by the layer's path, one draw per value in row-major order: zero with the layer's rate, else
     * {@code 1 / (1 − rate)}.
     */
    public static float[] drawn(Dropout layer, String path, Pass pass, long size) {
        RandomStream random = pass.random().stream(path);
        float kept = (float) (1 / (1 - layer.rate()));
        float[] values = new float[Math.toIntExact(size)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < layer.rate() ? 0 : kept;
        }
        return values;
    }
}
