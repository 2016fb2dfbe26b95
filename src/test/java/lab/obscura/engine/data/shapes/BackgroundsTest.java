package lab.obscura.engine.data.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import lab.obscura.engine.data.images.LabeledImages;
import org.junit.jupiter.api.Test;

class BackgroundsTest {

    /** Along the upper edge, where figures hardly reach, a pattern jumps more often than what fades. */
    @Test
    void patternsAreRougherThanWhatFades() {
        LabeledImages test = Shapes.draw().test();
        double[] roughness = new double[4];
        int[] counts = new int[4];
        for (int i = 0; i < test.count(); i++) {
            int kind = test.attributes().values()[i];
            counts[kind]++;
            roughness[kind] += roughness(test.image(i));
        }

        assertThat(test.attributes().names()).containsExactly("gradient", "stripes", "chessboard", "lights");
        assertThat(java.util.Arrays.stream(counts)).allMatch(count -> count > 400);
        assertThat(roughness[1] / counts[1]).isGreaterThan(1.4 * roughness[0] / counts[0]);
        assertThat(roughness[2] / counts[2]).isGreaterThan(1.4 * roughness[3] / counts[3]);
    }

    private static double roughness(float[] image) {
        double sum = 0;
        for (int i = 3; i < 32 * 3; i++) {
            sum += Math.abs(image[i] - image[i - 3]);
        }
        return sum;
    }
}
