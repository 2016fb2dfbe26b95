package lab.obscura.study;

import static lab.obscura.engine.definition.presets.Presets.CEM;
import static lab.obscura.engine.definition.presets.Presets.NOISE;
import static lab.obscura.engine.definition.presets.Presets.SIFTFUNNEL;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.PresetGroup;

/**
 * The whole family on real pictures at a scale for two cores: four base defenses without and with CEM and three surrogates with five
 * seeds, every other defense with one. Its results are in {@code docs/results.md}.
 */
final class MiniStudy {

    static final String GROUP = "mini-study";

    static final PresetGroup ABOUT = new PresetGroup(
            GROUP,
            "The mini study",
            "Every defense on real pictures at a scale for two cores; the base defenses, CEM and its surrogates with five seeds");

    private static final List<Integer> FIVE_SEEDS = List.of(1, 2, 3, 4, 5);
    private static final List<Integer> ONE_SEED = List.of(1);

    /**
     * The published surrogate of the adversaries costs several times this network's own step. This one is too weak to show what they can
     * do, and every run with it says so on its page and on the board.
     */
    private static final Map<String, Object> SMALL_SURROGATE =
            Map.of("surrogate", "conv-n0c16", "interval", 2, "pretrainingEpochs", 2);

    private MiniStudy() {}

    static Stream<Preset> presets() {
        return Stream.of(withAndWithoutCem(), surrogates(), others(), compared())
                .flatMap(presets -> presets);
    }

    private static Stream<Preset> withAndWithoutCem() {
        var bases = new LinkedHashMap<String, List<Map<String, Object>>>();
        bases.put("noise", List.of(NOISE));
        bases.put("dropping", List.of(NOISE, part("feature-dropping", Map.of("rate", 0.2))));
        bases.put("nopeek", List.of(NOISE, part("distance-correlation", Map.of("weight", 1))));
        bases.put("arl", List.of(NOISE, part("adversarial-reconstruction", SMALL_SURROGATE)));
        return bases.entrySet().stream()
                .flatMap(base -> Stream.of(
                        preset(base.getKey(), base.getValue(), FIVE_SEEDS),
                        preset(base.getKey() + "-cem", and(base.getValue(), CEM), FIVE_SEEDS)));
    }

    private static Stream<Preset> surrogates() {
        return Stream.of(
                preset("gated", List.of(NOISE, part("gated-attention", Map.of("weight", 16))), FIVE_SEEDS),
                preset("slot", List.of(NOISE, part("slot-attention", Map.of("weight", 16))), FIVE_SEEDS),
                preset("fused-shrinkage", List.of(NOISE, fused("shrinkage")), FIVE_SEEDS));
    }

    private static Stream<Preset> others() {
        return Stream.of(
                        Map.entry("undefended", List.<Map<String, Object>>of()),
                        Map.entry("fused-shortcut", List.of(NOISE, fused("shortcut"))),
                        Map.entry("fused-parallel", List.of(NOISE, fused("parallel"))),
                        Map.entry("fused-shared-gate", List.of(NOISE, fused("shared-gate"))),
                        Map.entry("fused-maximum", List.of(NOISE, fused("maximum"))),
                        Map.entry("gated-five-heads", List.of(NOISE, part("gated-attention", Map.of("heads", 5)))),
                        Map.entry("laplace", List.of(part("local-dp", Map.of()))),
                        Map.entry("top-k", List.of(part("top-k", Map.of()))),
                        Map.entry("adversarial-noise", List.of(part("adversarial-noise", SMALL_SURROGATE))),
                        Map.entry(
                                "ressfl",
                                List.of(part(
                                        "ressfl",
                                        Map.of(
                                                "surrogate", "conv-n0c16",
                                                "interval", 2,
                                                "expertEpochs", 8,
                                                "pretrainingEpochs", 2,
                                                "transferPretrainingEpochs", 2)))),
                        Map.entry("patrol", List.of(NOISE, part("patrol", Map.of("above", 16)))),
                        Map.entry("sparse-coding", List.of(part("sparse-coding", Map.of()))),
                        Map.entry(
                                "convolutional-sparse-coding", List.of(part("convolutional-sparse-coding", Map.of()))),
                        Map.entry("frequency-filter", List.of(part("frequency-filter", Map.of()))),
                        Map.entry("shredder", List.of(part("shredder", Map.of("tensors", 10, "epochs", 1)))),
                        Map.entry("negative-smoothing", List.of(part("label-smoothing", Map.of("amount", -0.05)))),
                        Map.entry("positive-smoothing", List.of(part("label-smoothing", Map.of("amount", 0.1)))))
                .map(defense -> preset(defense.getKey(), defense.getValue(), ONE_SEED));
    }

