package lab.obscura.engine.attack.decoder;

import java.util.ArrayList;
import java.util.List;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.settings.Variant;

/** What all decoders of the CEM family can be told: network, epochs, optimizer, whose images. */
final class DecoderSettings {

    static final Setting<String> DECODER = Setting.choice("decoder", Decoders.names())
            .defaultsTo("res-n8c64")
            .describedAs("The decoder's network, weakest first; the papers test with res-n8c64")
            .leadingSlugs();

    static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(50).describedAs("Passes over the attacker's images");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(256);

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; it falls along a cosine");

    static final Setting<Double> LAST_LEARNING_RATE = Setting.decimal("lastLearningRate", 0, 1)
            .defaultsTo(1e-5)
            .describedAs("Where the cosine ends")
            .inSlugsAs("last");

    static final Setting<Double> WEIGHT_DECAY = Setting.decimal("weightDecay", 0, 1)
            .defaultsTo(1e-4)
            .describedAs("L2 term, added to the gradient")
            .inSlugsAs("wd");

    private DecoderSettings() {}

    /** The settings of the family, and those of one attack behind them. */
    static SettingsSchema with(Setting<?>... more) {
        List<Setting<?>> all = new ArrayList<>(List.of(
                DECODER, EPOCHS, BATCH_SIZE, LEARNING_RATE, LAST_LEARNING_RATE, WEIGHT_DECAY, Knowledge.SETTING));
        all.addAll(List.of(more));
        return new SettingsSchema(all);
    }

    /** Adam along the cosine, pixels as they are. */
    static DecoderTraining.Plan plan(SettingsReader settings, String slug, int channels) {
        return new DecoderTraining.Plan(
                slug,
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                epoch -> OptimizerStep.Adam.of(rate(settings, epoch), settings.get(WEIGHT_DECAY)),
                PixelScale.none(channels),
                Variant.CORRECTED);
    }

    /** Cosine from the first to the last rate over the epochs. */
    private static double rate(SettingsReader settings, int epoch) {
        double first = settings.get(LEARNING_RATE);
        double last = settings.get(LAST_LEARNING_RATE);
        return last + (first - last) * (1 + Math.cos(Math.PI * (epoch - 1) / settings.get(EPOCHS))) / 2;
    }
}
