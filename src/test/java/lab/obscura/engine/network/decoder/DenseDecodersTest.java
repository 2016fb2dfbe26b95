package lab.obscura.engine.network.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.engine.data.images.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseDecodersTest {

    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

    /** Weights of the dense layer: values of the feature times values inside, and as many biases as those. */
    @ParameterizedTest
    @CsvSource({
        "8, 8, 8, 512, 512", // as many channels as before
        "16, 16, 8, 512, 512", // two channels
        "16, 16, 8, 600, 512", // whole channels only
        "32, 32, 4, 512, 512", // the grid is halved: 16 x 16 x 2
        "4, 4, 64, 100, 96"
    })
    void theValuesFillChannelsOnTheFeaturesGrid(int height, int width, int channels, int values, int inside) {
        var feature = new ImageShape(height, width, channels);

        var spec = DenseDecoders.named("res-n0c16", feature, IMAGE, values);

        long dense = (long) feature.size() * inside + inside;
        var grid = height * width > values ? height / 2 : height;
        var inner = new ImageShape(grid, grid, inside / (grid * grid));
        assertThat(spec.output(feature)).isEqualTo(IMAGE);
        assertThat(spec.parameterCount())
                .isEqualTo(dense + Decoders.named("res-n0c16", inner, IMAGE).parameterCount());
    }

    @Test
    void refusesALayerThatIsTooLargeWithNumbers() {
        var feature = new ImageShape(32, 32, 64);

        assertThatThrownBy(() -> DenseDecoders.named("res-n0c16", feature, IMAGE, 2048))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 65536 to 2048 values has 134217728 weights, and at most 67108864")
                .hasMessageContaining("Set dense to 1024 or less");
    }
}
