package lab.obscura.engine.definition.presets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The ready definitions: {@code tiny}, the three of the demo, one per published setting, and the ablation of SiftFunnel. */
public final class Presets {

    /** As published. */
    public static final Map<String, Object> NOISE = Map.of("part", "gaussian-noise", "standardDeviation", 0.025);

    private static final Map<String, Object> DEMO_NOISE = Map.of("part", "gaussian-noise", "standardDeviation", 0.05);
    private static final Map<String, Object> DEMO_CEM =
            Map.of("part", "conditional-entropy", "weight", 20, "components", 3);

    /** As published. */
    public static final Map<String, Object> CEM = Map.of("part", "conditional-entropy", "weight", 16, "components", 5);

    /** The whole defense with the constants of the paper. */
    public static final List<Map<String, Object>> SIFTFUNNEL = List.of(
            Map.of("part", "siftfunnel"),
            Map.of("part", "label-smoothing", "amount", 0.35, "spread", "others", "weight", 3.5),
            Map.of("part", "distance-correlation", "form", "siftfunnel", "weight", 0.8),
            Map.of("part", "channel-correlation", "weight", 0.6),
            Map.of("part", "activation-norm", "weight", 0.005));

    private static final String DEMO = "demo";
    private static final String PUBLISHED = "cem-paper";

    private Presets() {}

    /** In the order in which people meet them. */
    public static List<PresetGroup> groups() {
        return List.of(
                new PresetGroup("tiny", "Try it out", "One run of seconds that uses everything"),
                new PresetGroup(
                        DEMO,
                        "The demo",
                        "One attacker against an undefended encoder, the same with noise, and with noise and CEM, on drawn shapes"),
                new PresetGroup(
                        SiftFunnelPresets.ABLATION,
                        "Ablation of SiftFunnel",
                        "The whole defense and, row by row, without one of its pieces, at a scale for two cores"),
                new PresetGroup(
                        PUBLISHED,
                        "As published on CIFAR-10",
                        "The settings of the CEM paper and of the proposal: VGG11, 240 epochs, the strong decoder twice"));
    }

    public static List<Preset> all() {
        return Stream.of(ownAndPlain(), baseDefenses(), SiftFunnelPresets.all())
                .flatMap(presets -> presets)
                .toList();
    }

    private static Stream<Preset> ownAndPlain() {
        return Stream.of(
                tiny(),
                demo(
                        "demo-undefended",
                        "Undefended",
                        "The encoder as it is: how much does the feature give away?",
                        List.of()),
                demo("demo-noise", "Gaussian noise", "Normal noise on everything that is sent", List.of(DEMO_NOISE)),
                demo(
                        "demo-noise-cem",
                        "Noise + CEM",
                        "The same noise, and conditional entropy maximization",
                        List.of(DEMO_NOISE, DEMO_CEM)),
                published("cem-undefended", "VGG11, CIFAR-10, undefended", List.of()),
                published("cem-noise", "VGG11, CIFAR-10, noise 0.025", List.of(NOISE)),
                published("cem-noise-cem", "VGG11, CIFAR-10, noise 0.025 + CEM 16", List.of(NOISE, CEM)),
                published(
                        "proposal-gated-attention",
                        "VGG11, CIFAR-10, noise 0.025 + gated attention 16",
                        List.of(NOISE, Map.of("part", "gated-attention", "weight", 16))),
                published(
                        "proposal-slot-attention",
                        "VGG11, CIFAR-10, noise 0.025 + slots 16",
                        List.of(NOISE, Map.of("part", "slot-attention", "weight", 16))));
    }

    /** The base defenses that the CEM paper builds on, each on top of the noise, without CEM and with it. */
    private static Stream<Preset> baseDefenses() {
        var bases = new LinkedHashMap<String, Map<String, Object>>();
        bases.put("dropping", Map.of("part", "feature-dropping", "rate", 0.2));
        bases.put("nopeek", Map.of("part", "distance-correlation", "weight", 1));
        bases.put("arl", Map.of("part", "adversarial-reconstruction", "weight", 0.3));
        bases.put("sca", Map.of("part", "sparse-coding"));
        return bases.entrySet().stream().flatMap(base -> {
            String id = "cem-" + base.getKey();
            String title = "VGG11, CIFAR-10, noise 0.025 + " + base.getKey();
            return Stream.of(
                    published(id, title, List.of(NOISE, base.getValue())),
                    published(id + "-cem", title + " + CEM 16", List.of(NOISE, base.getValue(), CEM)));
        });
    }

    /** The smallest run that uses everything: for trials, and for what the program asks of itself. */
    public static Preset tiny() {
        return new Preset(
                "tiny",
                "tiny",
                "Tiny",
                "About ten seconds: noise and CEM on a handful of drawn shapes, to see that everything works",
                definition(
                        "Tiny trial",
                        Map.of("id", "shapes", "trainLimit", 400, "testLimit", 200),
                        Map.of("backbone", "cnn-4", "width", 0.25, "cutLayer", 1, "bottleneck", Map.of("channels", 4)),
                        List.of(NOISE, Map.of("part", "conditional-entropy", "components", 2)),
                        Map.of("epochs", 2, "batchSize", 20, "schedule", "constant"),
                        List.of(Map.of("attack", "decoder", "decoder", "conv-n0c16", "epochs", 4, "batchSize", 40))));
    }

    /**
     * Chosen so that the accuracy hangs little on seed and rounding (docs/results.md has the spreads): a cosine, since milestones
     * end a training this short too early, and enough pictures to be past the steep part of the curve.
     */
    private static Preset demo(String id, String title, String description, List<Map<String, Object>> defense) {
        return new Preset(
                id,
                DEMO,
                title,
                description,
                definition(
                        title,
                        Map.of("id", "shapes", "trainLimit", 8000, "testLimit", 2000),
                        Map.of("backbone", "cnn-4", "width", 0.5, "cutLayer", 1, "bottleneck", Map.of("channels", 6)),
                        defense,
                        Map.of("epochs", 6, "batchSize", 64, "learningRate", 0.05, "schedule", "cosine"),
                        List.of(Map.of("attack", "decoder", "decoder", "res-n0c16", "epochs", 3, "batchSize", 64))));
    }

    private static Preset published(String id, String title, List<Map<String, Object>> defense) {
        return new Preset(
                id,
                PUBLISHED,
                title,
                "The setting of the CEM paper and of the proposal on a data set with the id cifar10: 240 epochs, then the strong decoder",
                definition(
                        title,
                        Map.of("id", "cifar10"),
                        Map.of("backbone", "vgg11-bn-sgm", "cutLayer", 4, "bottleneck", Map.of("channels", 8)),
                        defense,
                        Map.of("epochs", 240, "batchSize", 128, "learningRate", 0.05),
                        List.of(publishedDecoder("train"), publishedDecoder("infer"))));
    }

    /** 50 epochs along a cosine. */
    private static Map<String, Object> publishedDecoder(String knowledge) {
        return Map.of("attack", "decoder", "decoder", "res-n8c64", "knowledge", knowledge, "schedule", "fixed");
    }

    static Map<String, Object> definition(
            String name,
            Map<String, Object> dataset,
            Map<String, Object> network,
            List<Map<String, Object>> defense,
            Map<String, Object> training,
            List<Map<String, Object>> attacks) {
        var definition = new LinkedHashMap<String, Object>();
        definition.put("name", name);
        definition.put("dataset", dataset);
        definition.put("network", network);
        definition.put("defense", defense);
        definition.put("training", training);
        definition.put("attacks", attacks);
        definition.put("seeds", List.of(125));
        return definition;
    }
}
