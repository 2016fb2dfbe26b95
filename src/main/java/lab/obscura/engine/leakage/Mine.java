package lab.obscura.engine.leakage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.Engine;
import lab.obscura.engine.progress.RunContext;
import lab.obscura.engine.seed.Seeds;
import lab.obscura.engine.settings.Info;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.stats.Sample;

/**
 * Mutual information of images and what is sent for them, in nats, by MINE: a lower bound that a network learns on the training images
 * and that is read off the test images, with several seeds.
 *
 * <p>{@code I ≥ E_joint[T] − log E_marginal[exp T]} with an unbounded T and the bias-corrected gradient; {@code
 * docs/methods/leakage-estimators.md#mutual-information}. Cannot see more
 * than about the logarithm of the number of test pairs.
 */
public final class Mine implements LeakageEstimator {

    /** Weight of the newest batch in the moving average of exp T. */
    private static final double AVERAGE_SPEED = 0.01;

    static final Setting<Integer> EPOCHS = LearningSettings.EPOCHS.defaultsTo(50);

    static final Setting<Integer> BATCH_SIZE =
            LearningSettings.BATCH_SIZE.defaultsTo(256).describedAs("Pairs per step");

    static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE.defaultsTo(1e-3);

    static final Setting<Integer> SEEDS = Setting.integer("seeds", 1, 10)
            .defaultsTo(3)
            .describedAs("So many networks, each from other initial weights; the mean is reported");

    public static final Info INFO = Info.of("mine", "Mutual information (MINE)")
            .describedAs("Learns a lower bound on the information that a feature carries about its image, in nats")
            .from("Belghazi et al., ICML 2018")
            .with(EPOCHS, BATCH_SIZE, LEARNING_RATE, SEEDS);

    private final SettingsReader settings;

    public Mine(SettingsReader settings) {
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
        List<Double> estimates = new ArrayList<>();
        int networks = settings.get(SEEDS);
        for (int i = 0; i < networks; i++) {
            estimates.add(estimate(
                    features.engine(),
                    train,
                    test,
                    features.seeds().family("mine", i),
                    context.share((double) i / networks, (i + 1.0) / networks)));
        }
        var sample = new Sample(estimates);
        var values = new LinkedHashMap<String, Double>();
        values.put("mine.nats", sample.mean());
        sample.standardDeviation().ifPresent(deviation -> values.put("mine.deviation", deviation));
        return values;
    }

    /** One network's estimate. */
    double estimate(Engine engine, Samples train, Samples test, Seeds seeds, RunContext context) {
        try (var network = new TwoStreams(engine, train.inputShape(), train.featureShape(), seeds)) {
            var information = new MutualInformation(network, train, test, seeds, "measure.mine");
            var bound = new DonskerVaradhan(AVERAGE_SPEED);
            int epochs = settings.get(EPOCHS);
            for (int epoch = 1; epoch <= epochs; epoch++) {
                information.epoch(epoch, settings.get(BATCH_SIZE), settings.get(LEARNING_RATE), bound, context);
                context.progress((double) epoch / epochs);
            }
            return information.onTest();
        }
    }
}
