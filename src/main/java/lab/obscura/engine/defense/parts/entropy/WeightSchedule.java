package lab.obscura.engine.defense.parts.entropy;

import java.util.List;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/** The weight λ of a penalty, and how it follows the learning rate (cem.md §2.3). */
record WeightSchedule(double weight, String schedule) {

    static final Setting<Double> WEIGHT = Setting.decimal("weight", 0, 1000)
            .defaultsTo(16.0)
            .describedAs("λ: share of the penalty in the loss; the paper uses 8 or 16, 0 switches it off");

    static final Setting<String> SCHEDULE = Setting.choice("schedule", List.of("learning-rate", "capped", "constant"))
            .defaultsTo("learning-rate")
            .describedAs(
                    "Published: weight · 0.001 / learning rate, until that is below 0.00041; capped: the same, never above the weight; or always the weight");

    private static final double FULL_WEIGHT_BELOW = 0.00041;
    private static final double REFERENCE_RATE = 0.001;

    static WeightSchedule of(SettingsReader settings) {
        return new WeightSchedule(settings.get(WEIGHT), settings.get(SCHEDULE));
    }

    boolean isOff() {
        return weight == 0;
    }

    /** λ_eff at this learning rate. */
    double at(double learningRate) {
        return switch (schedule) {
            case "constant" -> weight;
            case "capped" -> weight * Math.min(1, REFERENCE_RATE / learningRate);
            default -> learningRate < FULL_WEIGHT_BELOW ? weight : weight * REFERENCE_RATE / learningRate;
        };
    }
}
