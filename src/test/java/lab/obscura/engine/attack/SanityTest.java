package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** Attackers in a world whose best possible error is known. */
class SanityTest {

    private static double error(KnownGaussian world, String id, Map<String, Object> settings) {
        Catalog.Entry<Attack> entry = Attacks.catalog().find(id).orElseThrow();
        Attack attack = entry.make().apply(entry.info().schema().read(id, settings));
        var view = new AttackerView(attack.needs(), world, Dl4jEngine.create(), Seeds.of(1));
        return world.error(attack.run(view, RunContext.of(event -> {}, () -> false)));
    }

    @Test
    void theLinearMapReachesTheBestErrorBehindADenseMixtureWithNoise() {
        var world = new KnownGaussian(new ImageShape(4, 4, 2), KnownGaussian.mixture(32), 0.02, 9000, 4000);

        double error = error(world, "linear", Map.of());

        assertThat(world.leastError()).isLessThan(0.5 * KnownGaussian.guessError());
        assertThat(error).isCloseTo(world.leastError(), within(0.02 * world.leastError()));
    }

    @Test
    void theLinearMapUndoesWhatCanBeUndone() {
        var same = new KnownGaussian(new ImageShape(8, 8, 1), KnownGaussian.identity(), 0, 1000, 200);
        var mixed = new KnownGaussian(new ImageShape(8, 8, 1), KnownGaussian.mixture(64), 0, 1000, 200);

        assertThat(error(same, "linear", Map.of())).isLessThan(1e-6);
        assertThat(error(mixed, "linear", Map.of())).isLessThan(1e-3);
    }
}
