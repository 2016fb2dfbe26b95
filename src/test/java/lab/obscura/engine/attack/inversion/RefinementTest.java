package lab.obscura.engine.attack.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.attack.Curve;
import lab.obscura.engine.attack.WhiteBoxEncoder;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;

/** On an encoder that doubles every pixel, where a step can be written out. */
class RefinementTest {

    private static final ImageShape IMAGE = new ImageShape(1, 2, 1);
    private static final OptimizerStep PUBLISHED = OptimizerStep.Adam.of(0.8, 0).withEpsilon(5e-3);

    private final List<RunEvent> events = new ArrayList<>();
    private final RunContext context = RunContext.of(events::add, () -> false);

    private float[] refined(Refinement refinement, float[] guessed, float[] received, int batch) {
        var doubling = new ChannelAffine(List.of(0.0), List.of(0.5));
        try (var encoder = new WhiteBoxEncoder(
                new FrozenNetwork(List.of(Dl4jEngine.create().build(doubling, IMAGE, Seeds.of(1)))))) {
            return refinement.run(
                    encoder, guessed, received, batch, Seeds.of(2), new Curve("refinement", context), context);
        }
    }

    @Test
    void theFirstStepIsThePublishedOne() {
        float[] moved =
                refined(new Refinement(PUBLISHED, 1, 0, 5, 10), new float[] {0.5f, 0.5f}, new float[] {1.2f, 0.6f}, 8);

        // gradient 5 · 10 / 256 / 2 · sign(f − z) · 2; Adam's first step is lr · g / (|g| + eps)
        double g = 50.0 / 256;
        double step = 0.8 * g / (g + 5e-3);
        assertThat(step).isGreaterThan(0.7); // so far that the second pixel, wanted at 0.3, ends at the clamp
        assertThat(moved[0]).isCloseTo(0.5f, within(1e-6f)); // no nearer: stays as it was guessed
        assertThat(moved[1]).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void smallStepsReachTheReceivedFeature() {
        var refinement = new Refinement(OptimizerStep.Adam.of(0.01, 0), 100, 0.05, 5, 10);

        float[] moved = refined(
                refinement,
                new float[] {0.5f, 0.5f, 0.2f, 0.9f, 0.1f, 0.3f},
                new float[] {1.2f, 0.6f, 0.4f, 1.4f, 0, 2},
                2);

        assertThat(moved).containsExactly(new float[] {0.6f, 0.3f, 0.2f, 0.7f, 0, 1}, within(0.06f));
        List<Double> curve = events.stream()
                .filter(RunEvent.Point.class::isInstance)
                .map(event -> ((RunEvent.Point) event).value())
                .toList();
        assertThat(curve).hasSize(100);
        assertThat(curve.get(99)).isLessThan(curve.get(0) / 3);
    }

    @Test
    void anImageWhoseFeatureIsRightAlreadyStays() {
        float[] guessed = {0.25f, 0.75f};

        float[] moved = refined(new Refinement(PUBLISHED, 5, 0.1, 5, 10), guessed, new float[] {0.5f, 1.5f}, 1);

        assertThat(moved).containsExactly(guessed);
    }
}
