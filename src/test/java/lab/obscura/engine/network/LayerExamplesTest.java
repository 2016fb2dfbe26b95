package lab.obscura.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import org.junit.jupiter.api.Test;

/** What the examples leave out, no test of the engines would see. */
class LayerExamplesTest {

    @Test
    void everyLayerOfTheVocabularyIsAmongThem() {
        assertThat(layers().<Class<?>>map(NetworkSpec::getClass)).containsAll(LayerVocabulary.all());
    }

    @Test
    void everyPointwiseFunctionIsAmongThem() {
        assertThat(layers().filter(Activation.class::isInstance).map(layer -> ((Activation) layer).function()))
                .contains(Function.values());
    }

    private static Stream<NetworkSpec> layers() {
        return LayerExamples.layers().flatMap(example -> parts(example.spec()));
    }

    private static Stream<NetworkSpec> parts(NetworkSpec spec) {
        return Stream.concat(Stream.of(spec), spec.parts().stream().flatMap(LayerExamplesTest::parts));
    }
}
