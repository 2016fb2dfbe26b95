package lab.obscura.engine.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class ClassRadiusTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);

    private final ClassRadius radius = new ClassRadius(ClassRadius.INFO.schema().read("", Map.of()));

    /**
     * Class 0 is (0,0), (3,0), (0,3) about (1,1): (2 + 5 + 5)/3 = 4. Class 1 is the same moved by 10 and doubled: 16. All together about
     * (6.5, 6.5): 2 · 5.5² + (4 + 16)/2 = 70.5.
     */
    @Test
    void isWhatPaperAndPencilGive() {
        float[] clean = {0, 0, 3, 0, 0, 3, 10, 10, 16, 10, 10, 16};

        Map<String, Double> values = radius.of(features(clean, 0, 0, 0, 1, 1, 1), QUIET);

        assertThat(values.get("features.classRadius.class-0")).isCloseTo(4, within(1e-9));
        assertThat(values.get("features.classRadius.class-1")).isCloseTo(16, within(1e-9));
        assertThat(values.get("features.classRadius.perValue.class-1")).isCloseTo(8, within(1e-9));
        assertThat(values.get("features.classRadius")).isCloseTo(10, within(1e-9));
        assertThat(values.get("features.classRadius.perValue")).isCloseTo(5, within(1e-9));
        assertThat(values.get("features.classRadius.ratio")).isCloseTo(10 / 70.5, within(1e-9));
    }

    @Test
    void aClassWithTwoImagesIsLeftOutAndNamed() {
        MeasuredFeatures features = features(new float[] {0, 0, 3, 0, 0, 3, 9, 9, 8, 8}, 0, 0, 0, 1, 1);

        assertThat(radius.lack(features)).isEmpty();
        assertThat(radius.omissions(features)).singleElement().asString().contains("fewer than 3", "second (2)");
        assertThat(radius.of(features, QUIET))
                .doesNotContainKey("features.classRadius.class-1")
                .containsKeys("features.classRadius.class-0", "features.classRadius.ratio");
    }

    @Test
    void needsThreeImagesOfSomeClass() {
        assertThat(radius.lack(features(new float[8], 0, 0, 1, 1)))
                .contains("it needs 3 test images or more of a class, had at most 2; raise dataset.testLimit");
    }

    @Test
    void equalFeaturesHaveNoRatio() {
        assertThat(radius.of(features(new float[6], 0, 0, 0), QUIET))
                .containsEntry("features.classRadius", 0.0)
                .doesNotContainKey("features.classRadius.ratio");
    }

    private static MeasuredFeatures features(float[] clean, int... labels) {
        var images =
                new LabeledImages(new ImageShape(1, 1, 1), new byte[labels.length], labels, List.of("first", "second"));
        var part = new MeasuredFeatures.Part(images, clean, clean);
        return new MeasuredFeatures(
                new ImageShape(1, 1, 2), part, part, 0, List.of(), Dl4jEngine.create(), Seeds.of(1));
    }
}
