package lab.obscura.engine.network.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.InitialState;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.backbone.Backbone.Plan;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.Segment.Side;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackbonesTest {

    private static final ImageShape CIFAR = new ImageShape(32, 32, 3);

    @Test
    void theVggEdgeHasTheParametersOfThePaper() {
        SplitSpec split = vgg(CIFAR, 1, 4, Optional.of(Bottleneck.of(8)));

        assertThat(split.feature()).isEqualTo(new ImageShape(8, 8, 8));
        assertThat(parameters(split.edge())).isEqualTo(85_256);
        assertThat(parameters(split.tail())).isEqualTo(9_159_296 + 530_442);
        assertThat(split.edge().multiplyAdds(CIFAR)).isBetween(21_000_000L, 21_400_000L);
    }

    @Tag("contract")
    @ParameterizedTest(name = "{0} cut at {2}", allowZeroInvocations = true)
    @MethodSource("cuts")
    void everyCutLayerGivesTheSameNetworkWithoutBottleneck(String id, Backbone backbone, int cut) {
        SplitSpec first = backbone.split(plan(CIFAR, 0.25, 1, Optional.empty()));
        SplitSpec split = backbone.split(plan(CIFAR, 0.25, cut, Optional.empty()));

        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
        assertThat(parameters(split.edge()) + parameters(split.tail()))
                .isEqualTo(parameters(first.edge()) + parameters(first.tail()));
    }

    @Tag("contract")
    @ParameterizedTest(name = "{0} cut at {2}", allowZeroInvocations = true)
    @MethodSource("cuts")
    void everyBackboneCanBeLookedAtBehindEveryCutLayer(String id, Backbone backbone, int cut) {
        SplitSpec split = backbone.split(plan(CIFAR, 0.25, cut, Optional.empty()));

        assertThat(split.of(Side.EDGE))
                .extracting(Segment::end)
                .hasSize(cut + 1)
                .startsWith("block 1")
                .endsWith("z");
        assertThat(split.places()).contains("block " + backbone.lastCutLayer()).endsWith("pooled", "logits");
    }

    @Tag("contract")
    @ParameterizedTest(name = "{0} cut at {2}", allowZeroInvocations = true)
    @MethodSource("cuts")
    void everyBackboneTakesABottleneckAtEveryCutLayer(String id, Backbone backbone, int cut) {
        SplitSpec split = backbone.split(plan(CIFAR, 0.25, cut, Optional.of(Bottleneck.of(3))));

        assertThat(split.feature().channels()).isEqualTo(3);
        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
    }

    static Stream<Arguments> cuts() {
        return Entries.backbonesAndExamples()
                .flatMap(backbone -> IntStream.rangeClosed(1, backbone.lastCutLayer())
                        .mapToObj(cut -> Arguments.of(backbone.id(), backbone, cut)));
    }

    @Test
    void theFourBlockCnnHasTheEdgeOfThePaper() {
        ImageShape image = new ImageShape(64, 64, 3);
        SplitSpec split = backbone("classifier-4").split(plan(image, 1, 2, Optional.empty()));

        assertThat(parameters(split.edge())).isEqualTo(299_520);
        assertThat(split.feature()).isEqualTo(new ImageShape(16, 16, 256));
    }

    @Test
    void theFirstStageOfResNet18HasTheParametersOfThePaper() {
        ImageShape image = new ImageShape(64, 64, 3);
        SplitSpec split = backbone("resnet-18").split(plan(image, 1, 3, Optional.empty()));

        assertThat(parameters(split.edge())).isEqualTo(149_824);
        assertThat(split.feature()).isEqualTo(new ImageShape(64, 64, 64));
    }

    @Test
    void resNet20HasTheParametersThatAreKnownOfIt() {
        SplitSpec split = backbone("resnet-20").split(plan(CIFAR, 1, 4, Optional.empty()));

        // He et al. count 269 722 with shortcuts that have no parameters; the two 1x1 ones with their norms add 2 752.
        assertThat(parameters(split.edge()) + parameters(split.tail())).isEqualTo(269_722 + 2_752);
    }

    @Test
    void withoutSigmoidABottleneckEndsWithBatchNorm() {
        SplitSpec split = backbone("vgg11-bn").split(plan(CIFAR, 1, 4, Optional.of(Bottleneck.of(8))));

        assertThat(parameters(split.edge())).isEqualTo(85_256 + 16);
    }

    @Test
    void widthScalesEveryChannel() {
        SplitSpec narrow = vgg(CIFAR, 0.125, 4, Optional.empty());

        assertThat(narrow.feature()).isEqualTo(new ImageShape(8, 8, 16));
    }

    @Test
    void aStridedBottleneckShrinksTheFeatureAndTheCloudUndoesIt() {
        SplitSpec split = vgg(CIFAR, 1, 4, Optional.of(new Bottleneck(8, 3, 2, false)));

        assertThat(split.feature()).isEqualTo(new ImageShape(4, 4, 8));
        assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
    }

    @Test
    void anImageTooSmallForThePoolsIsRefused() {
        assertThatThrownBy(() -> vgg(new ImageShape(16, 16, 3), 1, 4, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-pool cannot take 1x1x512");
    }

    @Test
    void theStrongDecoderHasTheParametersOfThePaper() {
        NetworkSpec decoder = Decoders.named("res-n8c64", new ImageShape(8, 8, 8), CIFAR);

        assertThat(parameters(decoder)).isEqualTo(711_539);
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("decoders")
    void everyDecoderReachesTheImageFromEveryFeatureSize(String name, int size) {
        NetworkSpec decoder = Decoders.named(name, new ImageShape(size, size, 12), CIFAR);

        assertThat(decoder.output(new ImageShape(size, size, 12))).isEqualTo(CIFAR);
    }

    static Stream<Arguments> decoders() {
        return Decoders.names().stream().flatMap(name -> Stream.of(4, 8, 16).map(size -> Arguments.of(name, size)));
    }

    private static SplitSpec vgg(ImageShape input, double width, int cut, Optional<Bottleneck> bottleneck) {
        return backbone("vgg11-bn-sgm").split(plan(input, width, cut, bottleneck));
    }

    private static Backbone backbone(String id) {
        return Backbones.find(id).orElseThrow();
    }

    private static Plan plan(ImageShape input, double width, int cut, Optional<Bottleneck> bottleneck) {
        var zeros = Collections.nCopies(input.channels(), 0.0);
        var ones = Collections.nCopies(input.channels(), 1.0);
        return new Plan(input, 10, new ChannelAffine(zeros, ones), width, cut, bottleneck);
    }

    private static long parameters(NetworkSpec spec) {
        return InitialState.of(spec, Seeds.of(1)).tensors().entrySet().stream()
                .filter(entry -> NetworkState.isTrained(entry.getKey()))
                .mapToLong(entry -> entry.getValue().values().length)
                .sum();
    }
}
