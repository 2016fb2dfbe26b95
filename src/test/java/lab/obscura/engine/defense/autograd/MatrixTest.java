package lab.obscura.engine.defense.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products with a matrix that stands the other way, beside those of one that was turned before. */
class MatrixTest {

    /** Fewer rows than are turned at once, as many, and more that do not come out even. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 2", "8, 8, 8", "17, 9, 11", "11, 30, 1"})
    void turningAFactorFirstGivesTheSameBits(int rows, int inner, int columns) {
        Matrix left = random(1, rows, inner);
        Matrix right = random(2, inner, columns);
        Matrix turnedLeft = left.transposed();
        Matrix turnedRight = right.transposed();

        assertThat(turnedLeft.at(inner - 1, rows - 1)).isEqualTo(left.at(rows - 1, inner - 1));
        assertThat(turnedLeft.transposed().values()).containsExactly(left.values());
        assertThat(left.timesTransposed(turnedRight).values())
                .containsExactly(left.times(right).values());
        assertThat(turnedLeft.transposedTimes(right).values())
                .containsExactly(left.times(right).values());
    }

    @Test
    void refusesFactorsThatDoNotFit() {
        Matrix matrix = random(1, 2, 3);

        assertThatThrownBy(() -> matrix.timesTransposed(random(2, 3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 × 3 times (3 × 2)ᵀ");
        assertThatThrownBy(() -> matrix.transposedTimes(random(2, 3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("(2 × 3)ᵀ times 3 × 2");
    }

    private static Matrix random(long seed, int rows, int columns) {
        var random = new RandomStream(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.values()[i] = random.nextGaussian();
        }
        return matrix;
    }
}
