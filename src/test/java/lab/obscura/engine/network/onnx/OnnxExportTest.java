package lab.obscura.engine.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.LayerExamples;
import lab.obscura.engine.network.LayerExamples.Example;
import lab.obscura.engine.network.LayerVocabulary;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.GaussianSample;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class OnnxExportTest {

    private static final ImageShape IMAGE = new ImageShape(32, 32, 3);
    private static final ChannelAffine NORMALIZATION =
            new ChannelAffine(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.3, 0.25));

    @Test
    void everyLayerOfTheVocabularyCanBeWritten() {
        assertThat(OnnxLayers.types()).containsExactlyInAnyOrderElementsOf(LayerVocabulary.all());
    }

    static Stream<Example> layers() {
        return LayerExamples.layers().filter(example -> !draws(example.spec()));
    }

    private static boolean draws(NetworkSpec spec) {
        return spec instanceof GaussianSample sample && sample.inEval();
    }

    @Test
    void aLayerThatDrawsInUseIsRefused() {
        assertThatThrownBy(() -> relativeDifference(new GaussianSample(true), new ImageShape(4, 4, 2), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gaussian-sample")
                .hasMessageContaining("inEval false");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void anotherRuntimeComputesTheSame(Example example) throws IOException {
        assertThat(relativeDifference(example.spec(), example.image(), example.batch()))
                .isCloseTo(0, within(1e-4));
    }

    static Stream<String> backbones() {
        return Backbones.all().stream().map(Backbone::id);
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void anotherRuntimeComputesWhatTheEdgeEncoderComputes(String backbone) throws IOException {
        var plan = new Backbone.Plan(IMAGE, 10, NORMALIZATION, 0.25, 2, Optional.of(Bottleneck.of(8)));

        NetworkSpec edge = Backbones.find(backbone).orElseThrow().split(plan).edge();

        assertThat(relativeDifference(edge, IMAGE, 3)).isCloseTo(0, within(1e-4));
    }

    /** Largest difference by the largest value, after two steps of training: batch norms have seen something. */
    private static double relativeDifference(NetworkSpec spec, ImageShape image, int batch) throws IOException {
        INDArray pixels = RandomArrays.of(1, batch, image);
        try (var network = Dl4jEngine.create().build(spec, image, Seeds.of(1))) {
            ArrayPass.forward(network, pixels, Pass.train(Seeds.of(2)));
            ArrayPass.forward(network, pixels, Pass.train(Seeds.of(3)));
            float[] ours = ArrayPass.forward(network, pixels, Pass.eval())
                    .dup('c')
                    .data()
                    .asFloat();
            var file = new ByteArrayOutputStream();
            OnnxExport.write(spec, network.state(), image, Map.of("from", "a test"), file);
            try (var runtime = new OnnxRuntime(file.toByteArray())) {
                assertThat(runtime.notes()).containsEntry("from", "a test");
                float[] theirs = runtime.run(
                        pixels.dup('c').data().asFloat(), batch, image.height(), image.width(), image.channels());
                assertThat(theirs).hasSameSizeAs(ours);
                double difference = 0;
                double largest = 0;
                for (int i = 0; i < ours.length; i++) {
                    difference = Math.max(difference, Math.abs(ours[i] - theirs[i]));
                    largest = Math.max(largest, Math.abs(ours[i]));
                }
                return difference / largest;
            }
        }
    }
}
