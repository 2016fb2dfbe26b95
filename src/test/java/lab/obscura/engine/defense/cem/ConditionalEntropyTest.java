package lab.obscura.engine.defense.cem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.EpochFeatures;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.autograd.Matrix;
import lab.obscura.engine.defense.cem.bank.ClassMixtures;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Tensor;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptCenters;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Variant;
import lab.obscura.engine.training.plan.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The penalty against {@link PlainConditionalEntropy}, a second computation that follows {@code
 * docs/methods/conditional-entropy.md#penalty} word by word.
 */
class ConditionalEntropyTest {

    private static final int CLASSES = 4;
    private static final int K = 3;
    private static final int SIZE = 6;
    private static final int COUNT = 24;

    @ParameterizedTest
    @CsvSource({
        "logarithmic, corrected",
        "logarithmic, reference-code",
        "linear, corrected",
        "linear, reference-code",
    })
    void valueAndGradientEqualThePlainComputation(String form, String classIndex) {
        var random = new RandomStream(7);
        PartState state = randomState(random);
        FeatureBatch batch = randomBatch(random, 0.05);
        var part = part(Map.of("form", form, "classIndex", classIndex, "components", K, "weight", 16));
        var plain = new PlainConditionalEntropy(state, batch, form, classIndex.equals("corrected"));

        PenaltyValue value = part.at(batch, state);

        assertThat(value.value()).isCloseTo(plain.value(), within(1e-6));
        double lambda = 16 * 0.001 / 0.05;
        assertThat(IntStream.range(0, batch.clean().length)).allSatisfy(i -> {
            double derivative = lambda * plain.derivative(i, 1e-5);
            assertThat((double) value.gradient()[i]).isCloseTo(derivative, within(1e-3 * Math.abs(derivative) + 1e-8));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "logarithmic, corrected",
        "logarithmic, reference-code",
        "linear, corrected",
    })
    void whereTheEngineKeepsFeaturesItComesToTheSame(String form, String classIndex) {
        Engine engine = TorchEngine.onCpuAsOnACard();
        ResidentWork work = engine.batchWork().orElseThrow();
        var random = new RandomStream(7);
        PartState onHost = randomState(random);
        FeatureBatch batch = randomBatch(random, 0.05);
        var part = part(Map.of("form", form, "classIndex", classIndex, "components", K, "weight", 16));
        PenaltyValue expected = part.at(batch, onHost);

        try (var there = new PartState(engine, Seeds.of(1));
                Batch features = Batch.of(batch.clean(), batch.feature());
                Batch resident = work.plus(features, List.of())) {
            there.load(onHost.tensors());
            PenaltyValue found = part.at(batch.with(Optional.of(resident)), there);

            assertThat(found.value()).isCloseTo(expected.value(), within(1e-5 * expected.value()));
            assertThat(found.hasGradient()).isFalse();
            try (Batch gradient = found.resident().get(0)) {
                float[] values = gradient.values();
                assertThat(IntStream.range(0, values.length))
                        .allSatisfy(i -> assertThat((double) values[i])
                                .isCloseTo(
                                        expected.gradient()[i],
                                        within(1e-5 * Math.abs(expected.gradient()[i]) + 1e-9)));
            }
        }
    }

    /** The next refresh puts other centers there. */
    @Test
    void afterARefreshTheEngineComparesWithTheNewCenters() {
        var random = new RandomStream(7);
        try (var state = new PartState(TorchEngine.onCpuAsOnACard(), Seeds.of(1))) {
            state.load(randomState(random).tensors());
            KeptCenters first = state.centers("centroids", SIZE).orElseThrow();
            assertThat(state.centers("centroids", SIZE)).containsSame(first);

            float[] moved = new float[CLASSES * K * SIZE];
            state.put("centroids", new Tensor(new long[] {CLASSES, K, SIZE}, moved));

            try (Batch one = Batch.of(new float[] {3, 0, 0, 0, 0, 4}, new ImageShape(1, 1, SIZE))) {
                assertThat(state.centers("centroids", SIZE).orElseThrow().squaredDistances(one, new int[] {0}, 1))
                        .containsExactly(25f);
            }
        }
    }

    @Test
    void theWeightFollowsTheLearningRateAsPublished() {
        var part = part(Map.of("weight", 16));

        assertThat(part.effectiveWeight(0.05)).isCloseTo(0.32, within(1e-12));
        assertThat(part.effectiveWeight(0.01)).isCloseTo(1.6, within(1e-12));
        assertThat(part.effectiveWeight(0.002)).isCloseTo(8, within(1e-12));
        assertThat(part.effectiveWeight(0.0004)).isEqualTo(16);
    }

    /** Of 8 epochs with the milestones 3, 4, 6, 7: one is trained at the full rate, so with 0.32. */
    @Test
    void theWeightFollowsTheMilestonesOfAShortTraining() {
        var defaults = TrainingPlan.Defaults.of("cnn-4", "shapes");
        var settings = Map.of("epochs", 8, "learningRate", 0.05);
        var plan = TrainingPlan.of(TrainingPlan.schema(defaults).read("", settings));
        var part = part(Map.of("weight", 16));

        double[] weights = IntStream.rangeClosed(2, 8)
                .mapToDouble(epoch -> part.effectiveWeight(plan.rate(epoch, 0, 10)))
                .toArray();

        assertThat(weights).containsExactly(new double[] {0.32, 1.6, 8, 8, 16, 16, 16}, within(1e-9));
    }

    @Test
    void aCappedWeightNeverIsAboveItself() {
        var part = part(Map.of("weight", 16, "schedule", "capped"));

        assertThat(part.effectiveWeight(0.05)).isCloseTo(0.32, within(1e-12));
        assertThat(part.effectiveWeight(0.0005)).isEqualTo(16);
    }

    @Test
    void reportsVariancesAfterEveryEpochAndTheWeightOfEveryStep() {
        var state = new PartState();
        ConditionalEntropy part = part(Map.of("components", 2));
        FeatureBatch batch = randomBatch(new RandomStream(1), 0.05);
        assertThat(part.learn(batch, state)).containsEntry("effectiveWeight", 0.0);

        Map<String, Double> epoch = part.afterEpoch(twoClumpsPerClass(), state);

        assertThat(part.learn(batch, state)).containsEntry("effectiveWeight", 0.32);
        assertThat(epoch).containsKeys("meanVariance", "variance.class-0", "variance.class-3");
        assertThat(epoch.get("smallestClassVariance")).isLessThan(epoch.get("meanVariance"));
        assertThat(epoch).doesNotContainKey("meanLogEigenvalue");
    }

    @Test
    void everyTenEpochsTheLogDeterminantIsReported() {
        EpochFeatures first = twoClumpsPerClass();
        var tenth = new EpochFeatures(first.clean(), first.labels(), SIZE, CLASSES, 10, 0.025, Seeds.of(5));

        Map<String, Double> epoch = part(Map.of("components", 2)).afterEpoch(tenth, new PartState());

        // Variances of 0.03² and the noise's 0.025²: log 0.0015 = −6.5; few samples spread a little less.
        assertThat(epoch.get("meanLogEigenvalue")).isBetween(-7.3, -6.4);
    }

    @Test
    void theMeanLogEigenvalueIsThatOfTheKnownCovariance() {
        // Rows ±(2, 0) and ±(0, 1): the covariance with n − 1 is diag(8/3, 2/3).
        var rows = new Matrix(4, 2, new double[] {2, 0, -2, 0, 0, 1, 0, -1});

        double mean = LogDeterminant.meanLogEigenvalue(rows, 0.5);

        assertThat(mean).isCloseTo((Math.log(8.0 / 3 + 0.25) + Math.log(2.0 / 3 + 0.25)) / 2, within(1e-12));
    }

    @Test
    void withoutNoiseASingularCovarianceFallsBackToItsDiagonal() {
        var rows = new Matrix(2, 2, new double[] {1, 1, -1, -1});

        assertThat(LogDeterminant.meanLogEigenvalue(rows, 0)).isCloseTo(Math.log(2), within(1e-12));
    }

    @Test
    void saysNothingBeforeTheFirstRefresh() {
        PenaltyValue value = part(Map.of()).at(randomBatch(new RandomStream(1), 0.05), new PartState());

        assertThat(value.hasGradient()).isFalse();
    }

    @Test
    void aRefreshFindsTheClustersOfEachClass() {
        EpochFeatures features = twoClumpsPerClass();
        var state = new PartState();

        part(Map.of("components", 2)).afterEpoch(features, state);

        ClassMixtures mixtures = ClassMixtures.in(state).orElseThrow();
        assertThat(IntStream.range(0, CLASSES)).allSatisfy(label -> {
            assertThat((double) mixtures.weights()[label * 2] + mixtures.weights()[label * 2 + 1])
                    .isCloseTo(1, within(1e-6));
            assertThat(mixtures.variances()[label * 2]).isLessThan(0.002f);
        });
    }

    @Test
    void aClassWithTooFewSamplesIsLeftOut() {
        EpochFeatures features = twoClumpsPerClass();
        var state = new PartState();

        part(Map.of("components", 20)).afterEpoch(features, state);

        assertThat(ClassMixtures.in(state).orElseThrow().has(0)).isFalse();
        PenaltyValue value = part(Map.of("components", 20)).at(randomBatch(new RandomStream(2), 0.05), state);
        assertThat(value.value()).isZero();
    }

    @Test
    void entriesOfTheReferenceCodeAreCompactedAndPadded() {
        // Two distinct points and three centers: k-means leaves one cluster empty.
        float[] points = {0, 0, 0, 0, 1, 1, 1, 1};
        int[] labels = {0, 0, 0, 0};
        var features = new EpochFeatures(points, labels, 2, 1, 1, 0.1, Seeds.of(3));

        ClassMixtures mixtures = ClassMixtures.refreshed(new PartState(), features, 3, Variant.REFERENCE_CODE);

        assertThat(mixtures.weights()).containsExactly(0.5f, 0.5f, 0.01f);
        assertThat(mixtures.variances()).containsExactly(0f, 0f, 0f);
    }

    static ConditionalEntropy part(Map<String, Object> settings) {
        return new ConditionalEntropy(ConditionalEntropy.INFO.schema().read("", new HashMap<>(settings)));
    }

    private static PartState randomState(RandomStream random) {
        var state = new PartState();
        float[] centroids = new float[CLASSES * K * SIZE];
        float[] weights = new float[CLASSES * K];
        float[] variances = new float[CLASSES * K];
        for (int i = 0; i < centroids.length; i++) {
            centroids[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.between(0.1, 0.6);
            variances[i] = (float) random.between(0.01, 0.1);
        }
        state.put("centroids", new Tensor(new long[] {CLASSES, K, SIZE}, centroids));
        state.put("weights", new Tensor(new long[] {CLASSES, K}, weights));
        state.put("variances", new Tensor(new long[] {CLASSES, K}, variances));
        return state;
    }

    /** Class 2 is absent, class 3 has a single sample. */
    private static FeatureBatch randomBatch(RandomStream random, double rate) {
        float[] clean = new float[COUNT * SIZE];
        int[] labels = new int[COUNT];
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (float) random.nextDouble();
        }
        for (int i = 0; i < COUNT; i++) {
            labels[i] = i == 0 ? 3 : i % 2;
        }
        return FeatureBatch.ofVectors(
                clean, labels, CLASSES, new StepContext(2, 10, 0, 2400, rate, 0.025, Seeds.of(5)));
    }

    private static EpochFeatures twoClumpsPerClass() {
        var random = new RandomStream(11);
        int perClass = 20;
        float[] clean = new float[CLASSES * perClass * SIZE];
        int[] labels = new int[CLASSES * perClass];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % CLASSES;
            double center = i / CLASSES % 2 == 0 ? 0.2 : 0.8;
            for (int d = 0; d < SIZE; d++) {
                clean[i * SIZE + d] = (float) (center + 0.03 * random.nextGaussian());
            }
        }
        return new EpochFeatures(clean, labels, SIZE, CLASSES, 1, 0.025, Seeds.of(5));
    }
}
