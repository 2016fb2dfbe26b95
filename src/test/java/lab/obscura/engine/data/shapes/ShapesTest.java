package lab.obscura.engine.data.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.data.images.ContentHash;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Split;
import org.junit.jupiter.api.Test;

class ShapesTest {

    private static final Split SHAPES = Shapes.draw();

    /** Obtained by drawing the set once; changes only together with {@link Shapes#VERSION}. */
    private static final String HASH = "7ee333a36f1a157ae046e3ea12f1cdc6876975de2c8dab380434657dd5b05245";

    @Test
    void drawsTheSameBytesEverywhere() {
        assertThat(ContentHash.of(SHAPES)).isEqualTo(HASH);
    }

    @Test
    void holdsTenBalancedClassesInBothSplits() {
        assertThat(SHAPES.train().shape()).isEqualTo(new ImageShape(32, 32, 3));
        assertThat(SHAPES.train().classCounts()).hasSize(10).containsOnly(1000);
        assertThat(SHAPES.test().classCounts()).hasSize(10).containsOnly(200);
    }

    @Test
    void drawsEveryImageAnew() {
        var pictures = new java.util.HashSet<java.nio.ByteBuffer>();
        for (int i = 0; i < SHAPES.train().count(); i++) {
            pictures.add(java.nio.ByteBuffer.wrap(SHAPES.train().bytes(i)));
        }

        assertThat(pictures).hasSize(10_000);
    }

    @Test
    void usesTheWholeRangeOfBrightness() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 1000; i++) {
            for (float value : SHAPES.train().image(i)) {
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / (1000 * 3072);

        assertThat(mean).isBetween(0.3, 0.6);
        assertThat(Math.sqrt(squares / (1000 * 3072) - mean * mean)).isBetween(0.15, 0.35);
    }
}
