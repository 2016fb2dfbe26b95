package lab.obscura.engine.network.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.regex.Pattern;
import lab.obscura.engine.network.LayerExamples.Example;
import lab.obscura.engine.network.LayerVocabulary;
import lab.obscura.engine.network.spec.Composition.ResidualSum;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.FullyConnected.SparseCoding;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pointwise.Dropout;
import lab.obscura.engine.network.spec.Pools.GlobalAveragePool;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints and encoder files hold networks as JSON: what one version wrote every later one reads, and writes to the letter. */
class NetworkSpecJsonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Written by version 0.1.0, commit d450d2c. */
    private static final String OF_BEFORE = """
            {"layer":"sequence","layers":[\
            {"layer":"channel-affine","shift":[0.5],"scale":[0.25]},\
            {"layer":"convolution","in":1,"out":4,"kernel":3,"stride":2,"padding":1,"bias":true,"init":"KAIMING_UNIFORM"},\
            {"layer":"batch-norm","channels":4,"epsilon":1.0E-5,"momentum":0.1},\
            {"layer":"activation","function":"LEAKY_RELU"},\
            {"layer":"max-pool","size":2,"stride":2},\
            {"layer":"residual-sum","body":{"layer":"sequence","layers":[]},"shortcut":{"layer":"dropout","rate":0.5}},\
            {"layer":"transposed-convolution","in":4,"out":2,"kernel":3,"stride":2,"padding":1,"outputPadding":1,"bias":false,\
            "init":"XAVIER_UNIFORM"},\
            {"layer":"sparse-coding","size":32,"codes":7,"threshold":0.05},\
            {"layer":"global-average-pool"},\
            {"layer":"flatten"},\
            {"layer":"dense","in":2,"out":3,"bias":false,"init":"XAVIER_UNIFORM"}]}""";

    private static final NetworkSpec THE_SAME = new Sequence(List.of(
            new ChannelAffine(List.of(0.5), List.of(0.25)),
            new Convolution(1, 4, 3, 2, 1, true, Init.KAIMING_UNIFORM),
            BatchNorm.of(4),
            new Activation(Function.LEAKY_RELU),
            new MaxPool(2, 2),
            new ResidualSum(new Sequence(List.of()), new Dropout(0.5)),
            new TransposedConvolution(4, 2, 3, 2, 1, 1, false, Init.XAVIER_UNIFORM),
            new SparseCoding(32, 7, 0.05),
            new GlobalAveragePool(),
            new Flatten(),
            new Dense(2, 3, false, Init.XAVIER_UNIFORM)));

    @Test
    void whatIsStoredIsReadAsItWasMeant() {
        assertThat(JSON.readValue(OF_BEFORE, NetworkSpec.class)).isEqualTo(THE_SAME);
    }

    @Test
    void whatIsWrittenIsTheSameToTheLetter() {
        assertThat(JSON.writeValueAsString(THE_SAME)).isEqualTo(OF_BEFORE);
    }

    @Test
    void aDilationIsStoredWhereThereIsOne() {
        var dilated = new Convolution(1, 4, 3, 2, 1, true, Init.KAIMING_UNIFORM, 3);

        assertThat(JSON.writeValueAsString(dilated)).endsWith("\"init\":\"KAIMING_UNIFORM\",\"dilation\":3}");
    }

    @ParameterizedTest
    @MethodSource("lab.obscura.engine.network.LayerExamples#layers")
    void everyExampleSurvivesTheRoundTrip(Example example) {
        String written = JSON.writeValueAsString(example.spec());

        assertThat(JSON.readValue(written, NetworkSpec.class)).isEqualTo(example.spec());
    }

    @Test
    void everyKindOfLayerHasANameOfItsOwn() {
        List<String> names = LayerVocabulary.all().stream()
                .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
                .toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(Pattern.compile("[a-z]+(-[a-z]+)*").asMatchPredicate());
    }
}
