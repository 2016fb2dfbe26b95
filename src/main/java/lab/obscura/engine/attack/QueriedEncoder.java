package lab.obscura.engine.attack;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.Seeds;

/** A device that sends features for any image it is shown, and keeps its weights to itself. */
public final class QueriedEncoder implements AutoCloseable {

    private final WhiteBoxEncoder encoder;

    QueriedEncoder(WhiteBoxEncoder encoder) {
        this.encoder = encoder;
    }

    public ImageShape feature() {
        return encoder.feature();
    }

    /** What it sends for images in [0, 1], with one draw of the defense's randomness. */
    public float[] sent(float[] images, int count, Seeds draw) {
        return encoder.sent(images, count, draw);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
