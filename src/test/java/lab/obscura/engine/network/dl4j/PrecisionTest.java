package lab.obscura.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.network.dl4j.array.Parameter;
import lab.obscura.engine.network.spec.Composition.Sequence;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.NetworkSpec.Function;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.network.spec.Normalizations.BatchNorm;
import lab.obscura.engine.network.spec.Pointwise.Activation;
import lab.obscura.engine.network.spec.Pools.MaxPool;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Float32 through oneDNN against float64 through ND4J's generic operations, at the shapes of real networks. */
class PrecisionTest {

    private static final NetworkSpec VGG_BLOCK = new Sequence(List.of(
            new Convolution(64, 128, 3, 1, 1, true, Init.KAIMING_UNIFORM),
            BatchNorm.of(128),
            new Activation(Function.SILU),
            new Convolution(128, 64, 3, 1, 1, true, Init.KAIMING_UNIFORM),
            BatchNorm.of(64),
            new Activation(Function.TANH)));

    @Test
    void aBlockOfVggAgreesInTrainingAndEvaluation() {
        var shape = new ImageShape(16, 16, 64);

        assertThat(largestDifference(VGG_BLOCK, shape, Pass.train(Seeds.of(1)), 0))
                .isLessThan(2e-5);
        assertThat(largestDifference(VGG_BLOCK, shape, Pass.eval(), 0)).isLessThan(2e-5);
    }

    @Test
    void aDoublingStageOfTheDecoderAgrees() {
        var spec = new Sequence(List.of(
                new TransposedConvolution(64, 64, 3, 2, 1, 1, true, Init.KAIMING_UNIFORM),
                BatchNorm.of(64),
                new Activation(Function.TANH)));

        assertThat(largestDifference(spec, new ImageShape(8, 8, 64), Pass.train(Seeds.of(1)), 0))
                .isLessThan(2e-5);
    }

    @Test
    void aLargeMeanDoesNotDrownTheVariance() {
        var spec = new Sequence(List.of(BatchNorm.of(64)));

        assertThat(largestDifference(spec, new ImageShape(16, 16, 64), Pass.train(Seeds.of(1)), 300))
                .isLessThan(1e-3);
    }

    @Test
    void theUpperBlocksOfTheDecoderAgree() {
        var feature = new ImageShape(8, 8, 8);
        NetworkSpec decoder = Decoders.named("res-n0c16", feature, new ImageShape(32, 32, 3));

        // ReLU's derivative jumps: a value that is zero but for rounding may change sides, so outputs are compared.
        assertThat(outputDifference(decoder, feature)).isLessThan(2e-5);
    }

    @Test
    void aConvolutionBlockWithPoolAgreesInItsOutput() {
        var spec = new Sequence(List.of(
                new Convolution(3, 64, 3, 1, 1, true, Init.XAVIER_UNIFORM),
                BatchNorm.of(64),
                new Activation(Function.RELU),
                new MaxPool(2, 2)));

        assertThat(outputDifference(spec, new ImageShape(32, 32, 3))).isLessThan(2e-5);
    }

    private static double outputDifference(NetworkSpec spec, ImageShape shape) {
        INDArray x = RandomArrays.of(1, 8, shape, DataType.DOUBLE);
        var pass = Pass.train(Seeds.of(1));
        try (var wide = Dl4jEngine.inDoublePrecision().build(spec, shape, Seeds.of(2));
                var narrow = Dl4jEngine.create().build(spec, shape, Seeds.of(2))) {
            return relative(
                    ArrayPass.forward(wide, x, pass), ArrayPass.forward(narrow, x.castTo(DataType.FLOAT), pass));
        }
    }

    /** Over output, input gradient and every parameter's gradient, relative to the largest entry of each. */
    private static double largestDifference(NetworkSpec spec, ImageShape shape, Pass pass, double offset) {
        INDArray x = RandomArrays.of(1, 8, shape, DataType.DOUBLE).addi(offset);
        INDArray dy = RandomArrays.of(2, 8, spec.output(shape), DataType.DOUBLE);
        try (var wide = (Dl4jNetwork) Dl4jEngine.inDoublePrecision().build(spec, shape, Seeds.of(2));
                var narrow = (Dl4jNetwork) Dl4jEngine.create().build(spec, shape, Seeds.of(2))) {
            double difference = relative(
                    ArrayPass.forward(wide, x, pass), ArrayPass.forward(narrow, x.castTo(DataType.FLOAT), pass));
            INDArray wideGradient = ArrayPass.backward(wide, dy, Wanted.BOTH);
            INDArray narrowGradient = ArrayPass.backward(narrow, dy.castTo(DataType.FLOAT), Wanted.BOTH);
            difference = Math.max(difference, relative(wideGradient, narrowGradient));
            for (Parameter parameter : wide.parameters().all()) {
                if (parameter.gradient().amaxNumber().doubleValue() > 1e-6) {
                    INDArray other = narrow.parameters().get(parameter.name()).gradient();
                    difference = Math.max(difference, relative(parameter.gradient(), other));
                }
            }
            return difference;
        }
    }

    private static double relative(INDArray expected, INDArray actual) {
        double scale = expected.amaxNumber().doubleValue();
        return expected.sub(actual.castTo(DataType.DOUBLE)).amaxNumber().doubleValue() / scale;
    }
}
