package lab.obscura.engine.attack.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.KnownFilter;
import lab.obscura.engine.attack.KnownGaussian;
import lab.obscura.engine.attack.Reconstructions;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.batch.Batch;
import lab.obscura.engine.network.batch.Derived;
import lab.obscura.engine.network.batch.ResidentWork;
import lab.obscura.engine.network.torch.TorchEngine;
import lab.obscura.engine.network.torch.library.HostCopies;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.EnumId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a decoder makes small, where the engine keeps its images. */
class ResidentPixelLossTest {

    private static final ImageShape SHAPE = new ImageShape(17, 12, 3);
    private static final int COUNT = 5;

    private final ResidentWork work = TorchEngine.onCpuAsOnACard().batchWork().orElseThrow();
    private final float[] wanted = new RandomStream(1).gaussians(COUNT * SHAPE.size(), 0.3);
    private final float[] output = new RandomStream(2).gaussians(COUNT * SHAPE.size(), 0.3);

    @ParameterizedTest
    @EnumSource
    void valueAndGradientAreThoseOfTheHost(PixelLoss loss) {
        float[] expected = new float[output.length];
        double value = loss.add(output, wanted, SHAPE, expected);

        Derived found = derived(loss, output);

        assertThat(found.number(0)).isCloseTo(value, within(1e-8));
        try (Batch gradient = found.gradient()) {
            assertThat(gradient.values()).containsExactly(expected, within(1e-9f));
        }
    }

    /** The way along the gradient changes the value as the gradient says. */
    @ParameterizedTest
    @EnumSource
    void theGradientThereIsTheSlopeOfTheValueThere(PixelLoss loss) {
        float[] gradient;
        Derived here = derived(loss, output);
        try (Batch resident = here.gradient()) {
            gradient = resident.values();
        }
        double square = 0;
        for (float derivative : gradient) {
            square += (double) derivative * derivative;
        }
        double step = 1e-3 / Math.sqrt(square);

        double slope = (value(loss, gradient, step) - value(loss, gradient, -step)) / (2 * step);

        assertThat(slope).isCloseTo(square, within(2e-3 * square));
    }

    private double value(PixelLoss loss, float[] direction, double by) {
        float[] moved = output.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (by * direction[i]);
        }
        Derived there = derived(loss, moved);
        there.gradient().close();
        return there.number(0);
    }

    private Derived derived(PixelLoss loss, float[] images) {
        try (Batch batch = Batch.of(images, SHAPE)) {
            return work.derive(
                    List.of(batch), (constants, at) -> List.of(loss.of(at.get(0), constants.of(wanted, SHAPE), SHAPE)));
        }
    }

    /** 64 own images, of which 6 are held out: 7 steps of 8 and one batch of those, and no picture of all of them travels. */
    @ParameterizedTest
    @EnumSource
    void anEpochCopiesItsLossesAndNoPicture(PixelLoss loss) {
        var seen = new Epochs();
        try (Reconstructions kept = attack(loss, TorchEngine.onCpuAsOnACard(), seen)) {
            assertThat(kept.kept()).isPresent();
        }

        assertThat(seen.copies[2] - seen.copies[1]).isEqualTo(2); // of the steps, and of the held-out images
        assertThat(seen.numbers[2] - seen.numbers[1]).isLessThanOrEqualTo(2 * 8);
    }

    @ParameterizedTest
    @EnumSource
    void aDecoderLearnsWhatItLearnsOnTheHost(PixelLoss loss) {
        float[] expected =
                attack(loss, TorchEngine.on(DeviceChoice.CPU), new Epochs()).pixels();
        try (Reconstructions kept = attack(loss, TorchEngine.onCpuAsOnACard(), new Epochs())) {
            assertThat(kept.pixels()).containsExactly(expected, within(1e-4f));
        }
    }

    /** What had been copied when the validation error of an epoch was told. */
    private static final class Epochs {

        private final long[] copies = new long[4];
        private final long[] numbers = new long[4];

        void heard(RunEvent event) {
            if (event instanceof RunEvent.Point point && point.series().endsWith(".validation")) {
                copies[(int) point.step()] = HostCopies.count();
                numbers[(int) point.step()] = HostCopies.numbers();
            }
        }
    }

    private static Reconstructions attack(PixelLoss loss, Engine engine, Epochs epochs) {
        var entry = Attacks.catalog().find("decoder").orElseThrow();
        var settings = Map.<String, Object>of(
                "decoder", "res-n0c16", "epochs", 3, "batchSize", 8, "schedule", "plateau", "loss", EnumId.of(loss));
        var attack = entry.make().apply(entry.info().schema().read("attack", settings));
        KnownGaussian world = KnownGaussian.behind(KnownFilter.identity(), 0, 64, 40);
        var view = new AttackerView(attack.needs(), world, engine, Seeds.of(1));
        return attack.run(view, RunContext.of(epochs::heard, () -> false));
    }
}
