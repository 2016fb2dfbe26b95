package lab.obscura.engine.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import lab.obscura.engine.data.shapes.Shapes;
import org.junit.jupiter.api.Test;

class HeldOutTest {

    private static final LabeledImages TEST = Shapes.draw().test();

    @Test
    void theGalleryLiesInTheLastTenthInRisingOrder() {
        int[] gallery = HeldOut.gallery(TEST);

        assertThat(gallery).hasSize(16).isSorted().doesNotHaveDuplicates();
        assertThat(gallery[0]).isGreaterThanOrEqualTo(1800);
    }

    @Test
    void theGalleryShowsEveryClass() {
        assertThat(TEST.select(HeldOut.gallery(TEST)).classCounts()).containsExactly(2, 2, 2, 2, 2, 2, 1, 1, 1, 1);
    }

    @Test
    void theGalleryIsTheSameAtEveryLimitThatLeavesRoomForIt() {
        LabeledImages limited = HeldOut.limited(TEST, 160);

        assertThat(ImageSet.of(limited.select(HeldOut.gallery(limited))))
                .isEqualTo(ImageSet.of(TEST.select(HeldOut.gallery(TEST))));
    }

    @Test
    void aSmallTestSplitHasASmallGallery() {
        assertThat(HeldOut.gallery(HeldOut.limited(TEST, 30))).hasSize(3);
    }

    @Test
    void noLimitMovesAnImageFromTheLastTenthToTheAttacker() {
        var lastTenth = ImageSet.of(HeldOut.lastTenth(TEST));
        LabeledImages limited = HeldOut.limited(TEST, 333);

        assertThat(limited.count()).isEqualTo(333);
        assertThat(lastTenth).containsAll(ImageSet.of(HeldOut.lastTenth(limited)));
        assertThat(lastTenth).doesNotContainAnyElementsOf(ImageSet.of(HeldOut.firstNineTenths(limited)));
    }

    @Test
    void bothPartsTogetherAreTheWholeSplit() {
        assertThat(HeldOut.firstNineTenths(TEST).count()).isEqualTo(1800);
        assertThat(HeldOut.lastTenth(TEST).count()).isEqualTo(200);
    }

    @Test
    void classesInBlocksAreMixedInTheirShares() {
        int[] blocks = IntStream.range(0, 300).map(i -> i < 200 ? 1 : 0).toArray();
        var images =
                new LabeledImages(new ImageShape(1, 1, 1), new byte[300], blocks, java.util.List.of("few", "many"));

        LabeledImages mixed = images.select(ClassOrder.mixed(images.labels()));

        assertThat(HeldOut.lastTenth(mixed).classCounts()).containsExactly(10, 20);
    }
}
