package lab.obscura.engine.network.dl4j.array;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's native operations with the arguments our layers need: NHWC, explicit padding, results written into given arrays. Each
 * was chosen by measuring; the slow relatives ({@code batchnorm_bp}, {@code relu_bp}, {@code sum(0)}) are named where they are
 * replaced.
 */
public final class Ops {

    private static final double[] NONE = {};
    private static final int NHWC = 1;
    private static final int EXPLICIT_PADDING = 0;
    private static final int KERNEL_IN_OUT = 0;

    private Ops() {}

    /** Size, step and zero padding of a square window. */
    public record Window(int size, int stride, int padding) {

        /** The integer arguments of ND4J's convolutions. */
        public int[] forConvolution() {
            return new int[] {size, size, stride, stride, padding, padding, 1, 1, EXPLICIT_PADDING, NHWC, KERNEL_IN_OUT
            };
        }

        private int[] forPooling() {
            return new int[] {size, size, stride, stride, padding, padding, 1, 1, EXPLICIT_PADDING, 0, NHWC};
        }
    }

    /** {@code inputs}: x, weight and, where there is one, bias. */
    public static void convolve(Window window, INDArray y, INDArray... inputs) {
        run("conv2d", inputs, of(y), NONE, window.forConvolution());
    }

    /** {@code inputs}: x, weight, [bias,] dy; {@code outputs}: dx, dw, [db]. */
    public static void convolveBackward(Window window, INDArray[] inputs, INDArray[] outputs) {
        run("conv2d_bp", inputs, outputs, NONE, window.forConvolution());
    }

    /** The weight is kernel × kernel × out × in; {@code y} has the size that the window makes of x, no output padding. */
    public static void transposedConvolve(Window window, INDArray x, INDArray weight, INDArray y) {
        run("deconv2d", of(x, weight), of(y), NONE, window.forConvolution());
    }

    /** {@code inputs}: x, weight, dy; {@code outputs}: dx, dw. */
    public static void transposedConvolveBackward(Window window, INDArray[] inputs, INDArray[] outputs) {
        run("deconv2d_bp", inputs, outputs, NONE, window.forConvolution());
    }

    public static void maxPool(Window window, INDArray x, INDArray y) {
        run("maxpool2d", of(x), of(y), NONE, window.forPooling());
    }

    public static void maxPoolBackward(Window window, INDArray x, INDArray dy, INDArray dx) {
        run("maxpool2d_bp", of(x, dy), of(dx), NONE, window.forPooling());
    }

    /** Mean over the two dimensions of space. */
    public static void average(INDArray x, INDArray y) {
        run("avgpool2d", of(x), of(y), NONE, allOfSpace(x));
    }

    public static void averageBackward(INDArray x, INDArray dy, INDArray dx) {
        run("avgpool2d_bp", of(x, dy), of(dx), NONE, allOfSpace(x));
    }

    /** The integer arguments of a pool over both dimensions of space. */
    public static int[] allOfSpace(INDArray x) {
        int height = (int) x.size(1);
        int width = (int) x.size(2);
        return new int[] {height, width, height, width, 0, 0, 1, 1, EXPLICIT_PADDING, 0, NHWC};
    }

    /** {@code y = (x − mean) / sqrt(variance + epsilon) · gamma + beta}, per channel of the last dimension. */
    static void normalize(INDArray x, INDArray[] meanVarianceGammaBeta, double epsilon, INDArray y) {
        INDArray[] p = meanVarianceGammaBeta;
        run("batchnorm", of(x, p[0], p[1], p[2], p[3]), of(y), new double[] {epsilon}, 1, 1, x.rank() - 1);
    }

    /** {@code c = a · b} for matrices. */
    public static void multiply(INDArray a, INDArray b, INDArray c) {
        run("matmul", of(a, b), of(c), NONE, 0, 0, 0);
    }

    /** {@code c = aᵀ · b}. */
    public static void multiplyLeftTransposed(INDArray a, INDArray b, INDArray c) {
        run("matmul", of(a, b), of(c), NONE, 1, 0, 0);
    }

    /** {@code c = a · bᵀ}. */
    public static void multiplyRightTransposed(INDArray a, INDArray b, INDArray c) {
        run("matmul", of(a, b), of(c), NONE, 0, 1, 0);
    }

    public static void addBias(INDArray x, INDArray bias, INDArray y) {
        run("biasadd", of(x, bias), of(y), NONE);
    }

    public static void relu(INDArray x, INDArray y) {
        run("relu", of(x), of(y), new double[] {0});
    }

    public static INDArray[] of(INDArray... arrays) {
        return arrays;
    }

    /** Any operation of ND4J by its name. */
    public static void run(String name, INDArray[] inputs, INDArray[] outputs, int... integers) {
        run(name, inputs, outputs, NONE, integers);
    }

    private static void run(String name, INDArray[] inputs, INDArray[] outputs, double[] numbers, int... integers) {
        var call = DynamicCustomOp.builder(name).addInputs(inputs).addOutputs(outputs);
        if (integers.length > 0) {
            call.addIntegerArguments(integers);
        }
        for (double number : numbers) {
            call.addFloatingPointArguments(number);
        }
        Nd4j.exec(call.build());
    }
}
