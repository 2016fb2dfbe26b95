package lab.obscura.engine.training.plan;

import java.util.List;
import lab.obscura.engine.data.shapes.Shapes;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.schedule.Milestones;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;
import lab.obscura.engine.settings.Variant;

/** How a split network is trained: every setting of the {@code training} section. */
public record TrainingPlan(
        int epochs,
        int batchSize,
        double learningRate,
        String optimizer,
        double momentum,
        double weightDecay,
        String schedule,
        List<Integer> milestones,
        double decay,
        String warmUp,
        String modelSelection,
        boolean augment) {

    /** Value of {@code modelSelection}: the best on images that were held out for it. */
    public static final String HELD_OUT = "held-out";

    private static final String LINEAR = "linear";
    private static final String NO_WARM_UP = "none";

    public static final Setting<Integer> EPOCHS =
            Setting.integer("epochs", 1, 2000).describedAs("Passes over the training images");

    static final Setting<Integer> BATCH_SIZE =
            Setting.integer("batchSize", 2, 4096).describedAs("Images per step");

    static final Setting<Double> LEARNING_RATE =
            Setting.decimal("learningRate", 1e-8, 10).describedAs("Step size at the start");

    static final Setting<String> OPTIMIZER = Setting.choice("optimizer", List.of("sgd", "adam"))
            .defaultsTo("sgd")
            .describedAs("Stochastic gradient descent with momentum, or Adam");

    static final Setting<Double> MOMENTUM =
            Setting.decimal("momentum", 0, 0.999).defaultsTo(0.9).describedAs("Of stochastic gradient descent");

    static final Setting<Double> WEIGHT_DECAY =
            Setting.decimal("weightDecay", 0, 1).defaultsTo(5e-4).describedAs("L2 term, added to the gradient");

    static final Setting<String> SCHEDULE = Setting.choice("schedule", List.of("milestones", "cosine", "constant"))
            .defaultsTo("milestones")
            .identifiedAs("cosine", "cosine-behind-warm-up") // once it began with the warm-up
            .describedAs("How the learning rate falls");

    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75, 0.875);

    public static final Setting<List<Integer>> MILESTONES = Setting.integers("milestones", 1, 2000)
            .defaultsTo(List.of())
            .describedAs(
                    "Epochs from which the rate is multiplied by decay once more; when absent, at 25, 50, 75 and 87.5 %, after at least one epoch at the full rate");

    static final Setting<Double> DECAY =
            Setting.decimal("decay", 0.001, 1).defaultsTo(0.2).describedAs("Factor at each milestone");

    static final Setting<String> WARM_UP = Setting.choice("warmUp", List.of(LINEAR, Variant.REFERENCE_CODE, NO_WARM_UP))
            .defaultsTo(LINEAR)
            .formerly(LINEAR, "intended")
            .formerly(Variant.REFERENCE_CODE, "faithful")
            .describedAs(
                    "linear: over the batches of the first epoch; reference-code reproduces a bug of the public code: the first epoch changes no weight");

    static final Setting<String> MODEL_SELECTION = Setting.choice(
                    "modelSelection", List.of("last", HELD_OUT, Variant.REFERENCE_CODE))
            .defaultsTo("last")
            .formerly(HELD_OUT, "intended")
            .formerly(Variant.REFERENCE_CODE, "faithful")
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

    public static TrainingPlan of(SettingsReader settings) {
        return new TrainingPlan(
                settings.get(EPOCHS),
                settings.get(BATCH_SIZE),
                settings.get(LEARNING_RATE),
                settings.get(OPTIMIZER),
                settings.get(MOMENTUM),
                settings.get(WEIGHT_DECAY),
                settings.get(SCHEDULE),
                settings.get(MILESTONES),
                settings.get(DECAY),
                settings.get(WARM_UP),
                settings.get(MODEL_SELECTION),
                settings.get(AUGMENT));
    }

    /**
     * Without milestones of its own: at 25, 50, 75 and 87.5 % of the epochs, the published 60, 120, 180, 210 of 240, and at least one epoch
     * at the full rate before the first of them.
     */
    public TrainingPlan withScaledMilestones() {
        List<Integer> scaled = milestones.isEmpty()
                ? Milestones.scaled(SHARES, epochs, warmUpEpochs()).epochs()
                : milestones;
        return new TrainingPlan(
                epochs,
                batchSize,
                learningRate,
                optimizer,
                momentum,
                weightDecay,
                schedule,
                scaled,
                decay,
                warmUp,
                modelSelection,
                augment);
    }

    /** Epochs at the start in which the rate has not reached its height yet. */
    private int warmUpEpochs() {
        return warmUp.equals(NO_WARM_UP) ? 0 : 1;
    }

    /** The same training over another number of epochs, milestones where they usually are. */
    TrainingPlan over(int otherEpochs) {
        return new TrainingPlan(
                        otherEpochs,
                        batchSize,
                        learningRate,
                        optimizer,
                        momentum,
                        weightDecay,
                        schedule,
                        List.of(),
                        decay,
                        warmUp,
                        modelSelection,
                        augment)
                .withScaledMilestones();
    }

    /**
     * Learning rate of one step.
     *
     * @param epoch counted from 1
     * @param batch counted from 0
     */
    public double rate(int epoch, int batch, int batchesPerEpoch) {
        if (epoch == 1 && warmUp.equals(Variant.REFERENCE_CODE)) {
            return 0;
        }
        double factor = epoch == 1 && warmUp.equals(LINEAR) ? (batch + 1.0) / batchesPerEpoch : 1;
        return factor * scheduled(epoch);
    }

    private double scheduled(int epoch) {
        return switch (schedule) {
            case "milestones" -> learningRate * Math.pow(decay, new Milestones(milestones).passed(epoch));
            case "cosine" -> learningRate * (1 + Math.cos(Math.PI * alongCosine(epoch))) / 2;
            default -> learningRate;
        };
    }

    /** From 0 in the first epoch behind the warm-up: a cosine that began with the warm-up would never let the full rate train. */
    private double alongCosine(int epoch) {
        int falling = Math.max(1, epochs - warmUpEpochs());
        return (double) Math.max(0, epoch - 1 - warmUpEpochs()) / falling;
    }

    /** The optimiser's step at this rate. */
    public OptimizerStep step(double rate) {
        return optimizer.equals("adam")
                ? OptimizerStep.Adam.of(rate, weightDecay)
                : new OptimizerStep.Sgd(rate, momentum, weightDecay);
    }
}
