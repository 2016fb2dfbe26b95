package lab.obscura.engine.defense.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.images.Augmentation;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.LabeledImages;
import lab.obscura.engine.defense.Defense;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.PenaltyValue;
import lab.obscura.engine.defense.StepContext;
import lab.obscura.engine.defense.Taps;
import lab.obscura.engine.defense.Taps.Tap;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.dl4j.Dl4jEngine;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.seed.RandomStream;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.training.SplitNetwork;
import lab.obscura.engine.training.Trainer;
import org.junit.jupiter.api.Test;

class FeatureSubtractionTest {

    @Test
    void theValueIsTheMeanOfWhatIsLeft() {
        float[] residue = {0.5f, -1.5f, 0, 2};
        var tap = new Tap(new ImageShape(1, 2, 1), residue);
        var step = new StepContext(1, 1, 0, 2, 0.1, 0, Seeds.of(1));
        FeatureBatch batch =
                FeatureBatch.ofVectors(new float[2], new int[2], 2, step).with(new Taps(Map.of("residue", tap)));

        PenaltyValue value = part(Map.of("weight", 8)).at(batch, new PartState());

        assertThat(value.value()).isCloseTo(1, within(1e-9));
        assertThat(value.atTaps().get("residue")).containsExactly(2, -2, 0, 2);
    }

    @Test
    void itStandsBehindTheNormalizationAndBeforeEverythingElse() {
        SplitSpec plain = split(8);
        SplitSpec shaped = part(Map.of("width", 4)).reshape(plain);

        assertThat(shaped.places().get(0)).isEqualTo("residue");
        assertThat(shaped.places().subList(1, shaped.places().size())).isEqualTo(plain.places());
        assertThat(shaped.feature()).isEqualTo(plain.feature());
        // 3 to 4, 4 to 8, 8 to 4 and 4 to 3 channels by windows of nine, with biases.
        assertThat(shaped.edge().parameterCount() - plain.edge().parameterCount())
                .isEqualTo(9 * (12 + 32 + 32 + 12) + 4 + 8 + 4 + 3);
        assertThatThrownBy(() -> part(Map.of()).reshape(split(9)).feature())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("residual-sum");
    }

    @Test
    void aHeavyTermLeavesLessOfTheImage() {
        // Other seeds leave between a seventh and six tenths.
        assertThat(leftAfterTraining(200)).isLessThan(0.8 * leftAfterTraining(0));
    }

    private static double leftAfterTraining(double weight) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes"),
                        "network", Map.of("backbone", "cnn-4"),
                        "training",
                                Map.of(
                                        "epochs",
                                        12,
                                        "batchSize",
                                        10,
                                        "learningRate",
                                        0.01,
                                        "optimizer",
                                        "adam",
                                        "schedule",
                                        "constant")));
        LabeledImages images = images();
        double[] last = new double[1];
        RunContext context = RunContext.of(
                event -> {
                    if (event instanceof RunEvent.Point point && point.series().equals("training.penalty")) {
                        last[0] = point.value();
                    }
                },
                () -> false);
        var part = part(Map.of("weight", weight, "width", 4));
        var defense = new Defense(List.of(part));
        try (SplitNetwork network =
                SplitNetwork.build(Dl4jEngine.create(), part.reshape(split(8)), defense, Seeds.of(1))) {
            new Trainer(network, definition.training(), images, images, Augmentation.NONE, Seeds.of(1)).train(context);
        }
        return last[0];
    }

    private static FeatureSubtraction part(Map<String, Object> settings) {
        return new FeatureSubtraction(FeatureSubtraction.INFO.schema().read("", settings));
    }

    private static SplitSpec split(int size) {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        return Backbones.find("resnet-20")
                .orElseThrow()
                .split(new Backbone.Plan(new ImageShape(size, size, 3), 2, normalization, 0.125, 1, Optional.empty()));
    }

    /** Smooth pictures, dark or bright. */
    private static LabeledImages images() {
        var random = new RandomStream(2);
        int count = 40;
        byte[] pixels = new byte[count * 192];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            int base = 60 + 100 * labels[i] + random.nextInt(60);
            for (int p = 0; p < 192; p++) {
                pixels[i * 192 + p] = (byte) (base + random.nextInt(10));
            }
        }
        return new LabeledImages(new ImageShape(8, 8, 3), pixels, labels, List.of("dark", "bright"));
    }
}
