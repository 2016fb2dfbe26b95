package lab.obscura.engine.recognition;

import java.util.List;
import lab.obscura.engine.data.images.ImageShape;
import lab.obscura.engine.data.images.Normalization;
import lab.obscura.engine.network.spec.NetworkLoad;
import lab.obscura.engine.settings.LearningSettings;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * How large the classifier is and how long it learns. Measures with the same plan share one training.
 *
 * @param width channels of its first layer; the second has twice, the third four times as many
 */
public record ClassifierPlan(int width, int epochs, int batchSize, double learningRate) {

    private static final Setting<Integer> WIDTH = Setting.integer("width", 1, 512)
            .defaultsTo(32)
            .describedAs(
                    "Channels of the classifier's first layer; the second has twice, the third four times as many");

    private static final Setting<Integer> EPOCHS =
            LearningSettings.EPOCHS.defaultsTo(20).describedAs("Passes of the classifier over its images");

    private static final Setting<Integer> BATCH_SIZE = LearningSettings.BATCH_SIZE.defaultsTo(64);

    private static final Setting<Double> LEARNING_RATE = LearningSettings.LEARNING_RATE
            .defaultsTo(1e-3)
            .describedAs("Adam's step size at the start; it falls to 0 along a cosine");

    /** What a measure that asks the classifier has among its settings. */
    public static final List<Setting<?>> SETTINGS = List.of(WIDTH, EPOCHS, BATCH_SIZE, LEARNING_RATE);

    public static ClassifierPlan of(SettingsReader settings) {
        return new ClassifierPlan(
                settings.get(WIDTH), settings.get(EPOCHS), settings.get(BATCH_SIZE), settings.get(LEARNING_RATE));
    }

    /** The classifier at its training, on paper. */
    public NetworkLoad load(ImageShape image, int classes) {
        var nothing = new Normalization(
                java.util.Collections.nCopies(image.channels(), 0.0),
                java.util.Collections.nCopies(image.channels(), 1.0));
        return new NetworkLoad(
                IndependentClassifier.layers(image, classes, width, nothing),
                image,
                Math.max(batchSize, IndependentClassifier.ASKED_AT_ONCE));
    }

    /** The step size at a share of the training, in [0, 1). */
    double rate(double done) {
        return learningRate / 2 * (1 + Math.cos(Math.PI * done));
    }
}
