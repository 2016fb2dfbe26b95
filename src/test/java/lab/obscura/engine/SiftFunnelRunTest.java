package lab.obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.SharedShapes;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.progress.RunEvent;
import lab.obscura.engine.run.Pipeline;
import lab.obscura.engine.run.folder.AttemptFolder;
import lab.obscura.engine.run.folder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SiftFunnel with all its losses, trained and attacked in a whole run at the smallest scale. */
class SiftFunnelRunTest {

    private static final Map<String, Object> NETWORK =
            Map.of("backbone", "classifier-4", "width", 0.0625, "cutLayer", 2);

    private static final List<Map<String, Object>> SIFT_FUNNEL = List.of(
            Map.of("part", "siftfunnel"),
            Map.of("part", "label-smoothing", "amount", 0.35, "spread", "others", "weight", 3.5),
            Map.of("part", "distance-correlation", "form", "siftfunnel", "weight", 0.8),
            Map.of("part", "channel-correlation", "weight", 0.6),
            Map.of("part", "activation-norm", "weight", 0.005));

    private final List<RunEvent> events = new ArrayList<>();

    @Test
    void itLearnsAndItsOwnAttacksRebuildFromFeatureAndCloud(@TempDir Path folder) {
        List<Map<String, Object>> attacks = List.of(
                Map.of("attack", "siftfunnel-decoder", "channels", 8, "epochs", 1, "batchSize", 40),
                Map.of(
                        "attack", "siftfunnel-decoder",
                        "design", "cnn-siftfunnel",
                        "channels", 8,
                        "cloudLayers", 4,
                        "epochs", 1,
                        "batchSize", 40));

        Outcome outcome = run(SIFT_FUNNEL, attacks, folder);

        List<Double> loss = curve("training.loss");
        assertThat(loss.get(loss.size() - 1)).as("of %s", loss).isLessThan(loss.get(0) - 0.05);
        assertThat(outcome.attacks()).extracting(attack -> attack.slug()).doesNotHaveDuplicates();
        assertThat(outcome.attacks())
                .hasSize(2)
                .allSatisfy(attack -> assertThat(attack.means().get("mse")).isBetween(0.001, 0.3));
    }

    @Test
    void anAttackBehindMoreLayersThanTheCloudHasIsRefused(@TempDir Path folder) {
        List<Map<String, Object>> attacks = List.of(Map.of("attack", "siftfunnel-decoder", "cloudLayers", 64));

        assertThatThrownBy(() -> run(SIFT_FUNNEL, attacks, folder)).hasMessageContaining("and not 64");
    }

    private Outcome run(List<Map<String, Object>> defense, List<Map<String, Object>> attacks, Path folder) {
        var definition = new DefinitionReader()
                .read(Map.of(
                        "dataset", Map.of("id", "shapes", "trainLimit", 200, "testLimit", 40, "imageSize", 16),
                        "network", NETWORK,
                        "training",
                                Map.of(
                                        "epochs",
                                        8,
                                        "batchSize",
                                        20,
                                        "learningRate",
                                        0.02,
                                        "schedule",
                                        "constant",
                                        "warmUp",
                                        "none"),
                        "defense", defense,
                        "attacks", attacks));
        return new Pipeline(SharedShapes.datasets())
                .run(definition, 7, new AttemptFolder(folder), RunContext.of(events::add, () -> false));
    }

    private List<Double> curve(String series) {
        return events.stream()
                .filter(event ->
                        event instanceof RunEvent.Point point && point.series().equals(series))
                .map(event -> ((RunEvent.Point) event).value())
                .toList();
    }
}
