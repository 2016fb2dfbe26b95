package lab.obscura.engine.leakage;

import java.util.Map;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The number that SiftFunnel prints as "MI" between 0 and 1: MINE with a T in (0, 1), which clips the bound. Not a normalization of nats, and
 * comparable at equal feature shapes only.
 *
 * <p>The best epoch on the images that it is read off counts, as in the paper: an optimistic maximum; {@code
 * docs/methods/leakage-estimators.md#clipped-information}.
 */
public final class SiftFunnelMine implements LeakageEstimator {

    private static final int PATIENCE = 20;

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS.defaultsTo(100);

    static final Setting<Integer> BATCH_SIZE =
            LearningSettings.BATCH_SIZE.defaultsTo(128).describedAs("Pairs per step");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(0.01)
            .describedAs("Adam's first step size (betas 0.8 and 0.99); halved after 20 epochs without progress");

    public static final Info INFO = Info.of("mine-siftfunnel", "Clipped mutual information as in SiftFunnel")
            .describedAs("Learns SiftFunnel's clipped bound on mutual information, a number between 0 and 1")
            .from("SiftFunnel")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE);

    private final SettingsReader settings;

    public SiftFunnelMine(SettingsReader settings) {
        this.settings = settings;
    }

    @Override
    public Info info() {
        return INFO;
    }

    @Override
    public boolean needsTraining() {
        return true;
    }

    @Override
    public Map<String, Double> of(MeasuredFeatures features, RunContext context) {
        var normalization = Normalization.measuredOn(features.train().images());
        var train = Samples.of(features.train(), features.feature(), normalization);
        var test = Samples.of(features.test(), features.feature(), normalization);
        try (var network = new StackedPlanes(
                features.engine(),
                train.inputShape(),
                train.featureShape(),
                features.seeds().family("mine"))) {
            var information = new MutualInformation(network, train, test, features.seeds(), "measure.mine-siftfunnel");
            return Map.of("mine.siftfunnel", best(information, context));
        }
    }

    private double best(MutualInformation information, RunContext context) {
        int epochs = settings.get(EPOCHS);
        double rate = settings.get(LEARNING_RATE);
        double best = Double.NEGATIVE_INFINITY;
        int waited = 0;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            information.epoch(epoch, settings.get(BATCH_SIZE), rate, new DonskerVaradhan(1), context);
            double value = information.meanOfBatches(settings.get(BATCH_SIZE));
            waited = value > best ? 0 : waited + 1;
            best = Math.max(best, value);
            if (waited > PATIENCE) {
                rate /= 2;
                waited = 0;
            }
            context.progress((double) epoch / epochs);
        }
        return best;
    }
}
