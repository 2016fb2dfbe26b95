package lab.obscura.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.network.backbone.Bottleneck;
import lab.obscura.engine.network.spec.Normalizations.ChannelAffine;
import lab.obscura.engine.network.spec.SplitSpec;

/**
 * What the step benchmark measures, by name, as in {@code cnn-4 step, batch 64}. The Python peer ({@code src/test/python/steps.py})
 * knows the same names.
 */
final class StepCases {

    /** Every case, and how many steps make a round. */
    static final Map<String, Integer> STEPS_PER_ROUND = new LinkedHashMap<>();

    static {
        STEPS_PER_ROUND.put("vgg11-bn-sgm step, batch 64", 6);
        STEPS_PER_ROUND.put("vgg11-bn-sgm step, batch 128", 3);
        STEPS_PER_ROUND.put("cnn-4 step, batch 64", 20);
        STEPS_PER_ROUND.put("cnn-4 step, batch 128", 10);
        STEPS_PER_ROUND.put("resnet-18 step, batch 64", 2);
        STEPS_PER_ROUND.put("resnet-18 step, batch 128", 1);
        STEPS_PER_ROUND.put("res-n8c64 decoder step, batch 64", 4);
        STEPS_PER_ROUND.put("res-n8c64 decoder step, batch 256", 1);
        STEPS_PER_ROUND.put("CEM refresh of 1000 images, batch 200", 2);
    }

    static final ImageShape IMAGE = new ImageShape(32, 32, 3);
    static final int CLASSES = 10;

    private static final Pattern BATCH = Pattern.compile(", batch (\\d+)$");

    private StepCases() {}

    static int batch(String name) {
        var found = BATCH.matcher(name);
        if (!found.find()) {
            throw new IllegalArgumentException("The case '" + name + "' names no batch, as in 'cnn-4 step, batch 64'");
        }
        return Integer.parseInt(found.group(1));
    }

    /** Images that one step works on. */
    static int images(String name) {
        return name.startsWith("CEM") ? RefreshStep.IMAGES : batch(name);
    }

    static Runnable build(Engine engine, String name) {
        int batch = batch(name);
        return switch (name.split(" ")[0]) {
            case "res-n8c64" -> DecoderStep.of(engine, batch);
            case "CEM" -> RefreshStep.of(engine, batch);
            default -> SplitStep.of(engine, split(name.split(" ")[0]), batch);
        };
    }

    /** The backbone cut where the benchmark cuts it: vgg11-bn-sgm as in the CEM paper, the others without a bottleneck. */
    static SplitSpec split(String backbone) {
        var normalization = new ChannelAffine(List.of(0.4914, 0.4822, 0.4465), List.of(0.247, 0.243, 0.261));
        boolean paper = backbone.equals("vgg11-bn-sgm");
        Backbone found = Backbones.find(backbone)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No backbone is called '" + backbone + "'; known: " + Backbones.ids()));
        return found.split(new Backbone.Plan(
                IMAGE,
                CLASSES,
                normalization,
                1.0,
                found.defaultCutLayer(),
                paper ? Optional.of(Bottleneck.of(8)) : Optional.empty()));
    }
}
