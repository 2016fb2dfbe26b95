package lab.obscura.engine.training.plan;

import java.util.List;
import lab.obscura.engine.data.shapes.Shapes;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** How a split network is trained: every setting of the {@code training} section. */
public record TrainingPlan(
        int epochs,
        int batchSize,
        LearningRates rates,
        OptimizerChoice optimizer,
        Selection modelSelection,
        boolean augment) {

    /** Which epoch's model is kept. */
    public enum Selection {
        LAST,
        /** The best on images that were held out for it. */
        HELD_OUT,
        /** The best on the test images, as the public code does. */
        REFERENCE_CODE
    }

    /** Which optimizer, and how it is set. */
    public record OptimizerChoice(Kind kind, double momentum, double weightDecay) {

        /** The optimizers there are. */
        public enum Kind {
            SGD,
            ADAM
        }

        /** Arrays of the network's size that it remembers from step to step. */
        public int moments() {
            return kind == Kind.ADAM ? 2 : 1;
        }
    }

    public static final Setting<Integer> EPOCHS =
            Setting.integer("epochs", 1, 2000).describedAs("Passes over the training images");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).describedAs("Images per step");

    static final Setting<Double> LEARNING_RATE =
            Setting.decimal("learningRate", 1e-8, 10).describedAs("Step size at the start");

    static final Setting<OptimizerChoice.Kind> OPTIMIZER = Setting.choice("optimizer", OptimizerChoice.Kind.class)
            .defaultsTo(OptimizerChoice.Kind.SGD)
            .describedAs("Stochastic gradient descent with momentum, or Adam");

    static final Setting<Double> MOMENTUM =
            Setting.decimal("momentum", 0, 0.999).defaultsTo(0.9).describedAs("Of stochastic gradient descent");

    static final Setting<Double> WEIGHT_DECAY =
            Setting.decimal("weightDecay", 0, 1).defaultsTo(5e-4).describedAs("L2 term, added to the gradient");

    static final Setting<LearningRates.Schedule> SCHEDULE = Setting.choice("schedule", LearningRates.Schedule.class)
            .defaultsTo(LearningRates.Schedule.MILESTONES)
            .identifiedAs(LearningRates.Schedule.COSINE, "cosine-behind-warm-up") // once it began with the warm-up
            .describedAs("How the learning rate falls");

    public static final Setting<List<Integer>> MILESTONES = Setting.integers("milestones", 1, 2000)
            .defaultsTo(List.of())
            .describedAs(
                    "Epochs from which the rate is multiplied by decay once more; when absent, at 25, 50, 75 and 87.5 %, after at least one epoch at the full rate");

    static final Setting<Double> DECAY =
            Setting.decimal("decay", 0.001, 1).defaultsTo(0.2).describedAs("Factor at each milestone");

    static final Setting<LearningRates.WarmUp> WARM_UP = Setting.choice("warmUp", LearningRates.WarmUp.class)
            .defaultsTo(LearningRates.WarmUp.LINEAR)
            .formerly(LearningRates.WarmUp.LINEAR, "intended")
            .formerly(LearningRates.WarmUp.REFERENCE_CODE, "faithful")
            .describedAs(
                    "linear: over the batches of the first epoch; reference-code reproduces a bug of the public code: the first epoch changes no weight");

    static final Setting<Selection> MODEL_SELECTION = Setting.choice("modelSelection", Selection.class)
            .defaultsTo(Selection.LAST)
            .formerly(Selection.HELD_OUT, "intended")
            .formerly(Selection.REFERENCE_CODE, "faithful")
            .describedAs(
                    "Which epoch is kept. last; held-out: the best on a tenth of the training images held out; reference-code: the best on the test images, which makes the accuracy look better than it is");

    static final Setting<Boolean> AUGMENT =
            Setting.flag("augment").describedAs("Random crops, flips and rotations of the training images");

    /** The settings with the defaults that belong to a pair of backbone and data set. */
    public static SettingsSchema schema(Defaults defaults) {
        return SettingsSchema.of(
                EPOCHS.defaultsTo(defaults.epochs()),
                BATCH_SIZE.defaultsTo(defaults.batchSize()),
                LEARNING_RATE.defaultsTo(defaults.learningRate()),
                OPTIMIZER,
                MOMENTUM,
                WEIGHT_DECAY,
                SCHEDULE,
                MILESTONES,
                DECAY,
                WARM_UP,
                MODEL_SELECTION,
                AUGMENT.defaultsTo(defaults.augment()));
    }

    /** How many of the images are learned from: some are held out when the model is selected on them. */
    public int learnedFrom(int images) {
        return modelSelection == Selection.HELD_OUT ? images - Math.max(1, images / 10) : images;
    }

    /** Defaults that depend on backbone and data set. */
    public record Defaults(int epochs, int batchSize, double learningRate, boolean augment) {

        /** What suits this backbone; drawn shapes need no augmentation. */
        public static Defaults of(String backbone, String dataset) {
            boolean augment = !dataset.equals(Shapes.ID);
            boolean published =
                    Backbones.find(backbone).map(Backbone::isPublished).orElse(false);
            return published ? new Defaults(240, 128, 0.05, augment) : new Defaults(20, 64, 0.05, augment);
        }
    }

    /** Milestones that are not given stand where they usually do. */
    public static TrainingPlan of(SettingsReader settings) {
        var rates = new LearningRates(
                settings.get(LEARNING_RATE),
                settings.get(SCHEDULE),
                settings.get(MILESTONES),
                settings.get(DECAY),
                settings.get(WARM_UP));
        return new TrainingPlan(
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                rates.milestones().isEmpty() ? rates.scaledTo(settings.get(EPOCHS)) : rates,
                new OptimizerChoice(settings.get(OPTIMIZER), settings.get(MOMENTUM), settings.get(WEIGHT_DECAY)),
                settings.get(MODEL_SELECTION),
                settings.get(AUGMENT));
    }

    /** The same training over another number of epochs, milestones where they usually are. */
    public TrainingPlan over(int otherEpochs) {
        return new TrainingPlan(
                otherEpochs, batchSize, rates.scaledTo(otherEpochs), optimizer, modelSelection, augment);
    }

    /**
     * Learning rate of one step.
     *
     * @param epoch counted from 1
     * @param batch counted from 0
     */
    public double rate(int epoch, int batch, int batchesPerEpoch) {
        return rates.at(epoch, epochs, batch, batchesPerEpoch);
    }

    /** The optimizer's step at this rate. */
    public OptimizerStep step(double rate) {
        return switch (optimizer.kind()) {
            case ADAM -> OptimizerStep.Adam.of(rate, optimizer.weightDecay());
            case SGD -> new OptimizerStep.Sgd(rate, optimizer.momentum(), optimizer.weightDecay());
        };
    }
}
