package lab.obscura.engine.network.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.decoder.GenerativeDecoders.Design;
import lab.obscura.engine.network.spec.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GenerativeDecodersTest {

    private static final ImageShape IMAGE = new ImageShape(64, 64, 3);

    /**
     * Written out layer by layer from the published code: T(i → o, k) has i·o·k² + o parameters, a batch norm 2·o. The last two columns
     * are the size and the channels of the feature of the edge that is mirrored.
     */
    @ParameterizedTest(name = "{0} from {2} channels of {1}")
    @CsvSource({
        // T(256,128,4) BN, T(128,3,4)
        "CNN, 16, 256, 530819",
        // black box on SiftFunnel's feature: T(12,128,4) BN, T(128,3,4)
        "CNN, 16, 12, 31107",
        // T(128,256,3) BN, T(256,256,3) twice, T(256,128,4) BN, T(128,3,4)
        "CNN_AUTOENCODER, 16, 128, 2006659",
        // T(12,12,3) BN, three more, T(12,32,3), T(32,128,4), T(128,3,4)
        "CNN_SIFTFUNNEL, 16, 12, 80555",
        // two of [T(64,64,3) BN, T(64,64,3) BN], T(64,3,3)
        "RESNET, 64, 64, 149955",
        // T(2,16,3) BN, T(16,16,3) three times, T(16,64,3), one block, T(64,3,3)
        "RESNET_SIFTFUNNEL, 64, 2, 92419",
        // T(256,256,3) BN, T(256,128,4) BN, T(128,128,3) BN, T(128,64,4) BN, T(64,3,3)
        "VGG, 16, 256, 1396099",
        // T(4,4,3) BN, T(4,4,3), T(4,32,3), T(32,128,4), T(128,128,3) BN, T(128,64,4) BN, T(64,64,3) BN, T(64,3,3)
        "VGG_SIFTFUNNEL, 16, 4, 385043"
    })
    void everyDecoderHasThePublishedLayers(Design design, int size, int channels, long parameters) {
        var feature = new ImageShape(size, size, channels);
        NetworkSpec decoder = GenerativeDecoders.of(design, feature, IMAGE, 0);

        assertThat(decoder.parameterCount()).isEqualTo(parameters);
        assertThat(decoder.output(feature)).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @EnumSource(Design.class)
    void everyDesignReachesTheImageFromOtherSizesAndWidths(Design design) {
        assertThat(List.of(4, 8, 32)).allSatisfy(size -> {
            var feature = new ImageShape(size, size, 6);
            assertThat(GenerativeDecoders.of(design, feature, IMAGE, 8).output(feature))
                    .isEqualTo(IMAGE);
        });
    }

    /** T(256,256,3) BN, T(256,12,3) BN before SiftFunnel's mirror. */
    @Test
    void theAttackInTheCloudUndoesTheCompensationFirst() {
        var compensated = new ImageShape(16, 16, 256);
        NetworkSpec decoder = GenerativeDecoders.behindCompensation(Design.CNN_SIFTFUNNEL, compensated, 12, IMAGE, 0);

        assertThat(decoder.parameterCount()).isEqualTo(80_555 + 9 * 256 * 256 + 256 + 512 + 9 * 256 * 12 + 12 + 24);
        assertThat(decoder.output(compensated)).isEqualTo(IMAGE);
    }

    @Test
    void whatCannotBeDoubledIsRefused() {
        assertThatThrownBy(() -> GenerativeDecoders.of(Design.CNN, IMAGE, IMAGE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one for residual networks, or a later cut layer");
    }
}
