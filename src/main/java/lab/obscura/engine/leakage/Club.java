package lab.obscura.engine.leakage;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.defense.dependence.NormalGuess;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.network.Network;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * CLUB: how much better a learned normal guess of the image from the feature fits the right image than any other. An upper bound on the
 * mutual information as far as the guess is right, and finite even where that is infinite.
 *
 * <p>{@code I ≤ mean_i Σ_d [ −(μ(z_i) − x_i)² + mean_j (μ(z_i) − x_j)² ] / (2 exp(v(z_i)))}; {@code
 * docs/methods/leakage-estimators.md#club}.
 */
public final class Club implements LeakageEstimator {

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS.defaultsTo(30);

    static final Setting<Integer> BATCH_SIZE =
            LearningSettings.BATCH_SIZE.defaultsTo(128).describedAs("Pairs per step");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(1e-3);

    public static final Info INFO = Info.of("club", "Contrastive upper bound (CLUB)")
            .describedAs(
                    "Learns to guess images from features and says how much better the right one fits than others, in nats")
            .from("Cheng et al., ICML 2020")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE);

    private final SettingsReader settings;

    public Club(SettingsReader settings) {
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
        double nats = estimate(features.engine(), train, test, features.seeds(), context);
        var values = new LinkedHashMap<String, Double>();
        values.put("club.nats", nats);
        values.put("club.natsPerValue", nats / train.inputShape().size());
        return values;
    }

    double estimate(Engine engine, Samples train, Samples test, Seeds seeds, RunContext context) {
        ImageShape input = train.inputShape();
        try (Network guess = engine.build(
                NormalGuess.layers(train.featureShape(), input), train.featureShape(), seeds.family("club.init"))) {
            var club = new ClubGuess(guess, settings.get(LEARNING_RATE));
            int epochs = settings.get(EPOCHS);
            int size = Math.min(settings.get(BATCH_SIZE), train.count());
            for (int epoch = 1; epoch <= epochs; epoch++) {
                double loss = club.epoch(train, size, seeds.family("club", epoch), epoch, context);
                context.point("measure.club", epoch, loss);
                context.progress((double) epoch / epochs);
            }
            return club.bound(test);
        }
    }
}
