package lab.obscura.engine.attack.decoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.attack.Slug;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** What all decoders of the CEM family can be told: network, epochs, optimiser, whose images. */
final class DecoderSettings {

    static final Setting<String> DECODER = Setting.choice("decoder", Decoders.names())
            .defaultsTo("res-n8c64")
            .describedAs("The decoder's network, weakest first; the papers test with res-n8c64");

    static final Setting<Integer> EPOCHS =
            Setting.integer("epochs", 1, 1000).defaultsTo(50).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).defaultsTo(256).describedAs("Images per step");

    static final Setting<Double> LEARNING_RATE = Setting.decimal("learningRate", 1e-8, 1)
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; it falls along a cosine");

    static final Setting<Double> LAST_LEARNING_RATE =
            Setting.decimal("lastLearningRate", 0, 1).defaultsTo(1e-5).describedAs("Where the cosine ends");

    static final Setting<Double> WEIGHT_DECAY =
            Setting.decimal("weightDecay", 0, 1).defaultsTo(1e-4).describedAs("L2 term, added to the gradient");

    static final Setting<String> KNOWLEDGE = Setting.choice("knowledge", List.of("train", "infer"))
            .defaultsTo("train")
            .describedAs(
                    "train: owns the training images, attacks all test images; infer: owns the first nine tenths of the test images, attacks the last tenth");

    private static final Map<Setting<?>, String> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put(EPOCHS, "e");
        LETTERS.put(BATCH_SIZE, "b");
        LETTERS.put(LEARNING_RATE, "lr");
        LETTERS.put(LAST_LEARNING_RATE, "last");
        LETTERS.put(WEIGHT_DECAY, "wd");
    }

    private DecoderSettings() {}

    /** The settings of the family, and those of one attack behind them. */
    static SettingsSchema with(Setting<?>... more) {
        List<Setting<?>> all = new ArrayList<>(
                List.of(DECODER, EPOCHS, BATCH_SIZE, LEARNING_RATE, LAST_LEARNING_RATE, WEIGHT_DECAY, KNOWLEDGE));
        all.addAll(List.of(more));
        return new SettingsSchema(all);
    }

    /** Decoder and knowledge, and every other setting that is not its default: boards compare within one slug. */
    static String slug(String id, SettingsReader settings) {
        return Slug.of(id + "-" + settings.get(DECODER) + "-" + settings.get(KNOWLEDGE), settings, LETTERS);
    }

    /** Multiply-adds of training a network that takes so many for one image; backward costs about twice the forward pass. */
    static double multiplyAdds(SettingsReader settings, double once, int ownImages) {
        return 3 * once * ownImages * settings.get(EPOCHS);
    }

    /** Adam along the cosine, pixels as they are. */
    static DecoderTraining.Plan plan(SettingsReader settings, String slug, int channels) {
        return new DecoderTraining.Plan(
                slug,
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                epoch -> OptimizerStep.Adam.of(rate(settings, epoch), settings.get(WEIGHT_DECAY)),
                PixelScale.none(channels),
                false);
    }

    /** Cosine from the first to the last rate over the epochs. */
    private static double rate(SettingsReader settings, int epoch) {
        double first = settings.get(LEARNING_RATE);
        double last = settings.get(LAST_LEARNING_RATE);
        return last + (first - last) * (1 + Math.cos(Math.PI * (epoch - 1) / settings.get(EPOCHS))) / 2;
    }
}
