package lab.obscura.engine.network.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.ArrayPass;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.network.NetworkState;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.RandomArrays;
import lab.obscura.engine.network.TestEngine;
import lab.obscura.engine.network.spec.NetworkSpec.Init;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The attention blocks against their papers' parameter counts, and against their formulas in plain loops. */
class AttentionTest {

    private static final ImageShape SHAPE = new ImageShape(4, 5, 6);
    private static final int REDUCTION = 2;
    private static final int HIDDEN = 3;
    private static final Init INIT = Init.KAIMING_UNIFORM;

    @ParameterizedTest(name = "{0} channels, reduction {1}")
    @CsvSource({"128, 32, 1024, 1122", "12, 4, 72, 170", "6, 3, 24, 122", "4, 16, 8, 106"})
    void countsAreThoseOfThePapers(int channels, int reduction, long excitation, long cbam) {
        assertThat(Attention.squeezeAndExcitation(channels, reduction, INIT).parameterCount())
                .isEqualTo(excitation);
        assertThat(Attention.cbam(channels, reduction, INIT).parameterCount()).isEqualTo(cbam);
        assertThat(Attention.triplet(channels, INIT).parameterCount()).isEqualTo(3 * (2 * 49 + 2));
    }

    @ParameterizedTest(name = "{0}x{1}x{2}")
    @CsvSource({"8, 8, 12", "1, 1, 6", "3, 7, 4"})
    void theShapeStays(int height, int width, int channels) {
        var shape = new ImageShape(height, width, channels);

        assertThat(Attention.squeezeAndExcitation(channels, 4, INIT).output(shape))
                .isEqualTo(shape);
        assertThat(Attention.cbam(channels, 4, INIT).output(shape)).isEqualTo(shape);
        assertThat(Attention.triplet(channels, INIT).output(shape)).isEqualTo(shape);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void squeezeAndExcitationIsItsFormula(TestEngine engine) {
        compare(engine, Attention.squeezeAndExcitation(SHAPE.channels(), REDUCTION, INIT), (x, state) -> {
            double[] gate = sigmoid(perceptron(means(x), state, "1.1.weight", "1.3.weight"));
            return scaled(x, (h, w, c) -> gate[c]);
        });
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void cbamIsItsFormula(TestEngine engine) {
        compare(engine, Attention.cbam(SHAPE.channels(), REDUCTION, INIT), (x, state) -> {
            double[] ofMeans = perceptron(means(x), state, "0.1.2.weight", "0.1.4.weight");
            double[] ofMaxima = perceptron(maxima(x), state, "0.1.2.weight", "0.1.4.weight");
            for (int c = 0; c < ofMeans.length; c++) {
                ofMeans[c] += ofMaxima[c];
            }
            double[] channels = sigmoid(ofMeans);
            double[][][] weighed = scaled(x, (h, w, c) -> channels[c]);
            double[][] places = places(weighed, state, "1.1.1.weight", value -> value);
            return scaled(weighed, (h, w, c) -> places[h][w]);
        });
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void tripletAttentionIsItsFormula(TestEngine engine) {
        compare(engine, Attention.triplet(SHAPE.channels(), INIT), (x, state) -> {
            double[][] columns = places(swapped(x, 2, 1, 0), state, "0.0.0.1.1.1.weight", norm(state, "0.0.0.1.1.2"));
            double[][] rows = places(swapped(x, 0, 2, 1), state, "0.0.1.1.1.1.weight", norm(state, "0.0.1.1.1.2"));
            double[][] both = places(x, state, "0.1.1.1.weight", norm(state, "0.1.1.2"));
            return scaled(x, (h, w, c) -> (columns[c][w] + rows[h][c] + both[h][w]) / 3);
        });
    }

    private interface Formula {
        double[][][] of(double[][][] x, NetworkState state);
    }

    private interface Gate {
        double at(int h, int w, int c);
    }

    private static void compare(TestEngine engine, NetworkSpec spec, Formula formula) {
        try (Network network = engine.create().build(spec, SHAPE, Seeds.of(3));
                INDArray input = RandomArrays.of(1, 1, SHAPE)) {
            ArrayPass.forward(
                    network, input, Pass.train(Seeds.of(5))); // moves the running statistics off their first values
            float[] x = ArrayPass.values(input);
            double[][][] expected =
                    formula.of(swapped(x, SHAPE.height(), SHAPE.width(), SHAPE.channels()), network.state());

            float[] actual = ArrayPass.values(ArrayPass.forward(network, input, Pass.eval()));

            assertThat(actual).containsExactly(flat(expected), within(1e-5f));
        }
    }

    private static float[] flat(double[][][] x) {
        double[] values = Arrays.stream(x)
                .flatMap(Arrays::stream)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    private static double[][][] swapped(float[] x, int height, int width, int channels) {
        double[][][] result = new double[height][width][channels];
        for (int i = 0; i < x.length; i++) {
            result[i / channels / width][i / channels % width][i % channels] = x[i];
        }
        return result;
    }

    private static double[][][] swapped(double[][][] x, int first, int second, int third) {
        int[] sizes = {x.length, x[0].length, x[0][0].length};
        double[][][] result = new double[sizes[first]][sizes[second]][sizes[third]];
        int[] at = new int[3];
        for (at[0] = 0; at[0] < sizes[0]; at[0]++) {
            for (at[1] = 0; at[1] < sizes[1]; at[1]++) {
                for (at[2] = 0; at[2] < sizes[2]; at[2]++) {
                    result[at[first]][at[second]][at[third]] = x[at[0]][at[1]][at[2]];
                }
            }
        }
        return result;
    }

    private static double[][][] scaled(double[][][] x, Gate gate) {
        double[][][] result = new double[x.length][x[0].length][x[0][0].length];
        for (int h = 0; h < x.length; h++) {
            for (int w = 0; w < x[h].length; w++) {
                for (int c = 0; c < x[h][w].length; c++) {
                    result[h][w][c] = x[h][w][c] * gate.at(h, w, c);
                }
            }
        }
        return result;
    }

    private static double[] means(double[][][] x) {
        double[] means = new double[x[0][0].length];
        for (double[][] row : x) {
            for (double[] place : row) {
                for (int c = 0; c < means.length; c++) {
                    means[c] += place[c] / (x.length * row.length);
                }
            }
        }
        return means;
    }

    private static double[] maxima(double[][][] x) {
        double[] maxima = x[0][0].clone();
        for (double[][] row : x) {
            for (double[] place : row) {
                for (int c = 0; c < maxima.length; c++) {
                    maxima[c] = Math.max(maxima[c], place[c]);
                }
            }
        }
        return maxima;
    }

    /** W2 · relu(W1 · v), both without bias; weights are in × out, whatever stands before. */
    private static double[] perceptron(double[] values, NetworkState state, String first, String second) {
        float[] w1 = state.required(first).values();
        float[] w2 = state.required(second).values();
        double[] hidden = new double[HIDDEN];
        for (int j = 0; j < HIDDEN; j++) {
            for (int i = 0; i < values.length; i++) {
                hidden[j] += values[i] * w1[i * HIDDEN + j];
            }
            hidden[j] = Math.max(0, hidden[j]);
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                result[i] += hidden[j] * w2[j * values.length + i];
            }
        }
        return result;
    }

    private static double[] sigmoid(double[] values) {
        return Arrays.stream(values).map(AttentionTest::sigmoid).toArray();
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    /** sigmoid(between(conv7×7([max, mean]))). */
    private static double[][] places(double[][][] x, NetworkState state, String weight, DoubleUnaryOperator between) {
        float[] kernel = state.required(weight).values();
        double[][] result = new double[x.length][x[0].length];
        for (int h = 0; h < x.length; h++) {
            for (int w = 0; w < x[h].length; w++) {
                double sum = 0;
                for (int k = 0; k < 49; k++) {
                    int row = h + k / 7 - 3;
                    int column = w + k % 7 - 3;
                    if (row >= 0 && row < x.length && column >= 0 && column < x[h].length) {
                        double[] place = x[row][column];
                        sum += kernel[2 * k] * Arrays.stream(place).max().orElseThrow();
                        sum += kernel[2 * k + 1]
                                * Arrays.stream(place).average().orElseThrow();
                    }
                }
                result[h][w] = sigmoid(between.applyAsDouble(sum));
            }
        }
        return result;
    }

    private static DoubleUnaryOperator norm(NetworkState state, String path) {
        double mean = state.required(path + ".runningMean").values()[0];
        double variance = state.required(path + ".runningVariance").values()[0];
        double gamma = state.required(path + ".gamma").values()[0];
        double beta = state.required(path + ".beta").values()[0];
        return value -> (value - mean) / Math.sqrt(variance + 1e-5) * gamma + beta;
    }
}