    /** The defenses that SiftFunnel is compared with, and SiftFunnel. */
    private static Stream<Preset> compared() {
        return Stream.of(
                        Map.entry("siftfunnel", SIFTFUNNEL),
                        Map.entry(
                                "autoencoder",
                                List.of(
                                        part("autoencoder", Map.of()),
                                        part("activation-norm", Map.of("weight", 0.001)))),
                        Map.entry("dpsgd", List.of(part("dpsgd", Map.of()))),
                        Map.entry("mid", List.of(part("mid", Map.of()))),
                        Map.entry("vib", List.of(part("vib", Map.of()))),
                        Map.entry("bido", List.of(part("bido", Map.of()))),
                        Map.entry("info-scissors", List.of(part("info-scissors", Map.of()))),
                        Map.entry("lipschitz", List.of(NOISE, part("lipschitz", Map.of()))),
                        Map.entry("cloak", List.of(part("cloak", Map.of()))),
                        Map.entry("fisher-noise", List.of(part("fisher-noise", Map.of()))),
                        Map.entry("random-frequencies", List.of(part("random-frequencies", Map.of()))),
                        Map.entry("feature-subtraction", List.of(part("feature-subtraction", Map.of()))))
                .map(defense -> preset(defense.getKey(), defense.getValue(), ONE_SEED));
    }

    private static Map<String, Object> fused(String rule) {
        return part("fused-attention", Map.of("fusion", rule));
    }

    private static Map<String, Object> part(String id, Map<String, Object> settings) {
        var part = new LinkedHashMap<String, Object>();
        part.put("part", id);
        part.putAll(settings);
        return part;
    }

    private static List<Map<String, Object>> and(List<Map<String, Object>> parts, Map<String, Object> last) {
        return Stream.concat(parts.stream(), Stream.of(last)).toList();
    }

    private static Preset preset(String defense, List<Map<String, Object>> parts, List<Integer> seeds) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", "Mini study: " + defense);
        definition.put("engine", "torch");
        definition.put("dataset", Map.of("id", "cifar10-lossless-6k", "trainLimit", 5000, "testLimit", 1000));
        definition.put(
                "network",
                Map.of("backbone", "cnn-4", "width", 0.5, "cutLayer", 2, "bottleneck", Map.of("channels", 8)));
        definition.put("defense", parts);
        definition.put("training", Map.of("epochs", 8, "batchSize", 64, "learningRate", 0.05));
        definition.put(
                "attacks",
                List.of(Map.of(
                        "attack",
                        "decoder",
                        "decoder",
                        "res-n0c16",
                        "epochs",
                        4,
                        "batchSize",
                        64,
                        "knowledge",
                        "train")));
        definition.put("measures", List.of());
        definition.put("seeds", seeds);
        definition.put("tags", List.of(GROUP));
        return new Preset(
                "mini-" + defense,
                GROUP,
                "Mini study, " + defense,
                "One row of the mini study: cnn-4 at half width on 6 000 pictures of CIFAR-10, 8 epochs, then a decoder",
                definition);
    }
}
