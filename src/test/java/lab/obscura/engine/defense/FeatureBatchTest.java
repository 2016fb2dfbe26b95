package lab.obscura.engine.defense;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import lab.obscura.engine.data.images.Attributes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class FeatureBatchTest {

    @Test
    void normalizedPixelsAreMadeWhenAPartAsksAndOnce() {
        var made = new AtomicInteger();
        float[] pixels = {0.25f, 0.75f};
        var images = new FeatureBatch.Images(
                new ImageShape(1, 1, 1),
                () -> pixels,
                () -> {
                    made.incrementAndGet();
                    return new float[] {-1, 1};
                },
                new int[0],
                Attributes.NONE);
        var batch = new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(1, 1, 2), new float[4], new float[4]),
                new int[] {0, 1},
                2,
                new StepContext(2, 3, 1, 2, 0.05, 0, Seeds.of(1)),
                images);

        FeatureBatch seen = batch.withClean(new float[4]).with(Taps.none());
        assertThat(made).hasValue(0);

        assertThat(seen.images().normalized()).containsExactly(-1, 1);
        assertThat(batch.images().normalized()).isSameAs(seen.images().normalized());
        assertThat(made).hasValue(1);
    }
}
