package lab.obscura.engine.definition.presets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * SiftFunnel's ablation at a scale for two cores: the whole defense and, row by row, without one of its
 * pieces ({@code docs/parts/siftfunnel.md}).
 */
final class SiftFunnelPresets {

    static final String ABLATION = "siftfunnel-ablation";

    private static final String SMOOTHING = "label-smoothing";

    private SiftFunnelPresets() {}

    static Stream<Preset> all() {
        return Stream.of(
                row("undefended", "Undefended", List.of()),
                row("whole", "SiftFunnel", Presets.SIFTFUNNEL),
                row("no-funnel", "SiftFunnel without the funnel", changed("siftfunnel", "funnel", false)),
                row("no-attention", "SiftFunnel without attention", changed("siftfunnel", "attention", false)),
                row("no-smoothing", "SiftFunnel without divergence and smoothing", without(SMOOTHING)),
                row("no-distance", "SiftFunnel without distance correlation", without("distance-correlation")),
                row("no-pearson", "SiftFunnel without channel correlation", without("channel-correlation")),
                row("no-l1", "SiftFunnel without L1", without("activation-norm")));
    }

    /** Adam, because its losses keep a small network at chance under a large rate of SGD. */
    private static Preset row(String id, String title, List<Map<String, Object>> defense) {
        var definition = new LinkedHashMap<>(Presets.definition(
                title,
                Map.of("id", "cifar10-lossless-6k", "trainLimit", 5000, "testLimit", 1000),
                Map.of("backbone", "cnn-4", "width", 0.5, "cutLayer", 2, "bottleneck", Map.of("channels", 8)),
                defense,
                Map.of("epochs", 20, "batchSize", 64, "learningRate", 0.002, "optimizer", "adam"),
                List.of(
                        Map.of("attack", "linear"),
                        Map.of("attack", "decoder", "decoder", "res-n0c16", "epochs", 10, "batchSize", 64))));
        definition.put("engine", "torch");
        definition.put("seeds", List.of(1, 2));
        return new Preset(
                "siftfunnel-ablation-" + id,
                ABLATION,
                title,
                "A row of SiftFunnel's ablation on 5 000 images of 32×32, minutes per seed on two cores",
                definition);
    }

    private static List<Map<String, Object>> without(String id) {
        return Presets.SIFTFUNNEL.stream()
                .filter(part -> !part.get("part").equals(id))
                .toList();
    }

    private static List<Map<String, Object>> changed(String id, String setting, Object value) {
        var parts = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> part : Presets.SIFTFUNNEL) {
            var copy = new LinkedHashMap<>(part);
            if (part.get("part").equals(id)) {
                copy.put(setting, value);
            }
            parts.add(copy);
        }
        return parts;
    }
}
