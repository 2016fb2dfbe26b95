package lab.obscura.engine.defense.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.FeatureTransform.Moment;
import lab.obscura.engine.defense.Features;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogateTest {

    private static final ImageShape FEATURE = new ImageShape(4, 4, 2);
    private static final ImageShape IMAGE = new ImageShape(8, 8, 3);
    private static final int COUNT = 3;

    private final PartState state = new PartState(Dl4jEngine.create(), Seeds.of(1));
    private final float[] features = uniform(5, FEATURE);
    private final float[] images = uniform(6, IMAGE);

    @AfterEach
    void closeNetworks() {
        state.close();
    }

    @ParameterizedTest
    @CsvSource({"ssim, -1", "mse, 1"})
    void theGradientIsTheSlopeAlongAnyDirection(String loss, double threshold) {
        var part = adversary(Map.of("loss", loss, "threshold", threshold, "weight", 2));
        float[] direction = new RandomStream(7).gaussians(features.length, 1);
        PenaltyValue penalty = part.at(batch(features), state);

        double along = IntStream.range(0, direction.length)
                .mapToDouble(i -> (double) penalty.gradient()[i] * direction[i])
                .sum();

        double above = part.at(batch(moved(direction, 1e-3)), state).value();
        double below = part.at(batch(moved(direction, -1e-3)), state).value();
        assertThat(penalty.value()).isPositive();
        assertThat(along).isCloseTo(2 * (above - below) / 2e-3, within(0.02 * Math.abs(along) + 1e-5));
    }

    @Test
    void anAttackerThatIsBeatenCostsNothing() {
        PenaltyValue penalty = adversary(Map.of("threshold", 1)).at(batch(features), state);

        assertThat(penalty.value()).isZero();
        assertThat(penalty.gradient()).containsOnly(0f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssim", "mse"})
    void learnsToRebuild(String loss) {
        var training = SurrogateTraining.of(
                AdversarialReconstruction.INFO.schema().read("", settings(Map.of("loss", loss, "steps", 40))));
        Surrogate surrogate = training.surrogate(state, FEATURE, IMAGE);
        double before = surrogate.judge(features, images, training.likeness()).value();

        training.attack(batch(features), 1, 10, state);

        double after = surrogate.judge(features, images, training.likeness()).value();
        assertThat(training.likeness().sign() * (after - before)).isPositive();
    }

    @Test
    void theCorrectedNoiseHurtsTheSurrogateAndThatOfTheReferenceCodeHelpsIt() {
        double clean = error(features);

        assertThat(error(noisy("corrected"))).isGreaterThan(clean);
        assertThat(error(noisy("reference-code"))).isLessThan(clean);
    }

    @Test
    void thePublishedSurrogateHas415091Weights() {
        var feature = new ImageShape(8, 8, 8);
        String decoder = (String) AdversarialReconstruction.INFO
                .schema()
                .read("", Map.of())
                .values()
                .get("surrogate");

        try (var network = Dl4jEngine.create()
                .build(Surrogate.spec(decoder, feature, new ImageShape(32, 32, 3)), feature, Seeds.of(1))) {
            assertThat(network.parameterCount()).isEqualTo(415_091);
        }
    }

    @Test
    void defaultsAreThePublishedSurrogatesAndWeakerOnesAreToldOf() {
        var arl = AdversarialReconstruction.INFO.schema();
        var resSfl = ResSfl.INFO.schema();
        assertThat(new AdversarialReconstruction(arl.read("", Map.of())).warnings(state))
                .isEmpty();
        assertThat(new ResSfl(resSfl.read("", Map.of())).warnings(state)).isEmpty();
        assertThat(resSfl.read("", Map.of()).values())
                .containsEntry("surrogate", "res-n4c64")
                .containsEntry("interval", 1)
                .containsEntry("pretrainingEpochs", 30)
                .containsEntry("transferSurrogate", "conv-n0c16")
                .containsEntry("transferInterval", 5)
                .containsEntry("transferPretrainingEpochs", 30);

        assertThat(List.<Map<String, Object>>of(
                        Map.of("surrogate", "res-n2c32"), Map.of("interval", 2), Map.of("pretrainingEpochs", 29)))
                .allSatisfy(weak -> assertThat(new AdversarialReconstruction(arl.read("", weak)).warnings(state))
                        .singleElement()
                        .asString()
                        .startsWith("surrogate too weak"));
        assertThat(new ResSfl(resSfl.read("", Map.of("transferInterval", 6, "pretrainingEpochs", 0))).warnings(state))
                .hasSize(2);
    }

    @Test
    void aStateWithNetworksGoesOnWhereItsTensorsWereTaken() {
        var part = adversary(Map.of());
        part.attack(batch(features), state);
        try (var other = new PartState(Dl4jEngine.create(), Seeds.of(2))) {
            other.load(state.tensors());

            part.attack(batch(features), state);
            part.attack(batch(features), other);

            assertThat(other.tensors()).isEqualTo(state.tensors());
        }
    }

    /** Two milestones on one epoch once made the rate of a short training fall twenty-five-fold at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 240})
    void itsRateBeginsInFullAndFallsByOneFactorAtATime(int epochs) {
        assertThat(SurrogateTraining.rate(1, epochs)).isEqualTo(1e-3);
        assertThat(IntStream.range(1, epochs))
                .allSatisfy(epoch -> assertThat(
                                SurrogateTraining.rate(epoch, epochs) / SurrogateTraining.rate(epoch + 1, epochs))
                        .isLessThan(5.001));
    }

    private double error(float[] sent) {
        return Surrogate.in(state, "surrogate", "conv-n0c16", FEATURE, IMAGE)
                .judge(sent, images, Likeness.MSE)
                .value();
    }

    private float[] noisy(String sign) {
        Map<String, Object> settings = Map.of("surrogate", "conv-n0c16", "sign", sign, "strength", 0.01, "loss", "mse");
        var part = new AdversarialNoise(AdversarialNoise.INFO.schema().read("", settings));
        var clean = new Features(FEATURE, features, IMAGE, () -> images);
        return part.apply(clean, Moment.TRANSMISSION, new RandomStream(1), state)
                .values();
    }

    private static AdversarialReconstruction adversary(Map<String, Object> settings) {
        return new AdversarialReconstruction(
                AdversarialReconstruction.INFO.schema().read("", settings(settings)));
    }

    private static Map<String, Object> settings(Map<String, Object> special) {
        var settings = new HashMap<>(special);
        settings.put("surrogate", "conv-n0c16");
        return settings;
    }

    private float[] moved(float[] direction, double step) {
        float[] moved = features.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        return moved;
    }

    private FeatureBatch batch(float[] clean) {
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, clean, clean),
                new int[COUNT],
                2,
                new StepContext(2, 4, 0, 64, 0.01, 0, Seeds.of(1)),
                new FeatureBatch.Images(IMAGE, images, images));
    }

    private static float[] uniform(long seed, ImageShape shape) {
        var random = new RandomStream(seed);
        float[] values = new float[COUNT * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }
}
