package lab.obscura.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;

/** A data set of any size can be listed; what a run would hold of it is worked out before it is queued. */
class LargeDatasetTest {

    /** 12 288 bytes each: 2.5 and 2.2 GB. */
    private static final DatasetInfo LARGE = new DatasetInfo(
            "large", "large", "pictures", new ImageShape(64, 64, 3), List.of("a", "b"), 200_000, 180_000, "", false);

    @Test
    void whatFitsIntoNoArrayIsRefusedWithItsNumbers() {
        var refusal = catchThrowableOfType(SettingsException.class, () -> fit(Map.of("id", "large")));

        assertThat(refusal.errors())
                .extracting(FieldError::path, FieldError::value)
                .startsWith(
                        tuple("dataset.trainLimit", "200000 images of 64x64x3, 2457600000 bytes"),
                        tuple("dataset.testLimit", "180000 images of 64x64x3, 2211840000 bytes"));
    }

    @Test
    void fewerAndSmallerImagesFit() {
        assertThatCode(() -> fit(Map.of("id", "large", "trainLimit", 10_000, "testLimit", 1_000)))
                .doesNotThrowAnyException();
        assertThatCode(() -> fit(Map.of("id", "large", "imageSize", 16))).doesNotThrowAnyException();
    }

    @Test
    void allImagesCountAsHeap() {
        long all = heap(Map.of("id", "large", "trainLimit", 100_000, "testLimit", 10_000));
        long fewer = heap(Map.of("id", "large", "trainLimit", 10_000, "testLimit", 10_000));

        assertThat(all - fewer).as("90 000 images in MB").isBetween(1_050L, 1_060L);
    }

    private static void fit(Map<String, Object> dataset) {
        FitCheck.fit(definition(dataset), LARGE);
    }

    private static long heap(Map<String, Object> dataset) {
        return MemoryEstimate.of(definition(dataset), LARGE).stages().get(0).heapMegabytes();
    }

    private static ExperimentDefinition definition(Map<String, Object> dataset) {
        return new DefinitionReader().read(Map.of("dataset", dataset, "network", Map.of("backbone", "cnn-4")));
    }
}
