package lab.obscura.engine.defense.transform;

import lab.obscura.engine.defense.Sent;

/** Keeps some values and sends zero for the others. */
final class Mask {

    private Mask() {}

    static Sent apply(boolean[] kept, float[] values) {
        return new Sent(masked(kept, values), gradient -> masked(kept, gradient));
    }

    private static float[] masked(boolean[] kept, float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = kept[i] ? values[i] : 0;
        }
        return result;
    }
}
