package lab.obscura.engine.network.dl4j;

import static lab.obscura.engine.network.spec.NetworkSpec.Init.KAIMING_UNIFORM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.Convolutions.DepthwiseConvolution;
import lab.obscura.engine.network.spec.Convolutions.TransposedConvolution;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Against the definitions as plain loops, in float32 and so through oneDNN. */
class ConvolutionDefinitionTest {

    private static final ImageShape INPUT = new ImageShape(5, 7, 16);
    private static final int OUT = 8;
    private static final int BATCH = 2;

    @ParameterizedTest(name = "kernel {0} stride {1} padding {2} dilation {3}")
    @CsvSource({"3,1,1,1", "3,2,1,1", "1,1,0,1", "1,2,0,1", "5,2,2,1", "3,1,0,1", "3,1,2,2", "3,2,3,3", "5,1,4,2"})
    void convolutionIsItsDefinition(int kernel, int stride, int padding, int dilation) {
        var spec = new Convolution(INPUT.channels(), OUT, kernel, stride, padding, true, KAIMING_UNIFORM, dilation);

        compare(spec, (x, w, y) -> {
            for (int h = 0; h < y.size(1); h++) {
                for (int v = 0; v < y.size(2); v++) {
                    for (int k = 0; k < kernel * kernel; k++) {
                        addProduct(
                                new Tap(
                                        x,
                                        h * stride - padding + k / kernel * dilation,
                                        v * stride - padding + k % kernel * dilation),
                                w.get(at(k / kernel), at(k % kernel)).dup(),
                                new Tap(y, h, v));
                    }
                }
            }
        });
    }

    @ParameterizedTest(name = "kernel {0} stride {1} padding {2} output padding {3}")
    @CsvSource({"3,2,1,1", "3,2,1,0", "4,2,1,0", "3,1,1,0", "3,2,0,1", "2,2,0,0", "5,2,2,1"})
    void transposedConvolutionIsItsDefinition(int kernel, int stride, int padding, int outputPadding) {
        var spec = new TransposedConvolution(
                INPUT.channels(), OUT, kernel, stride, padding, outputPadding, true, KAIMING_UNIFORM);

        compare(spec, (x, w, y) -> {
            for (int h = 0; h < x.size(1); h++) {
                for (int v = 0; v < x.size(2); v++) {
                    for (int k = 0; k < kernel * kernel; k++) {
                        addProduct(
                                new Tap(x, h, v),
                                w.get(at(k / kernel), at(k % kernel))
                                        .transpose()
                                        .dup(),
                                new Tap(y, h * stride - padding + k / kernel, v * stride - padding + k % kernel));
                    }
                }
            }
        });
    }

    @ParameterizedTest(name = "kernel {0} stride {1} padding {2} dilation {3}")
    @CsvSource({"3,1,1,1", "3,2,1,1", "5,1,2,1", "3,1,2,2", "3,2,3,3", "5,1,0,1"})
    void depthwiseConvolutionIsItsDefinition(int kernel, int stride, int padding, int dilation) {
        var spec = new DepthwiseConvolution(INPUT.channels(), kernel, stride, padding, dilation, true, KAIMING_UNIFORM);

        compare(spec, (x, w, y) -> {
            for (int h = 0; h < y.size(1); h++) {
                for (int v = 0; v < y.size(2); v++) {
                    for (int k = 0; k < kernel * kernel; k++) {
                        addProduct(
                                new Tap(
                                        x,
                                        h * stride - padding + k / kernel * dilation,
                                        v * stride - padding + k % kernel * dilation),
                                Nd4j.diag(w.get(at(k / kernel), at(k % kernel)).ravel()),
                                new Tap(y, h, v));
                    }
                }
            }
        });
    }

    private interface Definition {
        void add(INDArray x, INDArray weight, INDArray y);
    }

    /** One position in every image of a batch; outside the image there is nothing. */
    private record Tap(INDArray images, long row, long column) {
        boolean isInside() {
            return row >= 0 && column >= 0 && row < images.size(1) && column < images.size(2);
        }
    }

    private static INDArrayIndex at(long position) {
        return NDArrayIndex.point(position);
    }

    /** {@code to += from · matrix} for every image. */
    private static void addProduct(Tap from, INDArray matrix, Tap to) {
        if (!from.isInside() || !to.isInside()) {
            return;
        }
        for (long image = 0; image < BATCH; image++) {
            for (long o = 0; o < matrix.size(1); o++) {
                double sum = to.images().getDouble(image, to.row(), to.column(), o);
                for (long i = 0; i < matrix.size(0); i++) {
                    sum += from.images().getDouble(image, from.row(), from.column(), i) * matrix.getDouble(i, o);
                }
                to.images().putScalar(new long[] {image, to.row(), to.column(), o}, sum);
            }
        }
    }

    private static void compare(NetworkSpec spec, Definition definition) {
        INDArray x = RandomArrays.of(1, BATCH, INPUT);
        try (var network = Dl4jEngine.create().build(spec, INPUT, Seeds.of(2))) {
            ImageShape out = network.output();
            var weight = network.state().tensors().get("weight");
            var bias = network.state().tensors().get("bias");
            INDArray expected = Nd4j.zeros(DataType.DOUBLE, BATCH, out.height(), out.width(), out.channels());
            definition.add(x, Nd4j.createFromArray(weight.values()).reshape(weight.shape()), expected);
            expected.addi(Nd4j.createFromArray(bias.values())
                    .castTo(DataType.DOUBLE)
                    .reshape(1, 1, 1, out.channels())
                    .broadcast(expected.shape()));

            INDArray actual = ArrayPass.forward(network, x, Pass.eval()).castTo(DataType.DOUBLE);

            assertThat(actual.sub(expected).amaxNumber().doubleValue()).isCloseTo(0, within(1e-5));
        }
    }
}
