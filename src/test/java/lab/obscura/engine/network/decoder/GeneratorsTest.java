package lab.obscura.engine.network.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.spec.Layers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorsTest {

    @ParameterizedTest(name = "{0} from {1} in {2} blocks")
    @CsvSource({
        // halved to 4 × 4, one code for the whole image
        "32x32x3, 1x1x5, 5",
        "8x8x1, 1x1x5, 3",
        // 7 × 7 and 33 × 33 are odd
        "28x28x1, 1x1x5, 4",
        "33x33x3, 1x1x5, 2",
        // 3 × 4 has no larger square blocks than single places, 4 × 8 has two
        "24x32x3, 3x4x5, 5",
        "32x64x3, 1x2x5, 5"
    })
    void everyImageIsDrawnFromItsCodes(String image, String code, int blocks) {
        var design = new Generators(ImageShape.parse(image), 5, 2);

        assertThat(design.code()).hasToString(code);
        assertThat(design.blocks()).hasSize(blocks);
        assertThat(Layers.sequence(design.blocks()).output(design.code())).hasToString(image);
        assertThat(design.encoder().output(design.image())).isEqualTo(design.code());
    }

    @ParameterizedTest
    @CsvSource({
        // T(5,8,4) BN, T(8,4,3) BN, T(4,2,3) BN, C(2,3,3): 648 + 16, 292 + 8, 74 + 4, 57
        "16x16x3, 1099"
    })
    void channelsHalveUpToTheImage(String image, long parameters) {
        var design = new Generators(ImageShape.parse(image), 5, 2);

        assertThat(Layers.sequence(design.blocks()).parameterCount()).isEqualTo(parameters);
    }
}
