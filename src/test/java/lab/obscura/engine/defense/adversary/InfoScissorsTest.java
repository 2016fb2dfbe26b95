package lab.obscura.engine.defense.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.Pass;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interrupted trainings and the gradient of the term are asked in the contract tests. */
class InfoScissorsTest {

    private static final ImageShape FEATURE = new ImageShape(4, 4, 2);
    private static final ImageShape IMAGE = new ImageShape(8, 8, 3);
    private static final int COUNT = 4;

    private final PartState state = new PartState(Dl4jEngine.create(), Seeds.of(1));
    private final float[] features = new RandomStream(5).gaussians(COUNT * FEATURE.size(), 1);
    private final float[] images = new RandomStream(6).gaussians(COUNT * IMAGE.size(), 1);

    @AfterEach
    void closeNetworks() {
        state.close();
    }

    @Test
    void theTermIsTheBoundPerValueOfTheImage() {
        InfoScissors part = part(Map.of("steps", 40));
        part.attack(batch(), state);

        double value = part.at(batch(), state).value();

        assertThat(value).isPositive().isCloseTo(bound() / IMAGE.size(), within(1e-5 * value));
    }

    @Test
    void theGuessLearnsAndSoTheTermGrows() {
        InfoScissors part = part(Map.of("steps", 20));
        double first = part.attack(batch(), state).get().get("guessLoss");
        double early = part.at(batch(), state).value();

        part.attack(batch(), state);

        assertThat(part.attack(batch(), state).get().get("guessLoss")).isLessThan(first - 0.1);
        assertThat(part.at(batch(), state).value()).isGreaterThan(1.2 * early);
    }

    @Test
    void theGradientCarriesTheWeight() {
        part(Map.of("steps", 40)).attack(batch(), state);

        PenaltyValue once = part(Map.of("weight", 1)).at(batch(), state);
        PenaltyValue twice = part(Map.of("weight", 2)).at(batch(), state);

        assertThat(twice.value()).isEqualTo(once.value());
        assertThat(IntStream.range(0, features.length))
                .allSatisfy(i -> assertThat((double) twice.gradient()[i])
                        .isCloseTo(2 * once.gradient()[i], within(1e-3 * Math.abs(once.gradient()[i]) + 1e-8)));
    }

    @Test
    void switchedOffItTrainsNothing() {
        InfoScissors off = part(Map.of("weight", 0));

        assertThat(off.attacksBefore(1, 0)).isFalse();
        assertThat(off.at(batch(), new PartState()).hasGradient()).isFalse();
        assertThat(off.loads(FEATURE, IMAGE, 8)).isEmpty();
        assertThat(off.multiplyAdds(FEATURE, IMAGE, 10, 5, 2)).isZero();
    }

    /** Pair by pair, from the same network's outputs. */
    private double bound() {
        var guess = state.network("guess", NormalGuess.layers(FEATURE, IMAGE), FEATURE);
        float[] output;
        try (Batch z = Batch.of(features, FEATURE)) {
            output = guess.forward(z, Pass.eval()).values();
        }
        double sum = 0;
        int channels = IMAGE.channels();
        for (int i = 0; i < COUNT; i++) {
            for (int d = 0; d < IMAGE.size(); d++) {
                int place = i * 2 * IMAGE.size() + d / channels * 2 * channels + d % channels;
                double precision = Math.exp(-10 * Math.tanh(output[place + channels] / 10));
                for (int j = 0; j < COUNT; j++) {
                    sum += Math.pow(output[place] - images[j * IMAGE.size() + d], 2) * precision / 2 / COUNT;
                }
                sum -= Math.pow(output[place] - images[i * IMAGE.size() + d], 2) * precision / 2;
            }
        }
        return sum / COUNT;
    }

    private static InfoScissors part(Map<String, Object> settings) {
        return new InfoScissors(InfoScissors.INFO.schema().read("", settings));
    }

    private FeatureBatch batch() {
        return new FeatureBatch(
                new FeatureBatch.Values(FEATURE, features, features),
                new int[COUNT],
                2,
                new StepContext(1, 10, 0, COUNT, 0.05, 0, Seeds.of(7)),
                new FeatureBatch.Images(IMAGE, images, images));
    }
}
