package lab.obscura.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.data.ImageShape;
import lab.obscura.engine.data.LabeledImages;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.metric.Metrics;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final ImageShape SHAPE = new ImageShape(8, 8, 3);
    private static final int COUNT = 70;

    private final LabeledImages victims = victims();
    private final Reconstructions rebuilt = new Reconstructions(SHAPE, pixels("rebuilt"));

    @Test
    void imagesScoredSideBySideHaveTheScoresThatTheyHaveAlone() {
        Scores scores = Scores.of(victims, rebuilt);

        for (Metric metric : Metrics.all()) {
            double[] alone = IntStream.range(0, COUNT)
                    .mapToDouble(i -> metric.of(victims.image(i), rebuilt.image(i), SHAPE))
                    .toArray();
            assertThat(scores.perImage().get(metric.info().id())).isEqualTo(alone);
        }
        for (PaperMetric metric : Metrics.paper()) {
            PaperMetric.Tally tally = metric.start(SHAPE);
            IntStream.range(0, COUNT).forEach(i -> tally.add(victims.image(i), rebuilt.image(i)));
            assertThat(scores.means()).containsEntry(metric.info().id(), tally.value());
        }
    }

    @Test
    void columnsComeInTheOrderOfTheCatalogue() {
        List<String> ids = Stream.concat(
                        Metrics.all().stream().map(Metric::info),
                        Metrics.paper().stream().map(PaperMetric::info))
                .map(MetricInfo::id)
                .toList();

        assertThat(Scores.of(victims, rebuilt).means().keySet()).containsExactlyElementsOf(ids);
    }

    private static LabeledImages victims() {
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
