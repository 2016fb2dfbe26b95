package lab.obscura.engine.run.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScoresTest {

    private static final ImageShape SHAPE = new ImageShape(8, 8, 3);
    private static final int COUNT = 70;

    private final LabeledImages targets = targets();
    private final Reconstructions rebuilt = new Reconstructions(SHAPE, pixels("rebuilt"));

    @Tag("contract")
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void imagesScoredSideBySideHaveTheScoresThatTheyHaveAlone(String id, Metric metric) {
        double[] alone = IntStream.range(0, COUNT)
                .mapToDouble(i -> metric.of(targets.image(i), rebuilt.image(i), SHAPE))
                .toArray();

        assertThat(scores().perImage().get(id)).isEqualTo(alone);
    }

    static Stream<Arguments> metrics() {
        return Entries.metrics().map(metric -> Arguments.of(metric.info().id(), metric));
    }

    @Tag("contract")
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void aGuessScoredBesideReconstructionsHasTheScoresThatItHasAlone(String id, Metric metric) {
        float[] guess = targets.image(0);
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += metric.of(targets.image(i), guess, SHAPE);
        }

        assertThat(scores().guess()).containsEntry(metric.info().constantGuess(), sum / COUNT);
    }

    @Tag("contract")
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("paperMetrics")
    void aBatchIsScoredAsItsImagesInTheirOrder(String id, PaperMetric metric) {
        PaperMetric.Tally tally = metric.start(SHAPE);
        IntStream.range(0, COUNT).forEach(i -> tally.add(targets.image(i), rebuilt.image(i)));

        assertThat(scores().means()).containsEntry(id, tally.value());
    }

    static Stream<Arguments> paperMetrics() {
        return Entries.paperMetrics().map(metric -> Arguments.of(metric.info().id(), metric));
    }

    @Test
    void columnsComeInTheOrderOfTheCatalog() {
        List<String> ids = Stream.concat(
                        Metrics.all().stream().map(Metric::info),
                        Metrics.paper().stream().map(PaperMetric::info))
                .map(MetricInfo::id)
                .toList();

        assertThat(scores().means().keySet()).containsExactlyElementsOf(ids);
    }

    /** The engine keeps nothing of what lies on the host. */
    private Scores scores() {
        return Scores.of(targets, rebuilt, targets.image(0), TorchEngine.onCpuAsOnACard());
    }

    private static LabeledImages targets() {
        float[] values = pixels("victims");
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] * 255);
        }
        return new LabeledImages(SHAPE, bytes, new int[COUNT], List.of("one"));
    }

    private static float[] pixels(String name) {
        RandomStream random = Seeds.of(1).stream(name);
        float[] values = new float[COUNT * SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }
}
