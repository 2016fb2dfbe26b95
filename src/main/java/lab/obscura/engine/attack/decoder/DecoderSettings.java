package lab.obscura.engine.attack.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.attack.AttackTrainingLoop;
import lab.obscura.engine.attack.AttackerView;
import lab.obscura.engine.attack.Knowledge;
import lab.obscura.engine.attack.Learning.Schedule;
import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.decoder.Decoders;
import lab.obscura.engine.settings.EnumId;
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

    /** Not known to earlier versions, which always named the epochs: then it is the fixed one. */
    static final Setting<Schedule> SCHEDULE = Setting.choice("schedule", Schedule.class)
            .defaultsTo(Schedule.PLATEAU)
            .describedAs(
                    "plateau: until the error on a tenth of the attacker's own images falls no more, the best epoch is kept; fixed: as published, all epochs along a cosine; left out, it is fixed where epochs is named")
            .addedLater()
            .inSlugsAs("");

    private static final int PUBLISHED_EPOCHS = 50;

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS
            .defaultsTo(200)
            .describedAs("Passes over the attacker's images: the most with schedule plateau, else all (default 50)");

    static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(256);

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; a cosine, or a plateau's halvings, let it fall");

    static final Setting<Double> LAST_LEARNING_RATE = Setting.decimal("lastLearningRate", 0, 1)
            .defaultsTo(1e-5)
            .describedAs("Where the cosine, or a plateau's halvings, end")
            .inSlugsAs("last");

    static final Setting<Double> WEIGHT_DECAY = Setting.decimal("weightDecay", 0, 1)
            .defaultsTo(1e-4)
            .describedAs("L2 term, added to the gradient")
            .inSlugsAs("wd");

    static final Setting<PixelLoss> LOSS = Setting.choice("loss", PixelLoss.class)
            .defaultsTo(PixelLoss.MSE)
            .describedAs(
                    "What it makes small: the squared error, the absolute error (l1), 1 − SSIM (ssim), or the first and the last added (mse-ssim)")
            .addedLater()
            .inSlugsAs("");

    static final Setting<Integer> DENSE = Setting.integer("dense", 0, 8192)
            .defaultsTo(0)
            .describedAs(
                    "Values of a dense layer before the decoder, which undoes mixtures of all places, as sparse coding's; 0: no such layer, 512 is a good size")
            .addedLater();

    static final Setting<Integer> RESTARTS = Setting.integer("restarts", 1, 16)
            .defaultsTo(1)
            .describedAs(
                    "Decoders that learn from other initial weights; the one with the least validation error is used")
            .addedLater()
            .inSlugsAs("best");

    private DecoderSettings() {}

    /** The settings of the family, and those of one attack behind them. */
    static SettingsSchema with(Setting<?>... more) {
        List<Setting<?>> all = new ArrayList<>(List.of(
                DECODER,
                DENSE,
                LOSS,
                RESTARTS,
                SCHEDULE,
                EPOCHS,
                BATCH_SIZE,
                LEARNING_RATE,
                LAST_LEARNING_RATE,
                WEIGHT_DECAY,
                Knowledge.SETTING));
        all.addAll(List.of(more));
        return new SettingsSchema(all).completedBy(DecoderSettings::completed);
    }

    private static Map<String, Object> completed(Map<String, Object> named) {
        String fixed = EnumId.of(Schedule.FIXED);
        if (named.get(SCHEDULE.name()) == null && named.get(EPOCHS.name()) != null) {
            named.put(SCHEDULE.name(), fixed);
        }
        if (named.get(EPOCHS.name()) == null && fixed.equals(named.get(SCHEDULE.name()))) {
            named.put(EPOCHS.name(), PUBLISHED_EPOCHS);
        }
        return named;
    }

    /** Adam, pixels as they are. */
    static DecoderTraining.Plan plan(SettingsReader settings, String slug, AttackerView view) {
        Schedule schedule = settings.get(SCHEDULE);
        int[] heldOut = schedule == Schedule.PLATEAU || settings.get(RESTARTS) > 1 ? heldOut(view) : new int[0];
        var learning = new AttackTrainingLoop.Plan(
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                (epoch, halvings) -> OptimizerStep.Adam.of(
                        schedule == Schedule.PLATEAU ? halved(settings, halvings) : cosine(settings, epoch),
                        settings.get(WEIGHT_DECAY)),
                schedule,
                heldOut);
        return new DecoderTraining.Plan(
                        slug, learning, PixelScale.none(view.image().channels()), Variant.CORRECTED)
                .with(settings.get(LOSS))
                .with(settings.get(RESTARTS));
    }

    /** A tenth of the attacker's own images, at least one. */
    private static int[] heldOut(AttackerView view) {
        int count = view.auxiliary().count();
        int[] order = view.seeds().stream("decoder.heldout").permutation(count);
        return Arrays.copyOf(order, Math.max(1, count / 10));
    }

    private static double halved(SettingsReader settings, int halvings) {
        double first = settings.get(LEARNING_RATE);
        return Math.max(Math.min(first, settings.get(LAST_LEARNING_RATE)), first * Math.pow(0.5, halvings));
    }

    /** From the first to the last rate over the epochs. */
    private static double cosine(SettingsReader settings, int epoch) {
        double first = settings.get(LEARNING_RATE);
        double last = settings.get(LAST_LEARNING_RATE);
        return last + (first - last) * (1 + Math.cos(Math.PI * (epoch - 1) / settings.get(EPOCHS))) / 2;
    }
}
