package lab.obscura.engine.leakage;

import java.util.stream.IntStream;
import lab.obscura.engine.data.images.LabeledImages;

/**
 * Some of the images that one attack rebuilt, beside their originals.
 *
 * @param pixels the reconstructions in the order of the originals, in [0, 1]
 */
public record Rebuilt(LabeledImages originals, float[] pixels) {

    /** Places of at most so many of {@code count} images, evenly spread: a test split may be sorted by class. */
    public static int[] spread(int count, int most) {
        int chosen = Math.min(count, most);
        return IntStream.range(0, chosen)
                .map(i -> (int) ((long) i * count / chosen))
                .toArray();
    }

    /** At most so many of these. */
    public Rebuilt atMost(int most) {
        int size = originals.shape().size();
        int[] places = spread(originals.count(), most);
        float[] chosen = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(pixels, places[i] * size, chosen, i * size, size);
        }
        return new Rebuilt(originals.select(places), chosen);
    }
}
