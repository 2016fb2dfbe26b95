package lab.obscura.engine.defense.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class CholeskyTest {

    /** det of ((4, 2), (2, 3)) is 8. */
    @Test
    void theLogDeterminantIsWhatPaperAndPencilGive() {
        var matrix = new Matrix(2, 2, new double[] {4, 2, 2, 3});

        assertThat(Cholesky.of(matrix).logDeterminant()).isCloseTo(Math.log(8), within(1e-12));
    }

    @Test
    void theSolutionTimesTheMatrixIsTheRightSide() {
        var random = new RandomStream(1);
        Matrix half = drawn(random, 6, 6);
        Matrix matrix = half.times(half.transposed());
        Matrix right = drawn(random, 6, 3);

        Matrix back = matrix.times(Cholesky.of(matrix).solve(right));

        assertThat(IntStream.range(0, 18))
                .allSatisfy(i -> assertThat(back.values()[i]).isCloseTo(right.values()[i], within(1e-8)));
    }

    @Test
    void refusesAMatrixThatIsNotPositiveDefinite() {
        assertThatThrownBy(() -> Cholesky.of(new Matrix(2, 2, new double[] {1, 2, 2, 1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pivot 1 of 2");
    }

    private static Matrix drawn(RandomStream random, int rows, int columns) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return new Matrix(rows, columns, values);
    }
}
