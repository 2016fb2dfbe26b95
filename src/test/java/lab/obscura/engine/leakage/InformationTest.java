package lab.obscura.engine.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** Known answers: pairs of normal values with correlation ρ share {@code −½ log(1 − ρ²)} nats per dimension. */
class InformationTest {

    private static final int DIMENSIONS = 2;
    private static final ImageShape VECTOR = new ImageShape(1, 1, DIMENSIONS);
    private static final RunContext QUIET = RunContext.of(event -> {}, () -> false);

    @Test
    void mineFindsTheInformationOfCorrelatedGaussians() {
        double rho = 0.8;
        double truth = -DIMENSIONS * Math.log(1 - rho * rho) / 2;
        var mine = new Mine(Mine.INFO.schema().read("", Map.of("epochs", 25, "batchSize", 200)));

        double estimate =
                mine.estimate(Dl4jEngine.create(), pairs(rho, 4000, 1), pairs(rho, 4000, 2), Seeds.of(3), QUIET);

        // A lower bound, so mostly below; 4000 pairs scatter each of its two means by about 0.016.
        assertThat(estimate).isCloseTo(0.95 * truth, within(0.15 * truth));
    }

    @Test
    void mineFindsNothingWhereThereIsNothing() {
        var mine = new Mine(Mine.INFO.schema().read("", Map.of("epochs", 3, "batchSize", 200)));

        double estimate = mine.estimate(Dl4jEngine.create(), pairs(0, 2000, 1), pairs(0, 2000, 2), Seeds.of(3), QUIET);

        assertThat(estimate).isCloseTo(0, within(0.05));
    }

    @Test
    void clubEqualsItsClosedFormOnCorrelatedGaussians() {
        double rho = 0.7;
        double closedForm = DIMENSIONS * rho * rho / (1 - rho * rho);
        double information = -DIMENSIONS * Math.log(1 - rho * rho) / 2;
        var club = new Club(Club.INFO.schema().read("", Map.of("epochs", 25, "batchSize", 100, "learningRate", 0.003)));

        double estimate =
                club.estimate(Dl4jEngine.create(), pairs(rho, 4000, 1), pairs(rho, 4000, 2), Seeds.of(3), QUIET);

        assertThat(estimate).isCloseTo(closedForm, within(0.15 * closedForm)).isGreaterThan(information);
    }

    @Test
    void clubStaysAboveTheInformationOfANearlyPerfectChannel() {
        double conditionalVariance = 1e-3;
        double rho = Math.sqrt(1 - conditionalVariance);
        double information = -DIMENSIONS * Math.log(conditionalVariance) / 2;
        var club = new Club(Club.INFO.schema().read("", Map.of("epochs", 10, "batchSize", 100, "learningRate", 0.003)));

        double estimate =
                club.estimate(Dl4jEngine.create(), pairs(rho, 4000, 1), pairs(rho, 4000, 2), Seeds.of(3), QUIET);

        assertThat(estimate).isGreaterThan(2 * information);
    }

    @Test
    void siftFunnelsNetworkNeverExceedsOne() {
        var image = new ImageShape(4, 4, 1);
        var same = new RandomStream(4).gaussians(16 * 8, 10);
        var pairs = new Samples(image, image, same, same);

        try (var network = new StackedPlanes(Dl4jEngine.create(), image, image, Seeds.of(1))) {
            var information = new MutualInformation(network, pairs, pairs, Seeds.of(2), "curve");
            information.epoch(1, 8, 0.01, new DonskerVaradhan(1), QUIET);

            assertThat(information.meanOfBatches(8)).isBetween(-1.0, 1.0);
        }
    }

    @Test
    void theBoundsGradientAgreesWithFiniteDifferences() {
        float[] joint = new RandomStream(5).gaussians(6, 1);
        float[] marginal = new RandomStream(6).gaussians(6, 1);
        var step = new DonskerVaradhan(1).step(joint, marginal);

        assertThat(IntStream.range(0, 6)).allSatisfy(i -> {
            assertThat((double) step.joint()[i]).isCloseTo(1.0 / 6, within(1e-6));
            float here = marginal[i];
            marginal[i] = here + 1e-2f;
            double above = DonskerVaradhan.value(joint, marginal);
            marginal[i] = here - 1e-2f;
            double below = DonskerVaradhan.value(joint, marginal);
            marginal[i] = here;
            assertThat((double) step.marginal()[i]).isCloseTo((above - below) / 2e-2, within(1e-4));
        });
    }

    @Test
    void aSingleBatchMovesTheAverageOnlyALittle() {
        var bound = new DonskerVaradhan(0.01);
        bound.step(new float[1], new float[] {0});

        float derivative =
                bound.step(new float[1], new float[] {(float) Math.log(3)}).marginal()[0];

        assertThat((double) derivative).isCloseTo(-3 / (0.99 * 1 + 0.01 * 3), within(1e-5));
    }

    @Test
    void clubsLikelihoodHasTheGradientOfItsValue() {
        float[] output = new RandomStream(7).gaussians(2 * 6, 0.5);
        float[] x = new RandomStream(8).gaussians(6, 1);
        float[] gradient = new float[output.length];
        NormalGuess.likelihood(output, x, 3, gradient);

        assertThat(IntStream.range(0, output.length)).allSatisfy(i -> {
            float here = output[i];
            output[i] = here + 1e-2f;
            double above = NormalGuess.likelihood(output, x, 3, new float[output.length]);
            output[i] = here - 1e-2f;
            double below = NormalGuess.likelihood(output, x, 3, new float[output.length]);
            output[i] = here;
            assertThat((double) gradient[i]).isCloseTo((above - below) / 2e-2, within(2e-4));
        });
    }

    private static Samples pairs(double rho, int count, long seed) {
        var random = new RandomStream(seed);
        float[] x = new float[count * DIMENSIONS];
        float[] z = new float[count * DIMENSIONS];
        for (int i = 0; i < x.length; i++) {
            double common = random.nextGaussian();
            x[i] = (float) common;
            z[i] = (float) (rho * common + Math.sqrt(1 - rho * rho) * random.nextGaussian());
        }
        return new Samples(VECTOR, VECTOR, x, z);
    }
}
