package lab.obscura.engine.attack.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.KnownFilter;
import lab.obscura.engine.attack.KnownGaussian;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.KeptPictures;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoder rebuilt stays where the engine made it, as on a card. */
class KeptReconstructionsTest {

    private static final Map<String, Object> SHORT = Map.of("epochs", 2, "batchSize", 32);

    /** With pixels as they are, with scaled ones that are cut off, and with targets in the decoder's statistics. */
    @ParameterizedTest
    @ValueSource(strings = {"decoder", "inverse-network", "refined-decoder", "query-free"})
    void theyAreWhatTheHostGets(String attack) {
        KnownGaussian world = KnownGaussian.behind(KnownFilter.identity(), 0, 64, 40);
        float[] expected =
                attack(attack, world, TorchEngine.on(DeviceChoice.CPU)).pixels();
        try (Reconstructions kept = attack(attack, world, TorchEngine.onCpuAsOnACard())) {
            assertThat(kept.pixels()).containsExactly(expected, within(1e-4f));
            assertThat(kept.count()).isEqualTo(40);
            assertThat(kept.isFinite()).isTrue();
        }
    }

    @Test
    void onlyThosePicturesTravelThatSomebodyLooksAt() {
        KnownGaussian world = KnownGaussian.behind(KnownFilter.identity(), 0, 64, 40);
        try (Reconstructions kept = attack("decoder", world, TorchEngine.onCpuAsOnACard())) {
            int size = kept.shape().size();
            long copies = HostCopies.count();
            long numbers = HostCopies.numbers();

            float[] some = kept.of(new int[] {3, 4, 31, 32, 39, 0}).pixels();

            assertThat(HostCopies.count() - copies).isEqualTo(1);
            assertThat(HostCopies.numbers() - numbers).isEqualTo(6L * size);
            assertThat(some).hasSize(6 * size);
            assertThat(kept.of(new int[0]).count()).isZero();
            assertThat(HostCopies.count() - copies).isEqualTo(1);
            assertThat(kept.of(new int[] {3, 4, 31, 32, 39, 0}).image(3)).isEqualTo(kept.image(32));
        }
    }

    @Test
    void valuesAreScaledChannelByChannelAndCutOffWhereThatIsAskedFor() {
        var shape = new ImageShape(1, 2, 2);
        try (KeptPictures open = pictures(shape);
                KeptPictures cut = pictures(shape);
                Batch batch = Batch.of(new float[] {0, 1, 2, -1}, shape)) {
            open.add(batch, new double[] {0.5, 2}, new double[] {0.25, -0.5}, false);
            cut.add(batch, new double[] {0.5, 2}, new double[] {0.25, -0.5}, true);

            assertThat(open.values(new int[] {0})).containsExactly(0.25f, 1.5f, 1.25f, -2.5f);
            assertThat(cut.values(new int[] {0})).containsExactly(0.25f, 1, 1, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whatIsNoNumberIsSeen(float value) {
        var shape = new ImageShape(1, 1, 1);
        try (KeptPictures kept = pictures(shape);
                Batch good = Batch.of(new float[] {1, 2, 3}, shape);
                Batch bad = Batch.of(new float[] {1, value}, shape)) {
            kept.add(good, new double[] {1}, new double[] {0}, false);
            assertThat(kept.areFinite()).isTrue();
            kept.add(bad, new double[] {1}, new double[] {0}, false);

            assertThat(kept.areFinite()).isFalse();
            assertThat(kept.count()).isEqualTo(5);
        }
    }

    private static KeptPictures pictures(ImageShape shape) {
        return TorchEngine.onCpuAsOnACard().batchWork().orElseThrow().keepPictures(shape);
    }

    private static Reconstructions attack(String id, KnownGaussian world, Engine engine) {
        var entry = Attacks.catalog().find(id).orElseThrow();
        Map<String, Object> settings = switch (id) {
            case "decoder" ->
                Map.of("decoder", "res-n0c16", "epochs", 2, "batchSize", 32, "statistics", "reference-code");
            case "query-free" -> Map.of("epochs", 2, "batchSize", 32, "steps", 5);
            case "refined-decoder" -> Map.of("decoder", "res-n0c16", "epochs", 2, "batchSize", 32, "steps", 3);
            default -> SHORT;
        };
        Attack attack = entry.make().apply(entry.info().schema().read("attack", settings));
        var view = new AttackerView(attack.needs(), world, engine, Seeds.of(1));
        return attack.run(view, RunContext.of(event -> {}, () -> false));
    }
}
