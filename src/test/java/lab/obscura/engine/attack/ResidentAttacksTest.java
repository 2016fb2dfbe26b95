package lab.obscura.engine.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.FrozenNetwork;
import lab.obscura.engine.network.spec.Convolutions.Convolution;
import lab.obscura.engine.network.spec.FullyConnected.Dense;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.NetworkSpec;
import lab.obscura.engine.network.spec.Reshaping.Flatten;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What attacks learn where an engine keeps batches is what they learn on the host, losses included. */
class ResidentAttacksTest {

    private static final int TARGETS = 20;

    /** Adam makes whole steps of gradients that are nothing but rounding, as those of a bias before batch norm; no loss knows of them. */
    private static final double PIXELS = 2e-3;

    static Stream<Map<String, Object>> attacks() {
        return Stream.of(
                attack("ginver", Map.of("access", "white", "decoder", "conv-n0c16", "tvWeight", 0.5)),
                attack("ginver", Map.of("access", "white", "decoder", "conv-n0c16", "tvWeight", 0)),
                attack("ginver", Map.of("access", "black", "decoder", "conv-n0c16", "directions", 2)),
                attack("siftfunnel-decoder", Map.of("channels", 4)),
                attack("siftfunnel-decoder", Map.of("channels", 4, "cloudLayers", 2)));
    }

    private static Map<String, Object> attack(String id, Map<String, Object> settings) {
        var all = new LinkedHashMap<>(settings);
        all.putAll(Map.of("id", id, "epochs", 3, "batchSize", 8, "learningRate", 1e-3));
        return all;
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theyRebuildWhatTheyRebuildOnTheHost(Map<String, Object> attack) {
        Rebuilt expected = rebuilt(attack, TorchEngine.on(DeviceChoice.CPU));
        Rebuilt found = rebuilt(attack, TorchEngine.onCpuAsOnACard());

        assertThat(found.losses()).hasSize(3).containsExactly(expected.losses(), within(1e-6));
        assertThat(largestDifference(found.pixels(), expected.pixels())).isLessThan(PIXELS);
    }

    private static double largestDifference(float[] some, float[] others) {
        assertThat(some).hasSameSizeAs(others);
        return IntStream.range(0, some.length)
                .mapToDouble(i -> Math.abs(some[i] - others[i]))
                .max()
                .orElseThrow();
    }

    /** @param losses of the epochs */
    private record Rebuilt(float[] pixels, double[] losses) {}

    private static Rebuilt rebuilt(Map<String, Object> settings, Engine engine) {
        var own = new LinkedHashMap<>(settings);
        var entry = Attacks.catalog().find((String) own.remove("id")).orElseThrow();
        Attack attack = entry.make().apply(entry.info().schema().read("attack", own));
        var world = new OnEngine(KnownGaussian.behind(KnownFilter.halved(), 0, 40, TARGETS), engine);
        var losses = new ArrayList<Double>();
        var context = RunContext.of(
                event -> {
                    if (event instanceof RunEvent.Point point && point.series().endsWith(".loss")) {
                        losses.add(point.value());
                    }
                },
                () -> false);
        try (Reconstructions kept = attack.run(new AttackerView(attack.needs(), world, engine, Seeds.of(1)), context)) {
            return new Rebuilt(
                    kept.pixels(), losses.stream().mapToDouble(loss -> loss).toArray());
        }
    }

    /** The same world, whose networks are of the engine that attacks. */
    private record OnEngine(KnownGaussian world, Engine engine) implements AttackSurface {

        @Override
        public ImageShape image() {
            return world.image();
        }

        @Override
        public ImageShape feature() {
            return world.feature();
        }

        @Override
        public SentFeatures targets(int repeats) {
            return world.targets(repeats);
        }

        @Override
        public LabeledImages auxiliary() {
            return world.auxiliary();
        }

        @Override
        public EncoderOracle queryResponses() {
            return world;
        }

        @Override
        public WhiteBoxEncoder encoder() {
            return new WhiteBoxEncoder(
                    new FrozenNetwork(List.of(KnownFilter.halved().network(image().height(), engine))));
        }

        @Override
        public TailModel cloud() {
            NetworkSpec tail = Layers.sequence(
                    Convolution.of(1, 2, 3, NetworkSpec.Init.KAIMING_UNIFORM),
                    Layers.sigmoid(),
                    new Flatten(),
                    Dense.of(2 * feature().size(), KnownFilter.CLASSES, NetworkSpec.Init.KAIMING_UNIFORM));
            return new TailModel(
                    KnownFilter.halved().edge(),
                    new FrozenNetwork(List.of(engine.build(tail, feature(), Seeds.of(3)))));
        }
    }
}
