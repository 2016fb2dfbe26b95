package lab.obscura.engine.defense.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EncoderShape;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import org.junit.jupiter.api.Test;

class SiftFunnelTest {

    private static final ImageShape IMAGE = new ImageShape(64, 64, 3);

    /** The published code's numbers; the paper's 14 911 cannot be reached with what it says. */
    @Test
    void theEdgeOfTheCnnHasTheParametersOfThePublishedCode() {
        SplitSpec split = siftFunnel(Map.of()).reshape(network("classifier-4", 1, 2));

        assertThat(split.edge().parameterCount()).isEqualTo(16_354);
        assertThat(split.feature()).isEqualTo(new ImageShape(16, 16, 12));
        assertThat(siftFunnel(Map.of())
                        .reshape(network("classifier-4", 0.5, 2))
                        .edge()
                        .parameterCount())
                .isEqualTo(10_354);
    }

    /** U without biases and its batch norm, triplet attention, and the tail as it was. */
    @Test
    void theCloudRestoresTheChannels() {
        SplitSpec before = network("classifier-4", 1, 2);
        SplitSpec split = siftFunnel(Map.of()).reshape(before);

        assertThat(split.tail().parameterCount() - before.tail().parameterCount())
                .isEqualTo(9L * 12 * 256 + 9L * 256 * 256 + 512 + 300);
        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
        assertThat(split.places()).startsWith("block 1", "block 2", "z", "compensation", "block 3");
    }

    /** The last four parameters are fitted by CBAM's reduction, so this keeps the choice and does not confirm the paper's layers. */
    @Test
    void theEdgeOfResNet18HasTheParametersAndTheFeatureOfThePaper() {
        SplitSpec split = siftFunnel(Map.of()).reshape(network("resnet-18", 1, 3));

        assertThat(split.edge().parameterCount()).isEqualTo(78_864);
        assertThat(split.feature()).isEqualTo(new ImageShape(64, 64, 2));
    }

    @Test
    void thePublishedCodeOfResNet18PutsTwoConvolutionsBehindTheStem() {
        SplitSpec split = siftFunnel(Map.of("variant", "published-code")).reshape(network("resnet-18", 1, 5));

        long stem = 27 * 64 + 128;
        long convolutions = 9 * 64 * 128 + 128 + 256 + 9 * 128 * 128 + 128 + 256;
        long attention = 2 * 64 * 4 + 300 + 2 * 128 * 4 + 300;
        long funnel = 128 * 32 + 32 + 64 + 32 * 6 + 6 + 2 * (9 * 36 + 6) + 36 + 6 + 25 * 36 + 6;
        long end = 2 * 6 * 2 + 2 * 6 * 2 + 98;
        assertThat(split.edge().parameterCount())
                .isEqualTo(stem + convolutions + attention + funnel + end)
                .isEqualTo(232_088);
        assertThat(split.feature()).isEqualTo(new ImageShape(32, 32, 6));
        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
    }

    @Test
    void thePublishedCodeOfVggFunnelsBehindTheSecondPool() {
        SplitSpec split = siftFunnel(Map.of("variant", "published-code")).reshape(network("vgg16-bn", 1, 7));

        long blocks =
                27 * 64 + 64 + 9 * 64 * 64 + 64 + 9 * 64 * 128 + 128 + 9 * 128 * 128 + 128 + 2 * (64 + 64 + 128 + 128);
        long attention = 2 * 64 * 4 + 300 + 2 * 128 * 4 + 300;
        long funnel = 9 * 128 * 32 + 32 + 64 + 32 * 4 + 4 + 2 * (9 * 16 + 4) + 16 + 4 + 25 * 16 + 4;
        long end = 2 * 4 + 2 * 4 + 98;
        assertThat(split.edge().parameterCount())
                .isEqualTo(blocks + attention + funnel + end)
                .isEqualTo(300_990);
        assertThat(split.feature()).isEqualTo(new ImageShape(16, 16, 4));
        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
    }

