package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.progress.InterimPictures;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who looks at an attack while it learns sees what it would answer, and changes nothing. */
class InterimPicturesTest {

    private static final int[] PLACES = {0, 3, 20};

    private static final KnownGaussian WORLD = KnownGaussian.behind(KnownFilter.blur(), 0.02, 64, 24);

    /** An attack, the moments at which it can be looked at, and the lines it writes at them. */
    private record Watched(String attack, Map<String, Object> settings, List<String> moments) {

        @Override
        public String toString() {
            return attack;
        }
    }

    static Stream<Watched> attacks() {
        var decoder = Map.<String, Object>of("decoder", "conv-n0c16", "epochs", 2, "batchSize", 16);
        return Stream.of(
                new Watched("decoder", decoder, List.of("epoch 1 of 2", "epoch 2 of 2")),
                new Watched("noise-aware-decoder", decoder, List.of("epoch 1 of 2", "epoch 2 of 2")),
                new Watched(
                        "gan-decoder",
                        Map.of(
                                "decoder",
                                "conv-n0c16",
                                "epochs",
                                1,
                                "batchSize",
                                16,
                                "adversarialEpochs",
                                2,
                                "adversarialBatch",
                                16,
                                "criticSteps",
                                1,
                                "criticChannels",
                                2),
                        List.of("epoch 1 of 1", "epoch 1 of 2", "epoch 2 of 2")),
                new Watched(
                        "ginver",
                        Map.of("decoder", "conv-n0c16", "epochs", 2, "batchSize", 12),
                        List.of("epoch 1 of 2", "epoch 2 of 2")),
                new Watched("mle", Map.of("steps", 3), List.of("step 1 of 3", "step 2 of 3", "step 3 of 3")),
                new Watched(
                        "query-free",
                        Map.of("epochs", 1, "batchSize", 16, "steps", 2),
                        List.of("step 1 of 2", "step 2 of 2")),
                new Watched(
                        "gan-prior",
                        Map.of(
                                "latent",
                                4,
                                "channels",
                                2,
                                "epochs",
                                1,
                                "starts",
                                1,
                                "steps",
                                2,
                                "progressive",
                                true,
                                "layerSteps",
                                1),
                        List.of("step 1 of 2", "step 2 of 2", "step 1 of 1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void areWhatTheAttackWouldAnswerAndChangeNothing(Watched watched) {
        var alone = new Looker(false);
        var looker = new Looker(true);

        Reconstructions undisturbed = run(watched, alone);
        Reconstructions seen = run(watched, looker);

        assertThat(seen.pixels()).isEqualTo(undisturbed.pixels());
        assertThat(looker.moments).containsSubsequence(watched.moments());
        assertThat(looker.moments).hasSizeGreaterThanOrEqualTo(watched.moments().size());
        assertThat(looker.lines).isEqualTo(alone.lines);
        assertThat(looker.lines).anyMatch(line -> line.matches(".*: \\w+, (epoch|step) 1 of \\d+: loss .*"));
        assertThat(looker.latest).hasSize(PLACES.length * 64);
        float[] answer = seen.of(PLACES).pixels();
        assertThat(worst(looker.latest, answer)).isCloseTo(0, within(1e-3)); // other batches round otherwise
        assertThat(worst(looker.first, answer)).isGreaterThan(1e-3);
    }

    private static double worst(float[] left, float[] right) {
        double worst = 0;
        for (int i = 0; i < left.length; i++) {
            worst = Math.max(worst, Math.abs(left[i] - right[i]));
        }
        return worst;
    }

    private static Reconstructions run(Watched watched, Looker looker) {
        Catalog.Entry<Attack> entry = Attacks.catalog().find(watched.attack()).orElseThrow();
        Attack attack = entry.make().apply(entry.info().schema().read(watched.attack(), watched.settings()));
        var view = new AttackerView(attack.needs(), WORLD, Dl4jEngine.create(), Seeds.of(1));
        var context = RunContext.of(looker::heard, () -> false);
        return attack.run(view, context.showing(looker));
    }

    /** Looks whenever it may, or never. */
    private static final class Looker implements InterimPictures {
        private final boolean looks;
        private final List<String> moments = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private float[] first = {};
        private float[] latest = {};

        Looker(boolean looks) {
            this.looks = looks;
        }

        void heard(RunEvent event) {
            if (event instanceof RunEvent.Log log) {
                lines.add(log.line());
            }
        }

        @Override
        public void show(String detail, Rebuild rebuild) {
            moments.add(detail);
            if (looks) {
                latest = rebuild.of(PLACES);
                first = first.length == 0 ? Arrays.copyOf(latest, latest.length) : first;
            }
        }
    }
}
