package lab.obscura.engine.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResizingTest {

    private static final ImageShape FOUR = new ImageShape(4, 4, 1);

    @Test
    void averagesAreasWhenItShrinks() {
        byte[] pixels = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 120, 100, 100};

        assertThat(Resizing.toSquare(pixels, FOUR, 2)).containsExactly(25, 45, 103, 103);
    }

    @Test
    void sharesPixelsThatLieInTwoAreas() {
        byte[] pixels = {0, 30, 60, 0, 30, 60, 0, 30, 60};

        // 1.5 source pixels per target pixel: (0 + 30 / 2) / 1.5 and (30 / 2 + 60) / 1.5
        assertThat(Resizing.toSquare(pixels, new ImageShape(3, 3, 1), 2)).containsExactly(10, 50, 10, 50);
    }

    @Test
    void interpolatesBetweenPixelCentersWhenItGrows() {
        byte[] pixels = {0, 100, 0, 100};

        byte[] larger = Resizing.toSquare(pixels, new ImageShape(2, 2, 1), 4);

        assertThat(java.util.Arrays.copyOf(larger, 4)).containsExactly(0, 25, 75, 100);
    }

    @Test
    void cutsTheMiddleSquareOut() {
        byte[] pixels = {1, 2, 3, 4};

        assertThat(Resizing.toSquare(pixels, new ImageShape(1, 4, 1), 1)).containsExactly(2);
        assertThat(Resizing.toSquare(new byte[] {9, 1, 2, 3, 9, 9}, new ImageShape(2, 1, 3), 1))
                .containsExactly(9, 1, 2);
    }

    @Test
    void leavesImagesOfTheRightSizeAlone() {
        var images = new LabeledImages(FOUR, new byte[16], new int[] {0}, List.of("only"));

        assertThat(Resizing.toSquare(images, 4)).isSameAs(images);
    }

    @Test
    void keepsConstantImagesConstantAtEverySize() {
        byte[] constant = new byte[16];
        java.util.Arrays.fill(constant, (byte) 200);
        assertThat(IntStream.rangeClosed(1, 9))
                .allSatisfy(size ->
                        assertThat(Resizing.toSquare(constant, FOUR, size)).containsOnly((byte) 200));
    }
}
