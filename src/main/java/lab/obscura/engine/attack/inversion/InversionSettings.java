package lab.obscura.engine.attack.inversion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.obscura.engine.network.OptimizerStep;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;
import lab.obscura.engine.settings.SettingsSchema;

/** The settings of one variant of {@link WhiteBoxInversion}: the same names everywhere, with the variant's defaults. */
final class InversionSettings {

    private final Setting<String> start;
    private final Setting<String> space;
    private final Setting<String> optimizer;
    private final Setting<Double> learningRate;
    private final Setting<Double> epsilon = Setting.decimal("epsilon", 1e-12, 1)
            .defaultsTo(1e-3)
            .describedAs(
                    "Adam's smallest denominator; with 1e-3 the steps are those of plain gradient descent, with 1e-8 Adam's own");
    private final Setting<Integer> steps;
    private final Setting<Double> tvWeight;
    private final Setting<String> tvForm;
    private final Setting<Double> l2Weight =
            Setting.decimal("l2Weight", 0, 1e6).defaultsTo(0.0).describedAs("Weight of the mean square of the guess");
    private final Setting<Boolean> jointly;
    private final Setting<Boolean> clamp;
    private final Setting<Integer> noiseDraws = Setting.integer("noiseDraws", 0, 64)
            .defaultsTo(0)
            .describedAs(
                    "Draws of the defense's randomness over which each gradient is averaged; 0 leaves the transforms out");

    InversionSettings(Defaults defaults) {
        start = Setting.choice("start", List.of("zeros", "gaussian"))
                .defaultsTo(defaults.start())
                .describedAs("zeros: the middle of the space; gaussian: normal values, taken as pixels");
        space = Setting.choice("space", List.of("normalized", "pixels"))
                .defaultsTo(defaults.normalized() ? "normalized" : "pixels")
                .describedAs("Where steps and total variation are measured");
        optimizer = Setting.choice("optimizer", List.of("amsgrad", "adam", "momentum"))
                .defaultsTo(defaults.optimizer())
                .describedAs("amsgrad: Adam with the largest square so far; momentum 0.9");
        learningRate = Setting.decimal("learningRate", 1e-6, 100)
                .defaultsTo(defaults.rate())
                .describedAs("Step size");
        steps = Setting.integer("steps", 1, 100_000)
                .defaultsTo(defaults.steps())
                .describedAs("Passes through the encoder and back");
        tvWeight = Setting.decimal("tvWeight", 0, 1e6)
                .defaultsTo(defaults.tv())
                .describedAs("Weight of the total variation; 0 is plain MLE");
        tvForm = Setting.choice("tvForm", List.of("squared", "root"))
                .defaultsTo(defaults.form())
                .describedAs("Total variation, or its square root");
        jointly = Setting.flag("jointly")
                .defaultsTo(defaults.jointly())
                .describedAs("One loss for all images instead of one per image");
        clamp = Setting.flag("clamp")
                .defaultsTo(defaults.clamp())
                .describedAs("Whether pixels are cut off at 0 and 1 at the end");
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

    Map<Setting<?>, String> letters() {
        var letters = new LinkedHashMap<Setting<?>, String>();
        letters.put(start, "");
        letters.put(space, "");
        letters.put(optimizer, "");
        letters.put(learningRate, "lr");
        letters.put(epsilon, "eps");
        letters.put(steps, "s");
        letters.put(tvWeight, "tv");
        letters.put(tvForm, "");
        letters.put(l2Weight, "l2");
        letters.put(jointly, "joint-");
        letters.put(clamp, "clamp-");
        letters.put(noiseDraws, "eot");
        return letters;
    }

    FeatureInversion.Plan plan(SettingsReader settings) {
        return new FeatureInversion.Plan(
                settings.get(start).equals("gaussian"),
                step(settings),
                settings.get(steps),
                settings.get(tvWeight),
                settings.get(tvForm).equals("root"),
                settings.get(l2Weight),
                settings.get(jointly),
                settings.get(noiseDraws));
    }

    private OptimizerStep step(SettingsReader settings) {
        String name = settings.get(optimizer);
        double rate = settings.get(learningRate);
        return name.equals("momentum")
                ? new OptimizerStep.Sgd(rate, 0.9, 0)
                : new OptimizerStep.Adam(rate, 0.9, 0.999, settings.get(epsilon), 0, name.equals("amsgrad"));
    }

    boolean isNormalized(SettingsReader settings) {
        return settings.get(space).equals("normalized");
    }

    boolean clamps(SettingsReader settings) {
        return settings.get(clamp);
    }

    /** What a source sets. */
    record Defaults(
            String start,
            boolean normalized,
            String optimizer,
            double rate,
            int steps,
            double tv,
            String form,
            boolean jointly,
            boolean clamp) {}
}
