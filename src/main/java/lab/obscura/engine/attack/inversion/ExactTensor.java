package lab.obscura.engine.attack.inversion;

import lab.obscura.engine.network.Tensor;

/** Doubles in a tensor of float32, none of their bits lost: four whole numbers below 65 536 each. */
final class ExactTensor {

    private static final int PIECES = 4;
    private static final int BITS = 16;
    private static final long LOWEST = (1L << BITS) - 1;

    private ExactTensor() {}

    static Tensor of(double[] values) {
        float[] pieces = new float[values.length * PIECES];
        for (int i = 0; i < pieces.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i / PIECES]);
            pieces[i] = bits >>> (i % PIECES * BITS) & LOWEST;
        }
        return new Tensor(new long[] {values.length, PIECES}, pieces);
    }

    static void copy(Tensor tensor, double[] target) {
        for (int i = 0; i < target.length; i++) {
            long bits = 0;
            for (int piece = 0; piece < PIECES; piece++) {
                bits |= (long) tensor.values()[i * PIECES + piece] << (piece * BITS);
            }
            target[i] = Double.longBitsToDouble(bits);
        }
    }
}
