package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack in a world whose best possible error is known: what an encoder leaks by construction, the attack has to find. The bounds
 * are those of {@code docs/methods/attacks.md#what-an-attack-must-find}.
 */
class SanityTest {

    private static final double NOISE = 0.05;
    private static final double GUESS = KnownGaussian.guessError();

    /** Where nothing is lost, a network that learns comes as near as this. */
    private static final double FOUND = 1e-3;

    /** The same for searches and closed forms. */
    private static final double EXACT = 1e-5;

    /** What leaks. */
    private enum World {
        /** The picture itself is sent. */
        IDENTITY(() -> KnownGaussian.behind(KnownFilter.identity(), 0, 256, 32)),
        /** Neighbors are mixed, so that nothing is lost. */
        INVERTIBLE(() -> KnownGaussian.behind(KnownFilter.blur(), 0, 256, 32)),
        /** Means of 2 × 2 pixels with noise: much is lost, and how much is known. */
        NOISY(() -> KnownGaussian.behind(KnownFilter.halved(), NOISE, 768, 256)),
        /** A dense mixture with noise, and pictures enough for two percent. */
        MIXED(() -> new KnownGaussian(new ImageShape(4, 4, 2), KnownGaussian.mixture(32), 0.02, 9000, 4000));

        private final Supplier<KnownGaussian> make;
        private KnownGaussian made;

        World(Supplier<KnownGaussian> make) {
            this.make = make;
        }

        synchronized KnownGaussian get() {
            made = made == null ? make.get() : made;
            return made;
        }
    }

    /** An attack in a world, and the error that it must not exceed. */
    private record Line(String attack, World world, double limit, Map<String, Object> settings) {

        @Override
        public String toString() {
            return attack + " in " + world + " " + settings;
        }
    }

    /** One line or more for each attack of the catalog. */
    static Stream<Line> lines() {
        double noisy = World.NOISY.get().leastError(1);
        return Stream.of(
                line("linear", World.IDENTITY, EXACT),
                line("linear", World.INVERTIBLE, EXACT),
                line("linear", World.MIXED, 1.02 * World.MIXED.get().leastError(1)),
                line("decoder", World.IDENTITY, FOUND, small(16, 0.02)),
                line("decoder", World.INVERTIBLE, FOUND, small(16, 0.01)),
                line("decoder", World.NOISY, 1.1 * noisy, small(12, 0.01)),
                line("noise-aware-decoder", World.NOISY, 1.1 * noisy, small(6, 0.01)),
                line(
                        "repeated-query-decoder",
                        World.NOISY,
                        1.1 * World.NOISY.get().leastError(4),
                        repeated(4)),
                line("label-conditioned-decoder", World.NOISY, 1.1 * noisy, small(12, 0.02)),
                line("inverse-network", World.IDENTITY, 2 * FOUND, learning(40, 0.1)),
                line(
                        "inverse-network",
                        World.INVERTIBLE,
                        0.3 * GUESS,
                        learning(40, 0.1)), // too small to undo all of it
                line("inverse-network", World.NOISY, 1.1 * noisy, learning(15, 0.01)),
                line("siftfunnel-decoder", World.INVERTIBLE, 2 * FOUND, mirror("resnet", 15)),
                line("siftfunnel-decoder", World.NOISY, 1.3 * noisy, mirror("vgg", 20)), // mirrors the edge, no larger
                line("mle", World.IDENTITY, EXACT, search(200, 0.05)),
                line("mle", World.INVERTIBLE, EXACT, search(200, 0.05)),
                line(
                        "mle-siftfunnel",
                        World.INVERTIBLE,
                        EXACT,
                        Map.of("steps", 300, "learningRate", 100.0, "tvWeight", 0)),
                line("mle-cem", World.INVERTIBLE, EXACT, Map.of("steps", 500)),
                line("query-free", World.INVERTIBLE, 0.3 * GUESS, shadow()),
                line("gan-prior", World.INVERTIBLE, FOUND, progressive()),
                line("gan-decoder", World.NOISY, 1.1 * noisy, against()),
                line("refined-decoder", World.INVERTIBLE, FOUND / 10, refined()),
                line("ginver", World.INVERTIBLE, 0.3 * GUESS, features("white", 80)),
                line("ginver", World.INVERTIBLE, 0.3 * GUESS, features("black", 80)),
                line("label-only", World.IDENTITY, 0.2, Map.of("steps", 100))); // from black, which has 0.26
    }

    private static Map<String, Object> small(int epochs, double rate) {
        return Map.of("decoder", "res-n0c16", "epochs", epochs, "batchSize", 32, "learningRate", rate);
    }

    private static Map<String, Object> repeated(int repeats) {
        var settings = new LinkedHashMap<>(small(6, 0.01));
        settings.put("repeats", repeats);
        return settings;
    }

    private static Map<String, Object> learning(int epochs, double rate) {
        return Map.of("epochs", epochs, "learningRate", rate);
    }

    private static Map<String, Object> mirror(String design, int epochs) {
        return Map.of("design", design, "channels", 8, "epochs", epochs, "batchSize", 16, "learningRate", 0.01);
    }

    private static Map<String, Object> search(int steps, double rate) {
        return Map.of("steps", steps, "learningRate", rate, "epsilon", 1e-8);
    }

    private static Map<String, Object> shadow() {
        return Map.of("epochs", 30, "learningRate", 0.05, "steps", 300, "tvWeight", 0);
    }

    private static Map<String, Object> progressive() {
        var settings = new LinkedHashMap<String, Object>();
        settings.putAll(Map.of("latent", 32, "channels", 8, "epochs", 15, "learningRate", 0.005));
        settings.putAll(Map.of("starts", 1, "steps", 200, "latentWeight", 0));
        settings.putAll(Map.of("progressive", true, "layerSteps", 100, "layerRate", 0.02, "radius", 0.5));
        return settings;
    }

    private static Map<String, Object> against() {
        var settings = new LinkedHashMap<>(small(12, 0.01));
        settings.putAll(Map.of("adversarialEpochs", 2, "adversarialBatch", 32, "criticChannels", 4));
        return settings;
    }

    private static Map<String, Object> refined() {
        var settings = new LinkedHashMap<>(small(6, 0.01));
        settings.putAll(Map.of("searchRate", 0.01, "epsilon", 1e-8, "steps", 200, "startNoise", 0.01));
        return settings;
    }

    private static Map<String, Object> features(String access, int epochs) {
        var settings = new LinkedHashMap<>(small(epochs, 0.01));
        settings.putAll(Map.of("access", access, "batchSize", 16, "tvWeight", 0));
        return settings;
    }

    private static Line line(String attack, World world, double limit) {
        return line(attack, world, limit, Map.of());
    }

    private static Line line(String attack, World world, double limit, Map<String, Object> settings) {
        return new Line(attack, world, limit, settings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void findsWhatLeaks(Line line) {
        assertThat(error(line.world().get(), line.attack(), line.settings())).isLessThan(line.limit());
    }

    @Test
    void everyAttackOfTheCatalogHasALine() {
        assertThat(lines().map(Line::attack))
                .as("add a line here and its bound to docs/methods/attacks.md#what-an-attack-must-find")
                .containsAll(Attacks.catalog().ids());
    }

    @Test
    void boundsLieWellBelowAGuessAndWorldsLeaveSomethingToFind() {
        assertThat(lines().filter(line -> !line.attack().equals("label-only")))
                .allMatch(line -> line.limit() < 0.6 * GUESS);
        assertThat(World.MIXED.get().leastError(1)).isLessThan(0.5 * GUESS);
        assertThat(World.NOISY.get().leastError(1)).isBetween(0.1 * GUESS, 0.5 * GUESS);
        assertThat(World.NOISY.get().leastError(4))
                .isLessThan(0.9 * World.NOISY.get().leastError(1));
    }

    private static double error(KnownGaussian world, String id, Map<String, Object> settings) {
        Catalog.Entry<Attack> entry = Attacks.catalog().find(id).orElseThrow();
        Attack attack = entry.make().apply(entry.info().schema().read(id, settings));
        var view = new AttackerView(attack.needs(), world, Dl4jEngine.create(), Seeds.of(1));
        return world.error(attack.run(view, RunContext.of(event -> {}, () -> false)));
    }
}
