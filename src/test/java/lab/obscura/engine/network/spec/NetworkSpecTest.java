package lab.obscura.engine.network.spec;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkSpecTest {

    private static final ImageShape IMAGE = new ImageShape(4, 4, 3);

    @ParameterizedTest(name = "stride {0}, output padding {1}")
    @CsvSource({"1, 0, 4", "2, 0, 7", "2, 1, 8", "3, 2, 12"})
    void aTransposedConvolutionMultipliesTheSizeByItsStride(int stride, int outputPadding, int size) {
        assertThat(transposed(stride, outputPadding).output(IMAGE)).isEqualTo(new ImageShape(size, size, 2));
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void everyEngineRefusesAnOutputPaddingThatReachesTheStride(TestEngine engine) {
        assertThatThrownBy(() -> engine.create().build(transposed(2, 2), IMAGE, Seeds.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "transposed-convolution cannot take 4x4x3: its outputPadding must be below its stride 2, was 2; "
                                + "a larger kernel makes a larger output");
    }

    private static TransposedConvolution transposed(int stride, int outputPadding) {
        return new TransposedConvolution(3, 2, 3, stride, 1, outputPadding, true, KAIMING_UNIFORM);
    }
}
