package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.contract.Entries;
import lab.obscura.contract.OfAllEntries;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every part and every attack of the catalogs promises, also the one that is added tomorrow. */
@Tag("contract")
class CatalogContractTest {

    private static final int SIZE = 6;
    private static final int PIXELS = 5;
    private static final int CLASSES = 2;
    /** Below the learning rate at which every published schedule gives a penalty its full weight. */
    private static final double LATE_LEARNING_RATE = 1e-4;
    /** Where weights are held constant, slope and gradient need not agree; what the gradient is, the part's own test shows. */
    private static final double ROUGHLY = 0.9;

    /** What keeps any attack short. */
    private static final Map<String, Object> SMALL = Map.of(
            "decoder", "conv-n0c16",
            "epochs", 1,
            "batchSize", 40,
            "steps", 3,
            "channels", 2,
            "latent", 4,
            "adversarialEpochs", 2,
            "criticChannels", 2,
            "directions", 2);

    @Test
    @OfAllEntries
    void idsAreUniqueWithinTheirKind() {
        assertThat(List.of(
                        Defenses.catalog().ids(),
                        Attacks.catalog().ids(),
                        LeakageEstimators.catalog().ids()))
                .allSatisfy(
                        ids -> assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][a-z0-9-]*")));
    }

    /** Or the tests of a kind would ask nothing, and pass. */
    @Test
    @OfAllEntries
    void thereArePartsOfEveryKind() {
        List<DefensePart> parts =
                Entries.parts().map(entry -> entry.withDefaults()).toList();

        assertThat(DefensePart.class.getPermittedSubclasses())
                .allSatisfy(kind -> assertThat(parts).hasAtLeastOneElementOfType(kind));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("schemas")
    void defaultsAreValidAndSurviveARoundTrip(String id, SettingsSchema schema) {
        SettingsReader defaults = schema.read(id, Map.of());

        assertThat(schema.read(id, defaults.values()).values()).isEqualTo(defaults.values());
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("described")
    void saysWhatItDoesAndWhereItComesFrom(String id, String title, String sentence, String paper, Path page) {
        assertThat(List.of(title, sentence, paper)).as(id).noneMatch(String::isBlank);
        assertThat(page).as("Write the page of %s", id).isNotEmptyFile();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("definitions")
    void theSameSeedGivesTheSameNumbers(
            String id, Map<String, Object> definition, @TempDir Path first, @TempDir Path second) {
        Outcome once = run(definition, first);
        Outcome again = run(definition, second);

        assertThat(again.metrics().get("accuracy")).isEqualTo(once.metrics().get("accuracy"));
        assertThat(again.attacks().get(0).means())
                .as(id)
                .isEqualTo(once.attacks().get(0).means());
    }

    @Test
    @OfAllEntries
    void everyMeasureOfANoisyRunIsANumber(@TempDir Path folder) {
        var definition = new java.util.LinkedHashMap<>(tiny(Map.of("attack", "decoder")));
        definition.put("defense", List.of(Map.of("part", "gaussian-noise")));
        List<Object> attacks = new ArrayList<>((List<?>) definition.get("attacks"));
        attacks.add(Map.of(
                "attack", "linear")); // one epoch teaches no decoder enough to be among the worst case's attackers
        definition.put("attacks", attacks);
        definition.put(
                "measures",
                LeakageEstimators.catalog().entries().stream()
                        .map(CatalogContractTest::small)
                        .toList());

        Outcome outcome = run(definition, folder);
        Map<String, Double> metrics = outcome.metrics();

        assertThat(outcome.attacks().get(0).means())
                .containsKeys("recognition.independent", "identification.rank1", "perceptual");
        assertThat(metrics)
                .containsKeys(
                        "recognition.independent.originals",
                        "identification.chance",
                        "attribute.accuracy",
                        "perceptual.otherImage",
                        "features.effectiveElements",
                        "features.participationRatio",
                        "features.entropyLogDeterminant",
                        "features.distanceCorrelation.nopeek",
                        "bound.relativeFactor",
                        "mine.nats",
                        "mine.siftfunnel",
                        "club.nats",
                        "worstCase.mse");
        assertThat(metrics.get("bound.relativeFactor")).isBetween(0.0, 1.0);
    }

    static Map<String, Object> small(Catalog.Entry<LeakageEstimator> entry) {
        var measure = new java.util.LinkedHashMap<String, Object>(
                Map.of("measure", entry.info().id()));
        if (entry.info().schema().settings().stream()
                .anyMatch(setting -> setting.name().equals("epochs"))) {
            measure.put("epochs", 1);
        }
        return measure;
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("penalties")
    void aPenaltysGradientPointsWhereItsValueGrows(String id, Penalty penalty) {
        var random = new RandomStream(7);
        PartState state = stateAfterAnEpoch(penalty, random);
        float[] features = uniform(random, 16);
        float[] gradient = penalty.at(batch(features), state).gradient();
        assertThat(gradient).as(id).hasSameSizeAs(features);

        double[] slopes = slopes(penalty, state, features);

        double weight = dot(gradient, slopes) / dot(slopes, slopes);
        assertThat(weight).isPositive();
        double squares = 0;
        double distance = 0;
        for (int i = 0; i < gradient.length; i++) {
            squares += gradient[i] * gradient[i];
            distance += (gradient[i] - weight * slopes[i]) * (gradient[i] - weight * slopes[i]);
        }
        double allowed = penalty.holdsWeightsConstant() ? ROUGHLY : 0.01;
        assertThat(Math.sqrt(distance / squares)).isLessThan(allowed);
    }

    /** The same for what a penalty pushes at places inside the network, along some of the values there. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("penaltiesThatLookInside")
    void aPenaltysPushInsideTheNetworkPointsWhereItsValueGrows(String id, Penalty penalty) {
        SplitSpec split = InnerPlaces.split(penalty);
        float[] features = uniform(new RandomStream(9), 16);
        Map<String, Tap> seen = InnerPlaces.drawn(split, penalty.taps(split), 16);
        Map<String, float[]> pushed = penalty.at(batch(features).with(new Taps(seen)), new PartState())
                .atTaps();
        assertThat(pushed)
                .as(id)
                .isNotEmpty()
                .allSatisfy((place, push) ->
                        assertThat(push).as(place).hasSameSizeAs(seen.get(place).values()));

        double products = 0;
        double slopeSquares = 0;
        double squares = 0;
        for (var place : pushed.entrySet()) {
            float[] values = seen.get(place.getKey()).values();
            for (int i : InnerPlaces.some(values.length)) {
                double slope = InnerPlaces.slope(
                        values,
                        i,
                        () -> penalty.at(batch(features).with(new Taps(seen)), new PartState())
                                .value());
                products += place.getValue()[i] * slope;
                slopeSquares += slope * slope;
                squares += (double) place.getValue()[i] * place.getValue()[i];
            }
        }

        // gradient = weight · slopes exactly when the cosine is 1
        assertThat(products / Math.sqrt(slopeSquares * squares)).isGreaterThan(0.9999);
    }

    private static PartState stateAfterAnEpoch(Penalty penalty, RandomStream random) {
        var state = new PartState();
        penalty.afterEpoch(
                new EpochFeatures(uniform(random, 64), labels(64), SIZE, CLASSES, 1, 0.025, Seeds.of(7)), state);
        return state;
    }

    /** Central differences of the value. */
    private static double[] slopes(Penalty penalty, PartState state, float[] features) {
        float step = 1e-3f;
        double[] slopes = new double[features.length];
        for (int i = 0; i < features.length; i++) {
            float here = features[i];
            features[i] = here + step;
            double above = penalty.at(batch(features), state).value();
            features[i] = here - step;
            double below = penalty.at(batch(features), state).value();
            features[i] = here;
            slopes[i] = (above - below) / (2 * step);
        }
        return slopes;
    }

    private static double dot(float[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static FeatureBatch batch(float[] features) {
        float[] images = new RandomStream(8).gaussians(16 * PIXELS, 1);
        return new FeatureBatch(
                new FeatureBatch.Values(new ImageShape(1, SIZE / 2, 2), features, features),
                labels(16),
                CLASSES,
                new StepContext(2, 10, 0, 64, LATE_LEARNING_RATE, 0.025, Seeds.of(7)),
                new FeatureBatch.Images(new ImageShape(1, 1, PIXELS), images, images));
    }

    private static float[] uniform(RandomStream random, int samples) {
        float[] values = new float[samples * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static int[] labels(int samples) {
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % CLASSES;
        }
        return labels;
    }

    private static Outcome run(Map<String, Object> definition, Path folder) {
        var datasets = SharedShapes.datasets();
        return new Pipeline(datasets)
                .run(
                        new DefinitionReader().read(definition),
                        7,
                        new AttemptFolder(folder),
                        RunContext.of(event -> {}, () -> false));
    }

    static Stream<Arguments> schemas() {
        return Stream.of(Entries.measures(), Entries.parts(), Entries.attacks())
                .flatMap(entries -> entries.map(
                        entry -> Arguments.of(entry.id(), entry.info().schema())));
    }

    static Stream<Arguments> described() {
        return Stream.of(
                        described(Entries.parts(), "docs/parts"),
                        described(Entries.attacks(), "docs/attacks"),
                        described(Entries.measures(), "docs/measures"))
                .flatMap(rows -> rows);
    }

    private static <T> Stream<Arguments> described(Stream<Catalog.Entry<T>> entries, String pages) {
        return entries.map(Catalog.Entry::info)
                .map(info -> Arguments.of(
                        info.id(), info.title(), info.sentence(), info.paper(), Path.of(pages, info.id() + ".md")));
    }

    static Stream<Arguments> penalties() {
        return penalties(false);
    }

    static Stream<Arguments> penaltiesThatLookInside() {
        return penalties(true);
    }

    private static Stream<Arguments> penalties(boolean lookInside) {
        return Entries.partsAndExamples()
                .map(entry -> entry.withDefaults())
                .filter(Penalty.class::isInstance)
                .map(Penalty.class::cast)
                .filter(penalty -> InnerPlaces.isLookedAt(penalty) == lookInside)
                .map(penalty -> Arguments.of(penalty.info().id(), penalty));
    }

    /** A few iterations each; the same for parts is asked of their trainings in {@link PartContractTest}. */
    static Stream<Arguments> definitions() {
        return Entries.attacks()
                .map(entry -> entry.info().id())
                .map(id -> Arguments.of(id, tiny(Map.of("attack", id))));
    }

    private static Map<String, Object> tiny(Map<String, Object> attack) {
        var small = new java.util.LinkedHashMap<>(attack);
        List<String> known =
                Attacks.catalog()
                        .find(String.valueOf(attack.get("attack")))
                        .orElseThrow()
                        .info()
                        .schema()
                        .settings()
                        .stream()
                        .map(Setting::name)
                        .toList();
        SMALL.forEach((setting, value) -> {
            if (known.contains(setting)) {
                small.put(setting, value);
            }
        });
        return Map.of(
                "dataset", Map.of("id", "shapes", "trainLimit", 80, "testLimit", 160, "imageSize", 16),
                "network",
                        Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1, "bottleneck", Map.of("channels", 2)),
                "training", Map.of("epochs", 2, "batchSize", 40),
                "attacks", List.of(small),
                "measures", List.of());
    }
}
