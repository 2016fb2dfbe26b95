package lab.obscura.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every metric of the catalog promises, also the one that is added tomorrow. Whether its formula is right, its own test asks. */
@Tag("contract")
class MetricContractTest {

    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    /** A single pixel, gray; lower than any window is high; odd, so that halving leaves a row over; large. */
    private static final List<ImageShape> SHAPES = List.of(
            new ImageShape(1, 1, 1), new ImageShape(4, 60, 3), new ImageShape(23, 25, 1), new ImageShape(64, 64, 3));

    private final RandomStream random = Seeds.of(1).stream("images");

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void saysWhatBoardsAndPagesNeedToShowIt(String id, Metric metric) {
        MetricInfo info = metric.info();

        assertThat(id).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(List.of(
                        info.title(), info.notation().heading(), info.version().formula()))
                .noneMatch(String::isBlank);
        assertThat(info.notation().digits()).isBetween(0, 10);
        assertThat(info.range().low()).isLessThan(info.range().high());
    }

    /** An answer has the metric beside its other fields: of the same name, one of both would be lost. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void isNamedLikeNoFieldOfAnAnswer(String id, Metric metric) throws IOException {
        JsonNode schemas = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("docs/openapi.json")))
                .at("/components/schemas");

        assertThat(schemas.findValues("properties"))
                .as(metric.info().title())
                .isNotEmpty()
                .noneMatch(properties -> properties.has(id));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void identicalImagesAreAtTheEndOfTheRangeThatIsLeastPrivate(String id, Metric metric) {
        float[] image = noise(SHAPE);

        double leastPrivate = metric.info().higherIsMorePrivate()
                ? metric.info().range().low()
                : metric.info().range().high();
        assertThat(metric.of(image, image, SHAPE)).as(id).isCloseTo(leastPrivate, within(1e-9));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void aPoorReconstructionIsMorePrivateThanAGoodOne(String id, Metric metric) {
        float[] image = noise(SHAPE);
        double good = metric.of(image, mixed(image, noise(SHAPE), 0.1f), SHAPE);
        double poor = metric.of(image, mixed(image, noise(SHAPE), 0.9f), SHAPE);

        assertThat(metric.info().higherIsMorePrivate() ? poor - good : good - poor)
                .as(id)
                .isPositive();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void isANumberWithinItsRangeForImagesOfAnySize(String id, Metric metric) {
        assertThat(SHAPES).allSatisfy(shape -> {
            assertThat(metric.of(noise(shape), noise(shape), shape)).as(id).satisfies(inRangeOf(metric));
            assertThat(metric.of(filled(shape, 0), filled(shape, 1), shape))
                    .as(id)
                    .satisfies(inRangeOf(metric));
            assertThat(metric.of(filled(shape, 0.5f), filled(shape, 0.5f), shape))
                    .as(id)
                    .satisfies(inRangeOf(metric));
            assertThat(metric.of(noise(shape), opposite(noise(shape)), shape))
                    .as(id)
                    .satisfies(inRangeOf(metric));
        });
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("metrics")
    void refusesImagesOfAnotherSize(String id, Metric metric) {
        float[] small = new float[SHAPE.size() - 1];

        assertThatThrownBy(() -> metric.of(small, noise(SHAPE), SHAPE))
                .as(id)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3072");
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("documented")
    void hasItsFormulaOnThePageOfMetrics(MetricInfo info) throws IOException {
        assertThat(Files.readString(Path.of("docs/metrics.md")).lines())
                .as("Add a row | `%s` | … to docs/metrics.md", info.id())
                .anyMatch(line -> line.startsWith("| `" + info.id() + "` |"));
    }

    static Stream<Arguments> metrics() {
        return Entries.metricsAndExamples()
                .map(metric -> Arguments.of(metric.info().id(), metric));
    }

    static Stream<MetricInfo> documented() {
        return Stream.concat(
                Entries.metrics().map(Metric::info), Entries.paperMetrics().map(PaperMetric::info));
    }

    private static java.util.function.Consumer<Double> inRangeOf(Metric metric) {
        return value -> assertThat(value)
                .isFinite()
                .isBetween(
                        metric.info().range().low() - 1e-12,
                        metric.info().range().high() + 1e-12);
    }

    private float[] noise(ImageShape shape) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static float[] filled(ImageShape shape, float value) {
        float[] values = new float[shape.size()];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] mixed(float[] image, float[] other, float share) {
        float[] values = new float[image.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 - share) * image[i] + share * other[i];
        }
        return values;
    }

    private static float[] opposite(float[] image) {
        float[] values = new float[image.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 - image[i];
        }
        return values;
    }
}
