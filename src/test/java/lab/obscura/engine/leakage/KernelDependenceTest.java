package lab.obscura.engine.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class KernelDependenceTest {

    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);
    private static final int IMAGES = 24;
    private static final int PIXELS = 2;

    @Test
    void picturesSentAsTheyAreDependOnThemselvesMost() {
        float[] noise = new RandomStream(3).gaussians(IMAGES * PIXELS, 1);

        assertThat(List.of(hsic(Map.of()), KernelDependence.coco(reader(Map.of()))))
                .allSatisfy(estimator -> {
                    String name = "features." + estimator.info().id() + ".pixels";
                    double itself = estimator.of(features(normalized()), QUIET).get(name);
                    double independent = estimator.of(features(noise), QUIET).get(name);
                    assertThat(itself).as(name).isGreaterThan(1.3 * independent);
                });
    }

    /** Two groups of equal features that are the classes: R of both is their projector, whose trace is 1. */
    @Test
    void featuresThatAreTheClassDependOnItWholly() {
        float[] sent = new float[IMAGES * PIXELS];
        IntStream.range(0, sent.length).forEach(i -> sent[i] = i / PIXELS % 2 * 20);

        Map<String, Double> values = hsic(Map.of()).of(features(sent), QUIET);

        assertThat(values.get("features.hsic.labels")).isCloseTo(1, within(1e-3));
        assertThat(values).containsEntry("features.hsic.images", (double) IMAGES);
    }

    @Test
    void takesAsManyImagesAsAskedFor() {
        assertThat(hsic(Map.of("images", 5)).of(features(normalized()), QUIET))
                .containsEntry("features.hsic.images", 5.0)
                .containsOnlyKeys("features.hsic.pixels", "features.hsic.labels", "features.hsic.images");
    }

    private static KernelDependence hsic(Map<String, Object> settings) {
        return KernelDependence.hsic(reader(settings));
    }

    private static lab.obscura.engine.settings.SettingsReader reader(Map<String, Object> settings) {
        return KernelDependence.HSIC.schema().read("", settings);
    }

    private static float[] normalized() {
        byte[] pixels = pixels();
        float[] values = new float[pixels.length];
        IntStream.range(0, pixels.length).forEach(i -> values[i] = ((pixels[i] & 0xff) / 255f - 0.5f) / 0.29f);
        return values;
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[IMAGES * PIXELS];
        new Random(1).nextBytes(pixels);
        return pixels;
    }

    private static MeasuredFeatures features(float[] sent) {
        int[] labels = IntStream.range(0, IMAGES).map(i -> i % 2).toArray();
        var images = new LabeledImages(new ImageShape(1, 2, 1), pixels(), labels, List.of("first", "second"));
        var part = new MeasuredFeatures.Part(images, sent, sent);
        return new MeasuredFeatures(
                new ImageShape(1, 1, PIXELS), part, part, 0.1, List.of(), Dl4jEngine.create(), Seeds.of(1));
    }
}
