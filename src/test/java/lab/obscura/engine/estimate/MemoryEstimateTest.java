package lab.obscura.engine.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryEstimateTest {

    private static final long HEAP = 1024; // the default of obscura.worker.heap
    private static final long OFF_HEAP = 6 * 1024;

    /** docs/performance.md: resident 0.93 GB to the end of the training, 1.93 GB to the end of the attack, both with the heap. */
    @Test
    void theMeasuredRunIsEstimatedWithinAThird() {
        MemoryEstimate estimate =
                of(measured(List.of(Map.of("attack", "decoder", "decoder", "res-n8c64", "epochs", 50))));

        assertThat(total(estimate.stages().get(0))).isBetween(620L, 1240L);
        assertThat(total(estimate.largestNative())).isBetween(1290L, 2570L);
        assertThat(estimate.largestNative().name()).isEqualTo("attack decoder-res-n8c64-train");
        assertThat(estimate.largestNative().wayOut().field()).isEqualTo("attacks[0].batchSize");
    }

    @Test
    void aSmallerBatchOfTheAttackNeedsLess() {
        var large = of(measured(List.of(Map.of("attack", "decoder", "batchSize", 512))));
        var small = of(measured(List.of(Map.of("attack", "decoder", "batchSize", 32))));

        assertThat(small.stages().get(2).nativeMegabytes())
                .isLessThan(large.stages().get(2).nativeMegabytes() / 2);
    }

    @Test
    void theLargestOfSeveralAttacksIsNamed() {
        var estimate = of(measured(List.of(
                Map.of("attack", "decoder", "decoder", "conv-n0c16"),
                Map.of("attack", "query-free", "batchSize", 4096),
                Map.of("attack", "mle-cem"))));

        assertThat(estimate.largestNative().name()).startsWith("attack query-free");
        assertThat(estimate.largestNative().wayOut().field()).isEqualTo("attacks[1].batchSize");
    }

    @Test
    void theSettingThatIsNamedMakesTheStageSmaller() {
        var json = new LinkedHashMap<>(measured(List.of(Map.of("attack", "mle-cem"))));
        json.put("training", Map.of("batchSize", 512));
        MemoryEstimate large = of(json);
        json.put("training", Map.of("batchSize", 8));
        MemoryEstimate small = of(json);

        assertThat(large.stages().get(0).wayOut().field()).isEqualTo("training.batchSize");
        assertThat(small.stages().get(0).nativeMegabytes())
                .isLessThan(large.stages().get(0).nativeMegabytes());
        assertThat(small.stages()).allMatch(stage -> stage.wayOut().field().equals("network.width"));
        assertThat(large.stages().get(1)).isEqualTo(small.stages().get(1)); // measuring asks in batches of its own
    }

    @Test
    void theSurrogateOfAnAdversaryCounts() {
        var json = new LinkedHashMap<>(measured(List.of()));
        long without = of(json).stages().get(0).nativeMegabytes();
        json.put("defense", List.of(Map.of("part", "adversarial-reconstruction", "surrogate", "res-n8c64")));

        assertThat(of(json).stages().get(0).nativeMegabytes()).isGreaterThan(without + 200);
    }

    /** Eight blocks and the feature of vgg11 at 128 images: 2 · 4 bytes of each value that comes by. */
    @Test
    void whatPartsLookAtInsideTheNetworkCounts() {
        var json = new LinkedHashMap<>(measured(List.of()));
        json.put("defense", List.of(Map.of("part", "bido", "layers", "cut")));
        long without = of(json).stages().get(0).heapMegabytes();
        json.put("defense", List.of(Map.of("part", "bido")));

        var split = FitCheck.fit(new DefinitionReader().read(json), cifar());
        long values = split.shapes(split.places()).entrySet().stream()
                .filter(place -> place.getKey().startsWith("block"))
                .mapToLong(place -> place.getValue().size())
                .sum();
        assertThat(values).isGreaterThan(50_000);
        assertThat(of(json).stages().get(0).heapMegabytes() - without)
                .isBetween((128 * 8 * values >> 20) - 1, (128 * 8 * values >> 20) + 1);
    }

    /** At most 5 000 directions of 512 values three times, 31 MB, and 3 MB to find those of one cluster. */
    @Test
    void theCovariancesThatConditionalEntropyRemembersCount() {
        var json = new LinkedHashMap<>(measured(List.of()));
        long without = of(json).stages().get(0).heapMegabytes();
        json.put(
                "defense",
                List.of(
                        Map.of("part", "gaussian-noise", "standardDeviation", 0.025),
                        Map.of("part", "conditional-entropy", "form", "log-determinant")));

        assertThat(of(json).stages().get(0).heapMegabytes() - without).isBetween(25L, 45L);
    }

    /** 8192 · 8192 sums, twice 8192 · 3072 for the pixels, in double precision: 896 MB, and the libraries' 300. */
    @Test
    void theEquationsOfTheLinearMapCountOutsideOfJavasHeap() {
        MemoryEstimate.Stage primal = of(shallow(0)).stages().get(2);

        assertThat(primal.name()).isEqualTo("attack linear-train");
        assertThat(primal.nativeMegabytes()).isBetween(1196L, 1300L);
    }

    /** The dual form keeps the features that it learns from, 28 MB; batches of 500 in double precision take 136 MB in either form. */
    @Test
    void theFeaturesThatTheLinearMapKeepsCountInJavasHeap() {
        List<MemoryEstimate.Stage> stages = of(shallow(1000)).stages();

        long measuring = stages.get(1).heapMegabytes();
        assertThat(stages.get(2).heapMegabytes() - measuring).isBetween(155L, 180L);
    }

    private static Map<String, Object> shallow(int trainLimit) {
        return Map.of(
                "dataset", Map.of("id", "cifar10", "trainLimit", trainLimit, "testLimit", 20),
                "network", Map.of("backbone", "cnn-4", "cutLayer", 1),
                "attacks", List.of(Map.of("attack", "linear")));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetFitsIntoASlotAsItIsByDefault(Preset preset) {
        var definition = new DefinitionReader().read(preset.definition());

        MemoryEstimate estimate = MemoryEstimate.of(definition, cifar());

        assertThat(estimate.largestHeap().heapMegabytes()).isLessThan(HEAP);
        assertThat(estimate.largestNative().nativeMegabytes()).isLessThan(OFF_HEAP);
    }

    static List<Preset> presets() {
        return Presets.all();
    }

    private static long total(MemoryEstimate.Stage stage) {
        return stage.heapMegabytes() + stage.nativeMegabytes();
    }

    private static MemoryEstimate of(Map<String, Object> json) {
        return MemoryEstimate.of(new DefinitionReader().read(json), cifar());
    }

    private static Map<String, Object> measured(List<Map<String, Object>> attacks) {
        return Map.of(
                "dataset", Map.of("id", "cifar10", "trainLimit", 5000, "testLimit", 1000),
                "network", Map.of("backbone", "vgg11-bn-sgm", "cutLayer", 4, "bottleneck", Map.of("channels", 8)),
                "defense",
                        List.of(
                                Map.of("part", "gaussian-noise", "standardDeviation", 0.025),
                                Map.of("part", "conditional-entropy")),
                "training", Map.of("batchSize", 128),
                "attacks", attacks);
    }

    private static DatasetInfo cifar() {
        List<String> classes =
                IntStream.range(0, 10).mapToObj(label -> "class " + label).toList();
        var shape = new ImageShape(32, 32, 3);
        return new DatasetInfo(
                "cifar10", "CIFAR-10", "cifar10-binary", shape, classes, 50_000, 10_000, "0".repeat(64), false);
    }
}
