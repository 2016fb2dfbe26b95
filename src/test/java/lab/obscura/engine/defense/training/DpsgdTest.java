package lab.obscura.engine.defense.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Layers;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.Normalizations.GroupNorm;
import lab.obscura.engine.network.spec.Segment;
import lab.obscura.engine.network.spec.SplitSpec;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import lab.obscura.engine.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DP-SGD asks of an experiment, and what it says about it. */
class DpsgdTest {

    private static final Map<String, Object> CEM = Map.of("part", "conditional-entropy", "components", 2);

    @TempDir
    Path folder;

    @Test
    void epsilonStandsAmongTheMetrics() {
        Outcome outcome = run(List.of(Map.of("part", "dpsgd", "noiseMultiplier", 1.5, "delta", 0.001)));

        double expected = new SubsampledGaussian(0.5, 4, 0.001).epsilon(1.5);
        assertThat(outcome.metrics().get("dpsgd.epsilon")).isCloseTo(expected, within(1e-9));
        assertThat(outcome.metrics().get("dpsgd.delta")).isEqualTo(0.001);
        assertThat(outcome.warnings()).noneMatch(warning -> warning.startsWith("dpsgd"));
    }

    @Test
    void theNoiseFollowsFromABudget() {
        Outcome outcome = run(List.of(Map.of("part", "dpsgd", "epsilon", 3.0, "delta", 0.001)));

        assertThat(outcome.metrics().get("dpsgd.epsilon")).isBetween(2.98, 3.0);
        assertThat(new SubsampledGaussian(0.5, 4, 0.001)
                        .epsilon(outcome.metrics().get("dpsgd.noiseMultiplier")))
                .isBetween(2.98, 3.0);
    }

    @Test
    void besideATermThatComparesImagesNoPrivacyIsPromised() {
        Outcome outcome = run(List.of(Map.of("part", "dpsgd"), CEM));

        assertThat(outcome.metrics()).containsKey("dpsgd.noiseMultiplier").doesNotContainKey("dpsgd.epsilon");
        assertThat(outcome.warnings())
                .anyMatch(
                        warning -> warning.startsWith("dpsgd: no privacy") && warning.contains("conditional-entropy"));
    }

    @Test
    void refusesABudgetThatTheEpochsCannotKeep() {
        assertThatThrownBy(() -> run(List.of(Map.of("part", "dpsgd", "epsilon", 1e-4))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("defense[0].epsilon must be 0.0")
                .hasMessageContaining("2 epochs of batches of 20 out of 40 images")
                .hasMessageContaining("noise multiplier of 1000, was 1.0E-4")
                .hasMessageContaining("fewer epochs");
    }

    @Test
    void refusesADeltaThatPublishesAnImage() {
        assertThatThrownBy(() -> run(List.of(Map.of("part", "dpsgd", "delta", 0.05))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("defense[0].delta must be below one in the 40 images")
                .hasMessageContaining("less than 0.025");
    }

    @Test
    void refusesASecondOneOfItsKind() {
        assertThatThrownBy(() -> run(List.of(Map.of("part", "dpsgd"), Map.of("part", "dpsgd"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("defense[0] must be the only part that changes gradients");
    }

    @Test
    void pruningThatCannotPassItsGroupNormsIsRefused() {
        List<Map<String, Object>> defense = List.of(Map.of("part", "patrol", "above", 1), Map.of("part", "dpsgd"));

        assertThatThrownBy(() -> run(defense))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("defense[0] must be able to work in this network")
                .hasMessageContaining("group norm of dpsgd");
    }

    @Test
    void everyBatchNormBecomesAGroupNormWhoseGroupsDivideItsChannels() {
        var normalization = new ChannelAffine(List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25));
        var plan =
                new Backbone.Plan(new ImageShape(32, 32, 3), 10, normalization, 0.25, 2, Optional.of(Bottleneck.of(6)));
        assertThat(Backbones.all()).allSatisfy(backbone -> {
            SplitSpec split = backbone.split(plan);
            SplitSpec changed = GroupNorms.insteadOfBatchNorms(split, 4);

            assertThat(GroupNorms.hasBatchNorm(split)).isTrue();
            assertThat(GroupNorms.hasBatchNorm(changed)).isFalse();
            assertThat(changed.places()).isEqualTo(split.places());
            assertThat(changed.tail().output(changed.feature())).isEqualTo(new ImageShape(1, 1, 10));
            assertThat(changed.edge().parameterCount()).isEqualTo(split.edge().parameterCount());
        });
    }

    @Test
    void batchNormThatComesAfterItIsRefused() {
        var part = new Dpsgd(Dpsgd.INFO.schema().read("", Map.of()));
        var image = new ImageShape(4, 4, 3);
        var split = new SplitSpec(image, Layers.sequence(Layers.norm(3)), Layers.sequence());

        assertThat(part.objection(split))
                .hasValueSatisfying(reason -> assertThat(reason).contains("behind all parts that shape the network"));
        assertThat(part.objection(part.reshape(split))).isEmpty();
        Segment edge = part.reshape(split).segments().get(0);
        assertThat(edge.list()).containsExactly(GroupNorm.of(3, 3));
    }

    /** Two steps of 20 out of 40 images in each of two epochs. */
    private Outcome run(List<Map<String, Object>> defense) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 40, "testLimit", 20, "imageSize", 16),
                        "network", Map.of("backbone", "cnn-4", "width", 0.1, "cutLayer", 1),
                        "training", Map.of("epochs", 2, "batchSize", 20),
                        "measures", List.of(),
                        "defense", defense));
        return new Pipeline(SharedShapes.datasets())
                .run(definition, 7, new AttemptFolder(folder.resolve("attempt")), RunContext.of(e -> {}, () -> false));
    }
}
