package lab.obscura.engine.network.dl4j;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.exception.ND4JIllegalStateException;

/** Our layers against DL4J's own, which were written by others: an independent oracle in TRAIN mode, and only there. */
class StockLayersTest {

    private static final ImageShape IMAGE = new ImageShape(6, 8, 3);
    private static final int BATCH = 4;
    private static final int CHANNELS = 5;
    private static final int OUTPUTS = 3;
    private static final NetworkSpec SPEC = new Sequence(List.of(
            new Convolution(3, CHANNELS, 3, 1, 1, true, KAIMING_UNIFORM),
            BatchNorm.of(CHANNELS),
            new Activation(Function.RELU),
            new MaxPool(2, 2),
            new Flatten(),
            new Dense(60, OUTPUTS, true, KAIMING_UNIFORM)));

    private final Dl4jNetwork ours =
            (Dl4jNetwork) Dl4jEngine.inDoublePrecision().build(SPEC, IMAGE, Seeds.of(1));
    private final StockNetwork theirs = new StockNetwork(IMAGE, CHANNELS, OUTPUTS);
    private final INDArray input = RandomArrays.of(1, BATCH, IMAGE, DataType.DOUBLE);
    private final INDArray outputGradient = RandomArrays.of(2, BATCH, new ImageShape(1, 1, OUTPUTS), DataType.DOUBLE);

    @BeforeEach
    void sameWeights() {
        theirs.set(Map.of(
                "0_W", value("0.weight").permute(3, 2, 0, 1),
                "0_b", value("0.bias"),
                "4_W", value("5.weight"),
                "4_b", value("5.bias")));
    }

    @AfterEach
    void close() {
        ours.close();
        theirs.close();
    }

    @Test
    void outputsAgreeInTraining() {
        INDArray expected = theirs.forward(input, true);

        assertAgree(expected, ArrayPass.forward(ours, input, Pass.train(Seeds.of(2))));
    }

    @Test
    void everyGradientAgreesInTraining() {
        theirs.forward(input, true);
        var expected = theirs.backward(outputGradient.reshape(BATCH, OUTPUTS));

        ArrayPass.forward(ours, input, Pass.train(Seeds.of(2)));
        INDArray inputGradient = ArrayPass.backward(ours, outputGradient, Wanted.BOTH);

        var gradients = expected.getFirst();
        assertAgree(gradients.getGradientFor("0_W").permute(2, 3, 1, 0), gradient("0.weight"));
        assertAgree(gradients.getGradientFor("0_b"), gradient("0.bias"));
        assertAgree(gradients.getGradientFor("1_gamma"), gradient("1.gamma"));
        assertAgree(gradients.getGradientFor("1_beta"), gradient("1.beta"));
        assertAgree(gradients.getGradientFor("4_W"), gradient("5.weight"));
        assertAgree(gradients.getGradientFor("4_b"), gradient("5.bias"));
        assertAgree(expected.getSecond(), inputGradient);
    }

    /** The reason for a network of our own: attacks on an encoder in use need exactly this gradient. */
    @Test
    void theirsCannotBeDifferentiatedInEvaluation() {
        theirs.forward(input, true);
        theirs.forward(input, false);

        assertThatThrownBy(() -> theirs.backward(outputGradient.reshape(BATCH, OUTPUTS)))
                .isInstanceOf(ND4JIllegalStateException.class)
                .hasMessageContaining("outdated workspace pointer");
    }

    private INDArray value(String name) {
        return ours.parameters().get(name).value();
    }

    private INDArray gradient(String name) {
        return ours.parameters().get(name).gradient();
    }

    private static void assertAgree(INDArray expected, INDArray actual) {
        INDArray reshaped = actual.dup('c').reshape(expected.shape());
        assertThat(expected.sub(reshaped).amaxNumber().doubleValue()).isCloseTo(0, within(1e-6));
    }
}
