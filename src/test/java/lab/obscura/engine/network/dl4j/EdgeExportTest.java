package lab.obscura.engine.network.dl4j;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.seed.Seeds;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class EdgeExportTest {

    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);
    private static final ChannelAffine NORMALIZATION =
            new ChannelAffine(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.25));

    @ParameterizedTest
    @ValueSource(strings = {"vgg11-bn-sgm", "cnn-4"})
    void theModelFileComputesWhatTheEdgeEncoderComputes(String backbone) throws IOException {
        var plan = new Backbone.Plan(IMAGE, 10, NORMALIZATION, 0.25, 2, Optional.of(Bottleneck.of(8)));

        NetworkSpec edge = Backbones.find(backbone).orElseThrow().split(plan).edge();

        assertThat(largestDifference(edge)).isCloseTo(0, within(1e-4));
    }

    @Test
    void residualBlocksAndEveryFunctionAreHandedOut() throws IOException {
        var convolution = new Convolution(3, 4, 3, 2, 1, false, KAIMING_UNIFORM);
        var body = new Sequence(List.of(
                convolution,
                BatchNorm.of(4),
                new Activation(Function.SILU),
                new Convolution(4, 4, 3, 1, 2, true, KAIMING_UNIFORM, 2),
                new Activation(Function.LEAKY_RELU)));
        var sum = new ResidualSum(body, convolution);

        var edge = new Sequence(List.of(NORMALIZATION, sum, new Activation(Function.TANH)));

        assertThat(largestDifference(edge)).isCloseTo(0, within(1e-4));
    }

    @Test
    void namesTheLayerThatCannotBeHandedOut() {
        var edge = new Sequence(List.of(NORMALIZATION, new Flatten()));

        assertThatThrownBy(() -> EdgeExport.graph(edge, NO_TENSORS, IMAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Layer 1 (Flatten)");
    }

    private static final NetworkState NO_TENSORS = new NetworkState(Map.of());

    private static double largestDifference(NetworkSpec edge) throws IOException {
        var pixels = RandomArrays.of(1, 3, IMAGE);
        try (var network = Dl4jEngine.create().build(edge, IMAGE, Seeds.of(1))) {
            ArrayPass.forward(network, pixels, Pass.train(Seeds.of(2)));
            ArrayPass.forward(network, pixels, Pass.train(Seeds.of(3)));
            var file = new ByteArrayOutputStream();
            EdgeExport.write(edge, network.state(), IMAGE, file);

            var model = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()));
            INDArray theirs = model.outputSingle(pixels);

            return theirs.sub(ArrayPass.forward(network, pixels, Pass.eval()))
                    .amaxNumber()
                    .doubleValue();
        }
    }
}
