package lab.obscura.engine.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import lab.obscura.engine.seed.RandomStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final ImageShape SHAPE = new ImageShape(9, 9, 3);
    private static final LabeledImages IMAGES = images();

    @Test
    void leavesImagesAloneWhenNothingIsAsked() {
        assertThat(augmented(Augmentation.NONE, 1)).isEqualTo(IMAGES.image(0));
    }

    @Test
    void mirrorsAboutHalfOfTheImages() {
        var flip = Augmentation.NONE.withFlip();
        int mirrored = 0;
        for (int seed = 0; seed < 1000; seed++) {
            mirrored += at(augmented(flip, seed), 0, 0, 1) == at(IMAGES.image(0), 0, 8, 1) ? 1 : 0;
        }

        assertThat(mirrored).isBetween(450, 550);
    }

    @Test
    void movesByAtMostThePaddingAndFillsWithBlack() {
        var crop = Augmentation.NONE.withCrop(2);
        var firstColumns = new java.util.TreeSet<Float>();
        for (int seed = 0; seed < 200; seed++) {
            firstColumns.add(at(augmented(crop, seed), 4, 0, 1));
        }

        // Green is the column; the leftmost column shows black (moved right) or columns 0, 1, 2.
        assertThat(firstColumns).containsExactly(0f, 20 / 255f, 30 / 255f, 40 / 255f);
    }

    @Test
    void keepsTheMiddleUnderRotation() {
        float[] turned = augmented(Augmentation.NONE.withRotation(15), 3);

        assertThat(at(turned, 4, 4, 0)).isCloseTo(at(IMAGES.image(0), 4, 4, 0), within(1e-6f));
        assertThat(turned).isNotEqualTo(IMAGES.image(0));
    }

    @Test
    void rotatesByTheDrawnAngleWithBilinearInterpolation() {
        double angle = Math.toRadians(new RandomStream(5).between(-90, 90));
        float[] turned = augmented(Augmentation.NONE.withRotation(90), 5);
        // Red is 20 + 10 · row and green 20 + 10 · column, so interpolation gives the source's place exactly.
        double row = 4 + Math.sin(angle) * 1 + Math.cos(angle) * 2;
        double column = 4 + Math.cos(angle) * 1 - Math.sin(angle) * 2;

        assertThat((double) at(turned, 6, 5, 0)).isCloseTo((20 + 10 * row) / 255, within(1e-5));
        assertThat((double) at(turned, 6, 5, 1)).isCloseTo((20 + 10 * column) / 255, within(1e-5));
    }

    @Test
    void sameSeedGivesTheSameImage() {
        assertThat(augmented(Augmentation.CIFAR, 7)).isEqualTo(augmented(Augmentation.CIFAR, 7));
    }

    @Test
    void writesOnlyItsOwnPlace() {
        float[] target = new float[SHAPE.size() + 2];
        java.util.Arrays.fill(target, -1);

        Augmentation.write(IMAGES, Augmentation.CIFAR.drawn(0, new RandomStream(1)), target, 1);

        assertThat(target[0]).isEqualTo(-1f);
        assertThat(target[SHAPE.size() + 1]).isEqualTo(-1f);
        assertThat(java.util.Arrays.copyOfRange(target, 1, SHAPE.size() + 1)).doesNotContain(-1f);
    }

    private static float[] augmented(Augmentation augmentation, long seed) {
        float[] target = new float[SHAPE.size()];
        Augmentation.write(IMAGES, augmentation.drawn(0, new RandomStream(seed)), target, 0);
        return target;
    }

    private static float at(float[] image, int row, int column, int channel) {
        return image[(row * SHAPE.width() + column) * SHAPE.channels() + channel];
    }

    private static LabeledImages images() {
        byte[] pixels = new byte[SHAPE.size()];
        for (int i = 0; i < 81; i++) {
            pixels[3 * i] = (byte) (20 + 10 * (i / 9));
            pixels[3 * i + 1] = (byte) (20 + 10 * (i % 9));
            pixels[3 * i + 2] = (byte) 255;
        }
        return new LabeledImages(SHAPE, pixels, new int[] {0}, List.of("only"));
    }

    @Test
    void everyNameIsThatOfItsSteps() {
        assertThat(Augmentation.names())
                .containsExactly(
                        "none", "crop", "flip", "crop-flip", "rotate", "crop-rotate", "flip-rotate", "crop-flip-rotate")
                .allMatch(name -> Augmentation.named(name).orElseThrow().name().equals(name));
        assertThat(Augmentation.named("crop-flip-rotate")).contains(Augmentation.CIFAR);
        assertThat(Augmentation.named("flip-rotate")).contains(Augmentation.FLIP_AND_ROTATION);
        assertThat(Augmentation.named("none")).contains(Augmentation.NONE);
        assertThat(Augmentation.named("flip-crop")).isEmpty();
    }
}
