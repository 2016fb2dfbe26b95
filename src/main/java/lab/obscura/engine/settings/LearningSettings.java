package lab.obscura.engine.settings;

/** The settings of whatever learns beside the split network, from an attacker's decoder to an estimator's critic: only their defaults differ. */
public final class LearningSettings {

    public static final Setting<Integer> EPOCHS = Setting.integer("epochs", 1, 1000)
            .describedAs("Passes over the training images")
            .inSlugsAs("e");

    public static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).describedAs("Images per step").inSlugsAs("b");

    public static final Setting<Double> LEARNING_RATE = Setting.decimal("learningRate", 1e-8, 1)
            .describedAs("Adam's step size")
            .inSlugsAs("lr");

    private LearningSettings() {}
}
