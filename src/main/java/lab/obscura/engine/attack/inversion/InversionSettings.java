package lab.obscura.engine.attack.inversion;

import lab.obscura.engine.attack.PixelScale;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** The settings of one variant of {@link WhiteBoxInversion}: the same names everywhere, with the variant's defaults. */
final class InversionSettings {

    /** Where steps and total variation are measured. */
    enum Space {
        NORMALIZED,
        PIXELS
    }

    /** By which formula pixels move. */
    enum Optimizer {
        /** Adam with the largest square so far. */
        AMSGRAD,
        ADAM,
        MOMENTUM
    }

    /** What a source sets. */
    record Defaults(
            FeatureInversion.Start start,
            Space space,
            Search search,
            double tv,
            TotalVariation.Form form,
            Batch batch) {

        /** How the search steps. */
        record Search(Optimizer optimizer, double rate, int steps) {}

        /** How the images of the batch are treated. */
        record Batch(FeatureInversion.Grouping grouping, PixelScale.Range range) {}
    }

    private final Setting<FeatureInversion.Start> start;
    private final Setting<Space> space;
    private final Setting<Optimizer> optimizer;
    private final Setting<Double> learningRate;
    private final Setting<Double> epsilon = Setting.decimal("epsilon", 1e-12, 1)
            .defaultsTo(1e-3)
            .describedAs(
                    "Adam's smallest denominator; with 1e-3 the steps are those of plain gradient descent, with 1e-8 Adam's own")
            .inSlugsAs("eps");
    private final Setting<Integer> steps;
    private final Setting<Double> tvWeight;
    private final Setting<TotalVariation.Form> tvForm;
    private final Setting<Double> l2Weight = Setting.decimal("l2Weight", 0, 1e6)
            .defaultsTo(0.0)
            .describedAs("Weight of the mean square of the guess")
            .inSlugsAs("l2");
    private final Setting<Boolean> jointly;
    private final Setting<Boolean> clamp;
    private final Setting<Integer> noiseDraws = Setting.integer("noiseDraws", 0, 64)
            .defaultsTo(0)
            .describedAs(
                    "Draws of the defense's randomness over which each gradient is averaged; 0 leaves the transforms out")
            .inSlugsAs("eot");

    InversionSettings(Defaults defaults) {
        start = Setting.choice("start", FeatureInversion.Start.class)
                .defaultsTo(defaults.start())
                .describedAs("zeros: the middle of the space; gaussian: normal values, taken as pixels")
                .inSlugsAs("");
        space = Setting.choice("space", Space.class)
                .defaultsTo(defaults.space())
                .describedAs("Where steps and total variation are measured")
                .inSlugsAs("");
        optimizer = Setting.choice("optimizer", Optimizer.class)
                .defaultsTo(defaults.search().optimizer())
                .describedAs("amsgrad: Adam with the largest square so far; momentum 0.9")
                .inSlugsAs("");
        learningRate = Setting.decimal("learningRate", 1e-6, 100)
                .defaultsTo(defaults.search().rate())
                .describedAs("Step size")
                .inSlugsAs("lr");
        steps = Setting.integer("steps", 1, 100_000)
                .defaultsTo(defaults.search().steps())
                .describedAs("Passes through the encoder and back")
                .inSlugsAs("s");
        tvWeight = Setting.decimal("tvWeight", 0, 1e6)
                .defaultsTo(defaults.tv())
                .describedAs("Weight of the total variation; 0 is plain MLE")
                .inSlugsAs("tv");
        tvForm = Setting.choice("tvForm", TotalVariation.Form.class)
                .defaultsTo(defaults.form())
                .describedAs("Total variation, or its square root")
                .inSlugsAs("");
        jointly = Setting.flag("jointly")
                .defaultsTo(defaults.batch().grouping() == FeatureInversion.Grouping.ALL_IMAGES)
                .describedAs("One loss for all images instead of one per image")
                .inSlugsAs("joint-");
        clamp = Setting.flag("clamp")
                .defaultsTo(defaults.batch().range() == PixelScale.Range.CLAMPED)
                .describedAs("Whether pixels are cut off at 0 and 1 at the end")
                .inSlugsAs("clamp-");
    }

    SettingsSchema schema() {
        return SettingsSchema.of(
                start,
                space,
                optimizer,
                learningRate,
                epsilon,
                steps,
                tvWeight,
                tvForm,
                l2Weight,
                jointly,
                clamp,
                noiseDraws);
    }

    FeatureInversion.Plan plan(SettingsReader settings) {
        return new FeatureInversion.Plan(
                settings.get(start),
                step(settings),
                settings.get(steps),
                new FeatureInversion.Prior(settings.get(tvWeight), settings.get(tvForm), settings.get(l2Weight)),
                settings.get(jointly) ? FeatureInversion.Grouping.ALL_IMAGES : FeatureInversion.Grouping.EACH_IMAGE,
                settings.get(noiseDraws));
    }

    private OptimizerStep step(SettingsReader settings) {
        double rate = settings.get(learningRate);
        var adam = OptimizerStep.Adam.of(rate, 0).withEpsilon(settings.get(epsilon));
        return switch (settings.get(optimizer)) {
            case MOMENTUM -> new OptimizerStep.Sgd(rate, 0.9, 0);
            case ADAM -> adam;
            case AMSGRAD -> adam.withAmsgrad();
        };
    }

    Space space(SettingsReader settings) {
        return settings.get(space);
    }

    PixelScale.Range range(SettingsReader settings) {
        return settings.get(clamp) ? PixelScale.Range.CLAMPED : PixelScale.Range.OPEN;
    }
}
