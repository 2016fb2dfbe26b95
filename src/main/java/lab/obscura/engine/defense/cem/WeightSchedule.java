package lab.obscura.engine.defense.cem;

import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * The weight λ of a penalty, how it follows the learning rate ({@code docs/methods/conditional-entropy.md#weight-schedule}), and what
 * it means for one sample ({@code docs/methods/conditional-entropy.md#strength}).
 */
record WeightSchedule(double weight, Schedule schedule, Strength strength) {

    /** How the weight follows the learning rate. */
    enum Schedule {
        LEARNING_RATE,
        CAPPED,
        CONSTANT
    }

    /** What one weight means for one sample. */
    enum Strength {
        FORMULA,
        /** The same pull for every penalty and every number of images: that of the published setting. */
        PER_SAMPLE
    }

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(16.0)
            .describedAs("λ: share of the penalty in the loss; the paper uses 8 or 16, 0 switches it off");

    static final Setting<Schedule> SCHEDULE = Setting.choice("schedule", Schedule.class)
            .defaultsTo(Schedule.LEARNING_RATE)
            .describedAs(
                    "Published: weight · 0.001 / learning rate, until that is below 0.00041; capped: the same, never above the weight; or always the weight");

    static final Setting<Strength> STRENGTH = Setting.choice("strength", Strength.class)
            .defaultsTo(Strength.FORMULA)
            .addedLater()
            .describedAs(
                    "formula: the pull on a sample depends on the images per class and on the part; per-sample: it is that of the published setting, 1/500 of the term at batch size 128, so that one weight means the same for every part and data set");

    /** Of the published setting, 50 000 images in ten classes: {@code 10/N_c} of CEM's batch share. */
    private static final double PUBLISHED_PULL = 1.0 / 500;

    private static final double PUBLISHED_BATCH = 128;

    private static final double FULL_WEIGHT_BELOW = 0.00041;
    private static final double REFERENCE_RATE = 0.001;

    static WeightSchedule of(SettingsReader settings) {
        return new WeightSchedule(settings.get(WEIGHT), settings.get(SCHEDULE), settings.get(STRENGTH));
    }

    private boolean isPerSample() {
        return strength == Strength.PER_SAMPLE;
    }

    boolean isOff() {
        return weight == 0;
    }

    /** What the gradient is multiplied by. Cross entropy pulls by 1/B, so the same balance at another batch size B takes 128/B. */
    double ofGradient(double learningRate, int batchSize) {
        return at(learningRate) * (isPerSample() ? PUBLISHED_BATCH / batchSize : 1);
    }

    /** Factor on the term of a class whose samples pull by one over their number. */
    double ofBag(int samples) {
        return isPerSample() ? samples * PUBLISHED_PULL : 1;
    }

    /**
     * CEM's share of the batch in a cluster's variance, before its cap.
     *
     * @param inCluster samples of the batch in this cluster
     * @param weight of the cluster in its class
     * @param perClass samples of the class in an epoch
     */
    double batchShare(int inCluster, double weight, double perClass) {
        return isPerSample() ? inCluster * PUBLISHED_PULL / weight : 10 * inCluster / (weight * perClass);
    }

    /** λ_eff at this learning rate. */
    double at(double learningRate) {
        return switch (schedule) {
            case CONSTANT -> weight;
            case CAPPED -> weight * Math.min(1, REFERENCE_RATE / learningRate);
            case LEARNING_RATE -> learningRate < FULL_WEIGHT_BELOW ? weight : weight * REFERENCE_RATE / learningRate;
        };
    }
}