    @Test
    void eachSwitchTakesAwayItsOwnLayersOnly() {
        SplitSpec plain = network("classifier-4", 1, 2);
        SplitSpec whole = siftFunnel(Map.of()).reshape(plain);
        SplitSpec withoutAttention = siftFunnel(Map.of("attention", false)).reshape(plain);
        SplitSpec withoutFunnel = siftFunnel(Map.of("funnel", false)).reshape(plain);

        assertThat(whole.edge().parameterCount() - withoutAttention.edge().parameterCount())
                .isEqualTo(2 * 128 * 4 + 300 + 2 * 12 * 3 + 2 * 12 * 2 + 98);
        assertThat(whole.tail().parameterCount() - withoutAttention.tail().parameterCount())
                .isEqualTo(300);
        assertThat(withoutAttention.feature()).isEqualTo(whole.feature());
        assertThat(withoutFunnel.feature()).isEqualTo(plain.feature());
        assertThat(withoutFunnel.edge().parameterCount() - plain.edge().parameterCount())
                .isEqualTo(2 * 128 * 4 + 300 + 2 * 256 * 64 + 2 * 256 * 42 + 98);
        assertThat(withoutFunnel.tail().parameterCount() - plain.tail().parameterCount())
                .isEqualTo(300);
        assertThatThrownBy(() ->
                        siftFunnel(Map.of("attention", false, "funnel", false)).reshape(plain))
                .hasMessageContaining("nothing of it is left");
    }

    @Test
    void everyBackboneCanBeFunneledWhereItIsCutByDefaultWithAndWithoutBottleneck() {
        Stream<SplitSpec> networks = Backbones.all().stream()
                .flatMap(backbone -> Stream.of(Optional.<Bottleneck>empty(), Optional.of(Bottleneck.of(8)))
                        .map(bottleneck -> backbone.split(plan(1, backbone.defaultCutLayer(), bottleneck))));

        assertThat(networks).allSatisfy(before -> {
            SplitSpec split = siftFunnel(Map.of()).reshape(before);
            assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
            assertThat(split.feature().height()).isEqualTo(before.feature().height());
        });
    }

    @Test
    void thePartThatComesFirstIsNotOverwritten() {
        SplitSpec coded = autoencoder().reshape(network("classifier-4", 0.125, 2));

        assertThatThrownBy(() -> siftFunnel(Map.of()).reshape(coded)).hasMessageContaining("name siftfunnel before it");
        assertThat(autoencoder()
                        .reshape(siftFunnel(Map.of()).reshape(network("classifier-4", 0.125, 2)))
                        .feature())
                .isEqualTo(new ImageShape(16, 16, 6));
    }

    @Test
    void thePublishedCodeOfAResidualNetworkNeedsTheCutBehindTheSecondStage() {
        assertThatThrownBy(() -> siftFunnel(Map.of("variant", "published-code")).reshape(network("resnet-18", 1, 3)))
                .hasMessageContaining("behind the second stage");
    }

    @Test
    void theAutoencoderHasTheParametersOfThePaper() {
        SplitSpec cnn = autoencoder().reshape(network("classifier-4", 1, 2));
        SplitSpec resNet = autoencoder().reshape(network("resnet-18", 1, 3));

        assertThat(cnn.edge().parameterCount()).isEqualTo(2_365_056);
        assertThat(cnn.feature()).isEqualTo(new ImageShape(16, 16, 128));
        assertThat(cnn.tail().output(cnn.feature())).isEqualTo(new ImageShape(1, 1, 10));
        assertThat(resNet.edge().parameterCount()).isEqualTo(279_136);
        assertThat(resNet.feature()).isEqualTo(new ImageShape(64, 64, 32));
    }

    private static EncoderShape siftFunnel(Map<String, Object> settings) {
        return new SiftFunnel(SiftFunnel.INFO.schema().read("", settings));
    }

    private static EncoderShape autoencoder() {
        return new Autoencoder(Autoencoder.INFO.schema().read("", Map.of()));
    }

    private static SplitSpec network(String backbone, double width, int cut) {
        return Backbones.find(backbone).orElseThrow().split(plan(width, cut, Optional.empty()));
    }

    private static Backbone.Plan plan(double width, int cut, Optional<Bottleneck> bottleneck) {
        var normalization = new ChannelAffine(Collections.nCopies(3, 0.0), Collections.nCopies(3, 1.0));
        return new Backbone.Plan(IMAGE, 10, normalization, width, cut, bottleneck);
    }
}
