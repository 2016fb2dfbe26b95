package lab.obscura.engine.network.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Arithmetic;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.LayerExamples;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.OptimizerStep.Sgd;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.Precision;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.Wanted;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.seed.Seeds;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rounding to bfloat16 between layers, which the CPU's library does too. */
class Bfloat16Test {

    /** A few roundings to 7 bits, each up to 2^-8 of a value. */
    private static final double COARSE = 0.06;

    private final TorchEngine whole = TorchEngine.on(DeviceChoice.CPU);
    private final TorchEngine rounded = TorchEngine.on(DeviceChoice.CPU, new Arithmetic(Precision.BF16, false));

    static Stream<LayerExamples.Example> layers() {
        return LayerExamples.layers();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayerPassesForwardAndBack(LayerExamples.Example example) {
        try (Network a = whole.build(example.spec(), example.image(), Seeds.of(3));
                Network b = rounded.build(example.spec(), example.image(), Seeds.of(3))) {
            INDArray input = RandomArrays.of(1, example.batch(), a.input());
            INDArray direction = RandomArrays.of(2, example.batch(), a.output());
            Pass pass = Pass.train(Seeds.of(5));

            float[] expected = ArrayPass.values(ArrayPass.forward(a, input, pass));
            float[] found = ArrayPass.values(ArrayPass.forward(b, input, pass));
            ArrayPass.backward(b, direction, Wanted.BOTH);
            b.update(new Sgd(0.1, 0.9, 0));

            assertThat(difference(expected, found)).isLessThan(COARSE);
            assertThat(b.state().tensors().keySet())
                    .containsAll(a.state().tensors().keySet());
        }
    }

    @Test
    void productsAreRoundedWeightsAreNotAndNobodyElseIs() {
        var spec = new Dense(64, 8, false, Init.KAIMING_UNIFORM);
        var shape = new ImageShape(1, 1, 64);
        try (Network a = whole.build(spec, shape, Seeds.of(3));
                Network b = rounded.build(spec, shape, Seeds.of(3))) {
            INDArray input = RandomArrays.of(1, 4, shape);

            float[] exact = ArrayPass.values(ArrayPass.forward(a, input, Pass.eval()));
            float[] found = ArrayPass.values(ArrayPass.forward(b, input, Pass.eval()));

            assertThat(found).isNotEqualTo(exact);
            assertThat(difference(exact, found)).isBetween(1e-5, COARSE);
            assertThat(found).satisfies(Bfloat16Test::hasSevenBits);
            assertThat(b.state().tensors().get("weight").values())
                    .isEqualTo(a.state().tensors().get("weight").values());
            assertThat(torch.is_autocast_enabled(DeviceType.CPU)).isFalse();
            assertThat(ArrayPass.values(ArrayPass.forward(a, input, Pass.eval())))
                    .isEqualTo(exact);
        }
    }

    private static void hasSevenBits(float[] values) {
        int lower = 0;
        for (float value : values) {
            lower |= Float.floatToIntBits(value) & 0xffff;
        }
        assertThat(lower).isZero();
    }

    private static double difference(float[] a, float[] b) {
        double scale = 1;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            scale = Math.max(scale, Math.abs(a[i]));
            difference = Math.max(difference, Math.abs(a[i] - (double) b[i]));
        }
        return difference / scale;
    }
}
