package lab.obscura.engine.defense.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.TrainedEdge;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.LocalCompetition;
import lab.obscura.engine.network.spec.FullyConnected;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;

class EncoderShapesTest {

    private static final ImageShape IMAGE = new ImageShape(6, 6, 3);

    @Test
    void sparseCodingStandsBeforeTheSigmoid() {
        SplitSpec split = sparseCoding().reshape(vgg(Optional.of(Bottleneck.of(8))));

        List<NetworkSpec> layers = ((Sequence) split.edge()).layers();
        assertThat(layers.get(layers.size() - 2)).isEqualTo(new FullyConnected.SparseCoding(512, 512, 0.01));
        assertThat(layers.get(layers.size() - 1)).isEqualTo(new Activation(NetworkSpec.Function.SIGMOID));
        assertThat(split.feature()).isEqualTo(new ImageShape(8, 8, 8));
    }

    @Test
    void sparseCodingRefusesFeaturesThatAreTooLarge() {
        assertThatThrownBy(() -> sparseCoding().reshape(vgg(Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add a bottleneck");
    }

    @Test
    void codesOfTheNormalizedFeatureAreSentBehindTheSigmoid() {
        SplitSpec before = vgg(Optional.of(Bottleneck.of(8)));
        SplitSpec split = convolutional(Map.of("kernel", 3, "iterations", 4)).reshape(before);

        List<NetworkSpec> layers = ((Sequence) split.edge()).layers();
        assertThat(layers.subList(layers.size() - 3, layers.size()))
                .containsExactly(
                        GroupNorm.of(8, 1),
                        new LocalCompetition(8, 8, 3, 4, 0.25, 0.2),
                        new Activation(NetworkSpec.Function.SIGMOID));
        assertThat(split.feature()).isEqualTo(before.feature());
        assertThat(split.places()).isEqualTo(before.places());
    }

    @Test
    void convolutionalSparseCodingNeedsNoBottleneck() {
        SplitSpec before = vgg(Optional.empty());

        assertThat(convolutional(Map.of()).reshape(before).feature()).isEqualTo(before.feature());
    }

    @Test
    void patternsWithoutAMiddleAreRefused() {
        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> convolutional(Map.of("kernel", 4)));

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("kernel");
            assertThat(error.rule()).startsWith("odd");
            assertThat(error.hint()).isEqualTo("Try 5");
        });
    }

    @Test
    void patrolPutsANarrowConvolutionFirst() {
        SplitSpec split = patrol(32).reshape(vgg(Optional.of(Bottleneck.of(8))));

        List<NetworkSpec> layers = ((Sequence) split.edge()).layers();
        assertThat(((Convolution) layers.get(1)).out()).isEqualTo(16);
        assertThat(((Convolution) layers.get(4)).in()).isEqualTo(16);
        assertThat(((Convolution) layers.get(4)).out()).isEqualTo(64);
        assertThat(split.feature()).isEqualTo(new ImageShape(8, 8, 8));
    }

    @Test
    void patrolRefusesAnEdgeWithNothingToPrune() {
        assertThatThrownBy(() -> patrol(4000).reshape(vgg(Optional.of(Bottleneck.of(8)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to prune");
    }

    @Test
    void patrolTakesEveryBackboneThatIsWideEnough() {
        assertThat(Backbones.all()).allSatisfy(backbone -> {
            int cut = backbone.lastCutLayer();
            SplitSpec split = patrol(32).reshape(backbone.split(plan(cut, Optional.of(Bottleneck.of(3)))));
            assertThat(split.tail().output(split.feature())).isEqualTo(new ImageShape(1, 1, 10));
        });
    }

    /** Channel 2 means nothing: its derivatives are zero and nobody reads it. */
    @Test
    void pruningAChannelThatMeansNothingChangesNothing() {
        var spec = new Sequence(List.of(
                new Convolution(3, 4, 3, 1, 1, true, NetworkSpec.Init.XAVIER_UNIFORM),
                BatchNorm.of(4),
                new Activation(NetworkSpec.Function.RELU),
                new Convolution(4, 2, 3, 1, 1, true, NetworkSpec.Init.XAVIER_UNIFORM)));
        try (Network before = Dl4jEngine.create().build(spec, IMAGE, Seeds.of(3))) {
            var tensors = new LinkedHashMap<>(before.state().tensors());
            tensors.put("3.weight", withoutReader(tensors.get("3.weight"), 2));
            before.load(new NetworkState(tensors));

            TrainedEdge pruned = patrol(2).changed(new TrainedEdge(spec, tensors, derivatives(tensors, 2)));

            try (Network after = Dl4jEngine.create().build(pruned.spec(), IMAGE, Seeds.of(4))) {
                after.load(new NetworkState(pruned.tensors()));
                assertThat(after.parameterCount()).isEqualTo(before.parameterCount() - 27 - 1 - 2 - 18);
                assertThat(output(after)).containsExactly(output(before), within(1e-5f));
            }
        }
    }

    private static float[] output(Network network) {
        float[] pixels = new RandomStream(5).gaussians(IMAGE.size(), 1);
        try (var input = Batch.of(pixels, new ImageShape(6, 6, 3))) {
            return network.forward(input, Pass.eval()).values();
        }
    }

    /** The weight is kernel × kernel × in × out. */
    private static Tensor withoutReader(Tensor weight, int channel) {
        float[] values = weight.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 2 % 4 == channel ? 0 : values[i];
        }
        return new Tensor(weight.shape(), values);
    }

    private static Map<String, float[]> derivatives(Map<String, Tensor> tensors, int meaningless) {
        var derivatives = new LinkedHashMap<String, float[]>();
        tensors.forEach((name, tensor) -> {
            float[] ones = new float[tensor.values().length];
            Arrays.fill(ones, 1);
            for (int i = 0; i < ones.length && !name.startsWith("3"); i++) {
                ones[i] = i % 4 == meaningless ? 0 : 1;
            }
            derivatives.put(name, ones);
        });
        return derivatives;
    }

    private static SparseCoding sparseCoding() {
        return new SparseCoding(SparseCoding.INFO.schema().read("", Map.of()));
    }

    private static ConvolutionalSparseCoding convolutional(Map<String, Object> settings) {
        return new ConvolutionalSparseCoding(
                ConvolutionalSparseCoding.INFO.schema().read("", settings));
    }

    private static Patrol patrol(int above) {
        return new Patrol(Patrol.INFO.schema().read("", Map.of("above", above)));
    }

    @Test
    void aShapedEdgeCanBeLookedAtWhereItCouldBefore() {
        SplitSpec before = vgg(Optional.of(Bottleneck.of(8)));

        assertThat(patrol(32).reshape(before).places()).isEqualTo(before.places());
        assertThat(sparseCoding().reshape(before).places()).isEqualTo(before.places());
    }

    private static SplitSpec vgg(Optional<Bottleneck> bottleneck) {
        return Backbones.find("vgg11-bn-sgm").orElseThrow().split(plan(4, bottleneck));
    }

    private static Backbone.Plan plan(int cut, Optional<Bottleneck> bottleneck) {
        var normalization = new ChannelAffine(Collections.nCopies(3, 0.0), Collections.nCopies(3, 1.0));
        return new Backbone.Plan(new ImageShape(32, 32, 3), 10, normalization, 1, cut, bottleneck);
    }
}
