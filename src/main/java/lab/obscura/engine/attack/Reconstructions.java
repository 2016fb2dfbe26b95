package lab.obscura.engine.attack;

import java.util.Arrays;
import lab.obscura.engine.data.images.ImageShape;

/**
 * What an attack rebuilt.
 *
 * @param shape of each image
 * @param pixels image after image, in [0, 1]
 * @param learning how the training ended that made this possible
 */
public record Reconstructions(ImageShape shape, float[] pixels, Learning learning) {

    /** Of an attack in which no network learned. */
    public Reconstructions(ImageShape shape, float[] pixels) {
        this(shape, pixels, Learning.NONE);
    }

    public Reconstructions with(Learning how) {
        return new Reconstructions(shape, pixels, how);
    }

    public int count() {
        return pixels.length / shape.size();
    }

    public float[] image(int index) {
        return Arrays.copyOfRange(pixels, index * shape.size(), (index + 1) * shape.size());
    }

    /** Those at these places, in this order. */
    public Reconstructions of(int[] places) {
        float[] chosen = new float[places.length * shape.size()];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(pixels, places[i] * shape.size(), chosen, i * shape.size(), shape.size());
        }
        return new Reconstructions(shape, chosen, learning);
    }

    /** Whether no value is NaN or infinite. */
    public boolean isFinite() {
        for (float value : pixels) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
