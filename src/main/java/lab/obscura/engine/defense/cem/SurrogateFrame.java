package lab.obscura.engine.defense.cem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.Penalty;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.moments.LogExcess;
import lab.obscura.engine.defense.cem.moments.PenaltySum;
import lab.obscura.engine.settings.Setting;
import lab.obscura.engine.settings.SettingsReader;

/**
 * What the learned surrogates of CEM have in common: when they act and with what weight, and what they remember.
 *
 * @param threshold τ
 * @param memory features to remember per class; −1 leaves it to the number of classes
 */
record SurrogateFrame(WeightSchedule schedule, double threshold, int memory) {

    static final Setting<Double> THRESHOLD =
            Setting.decimal("threshold", 0, 100).defaultsTo(0.125).describedAs("τ: variances below τσ² are left alone");

    static final Setting<Integer> MEMORY = Setting.integer("memory", -1, 1024)
            .defaultsTo(-1)
            .describedAs("Past features per class that help to tell the variance; −1: 32, from 100 classes on 16");

    private static final int FIRST_EPOCH = 2;
    private static final int MANY_CLASSES = 100;

    static SurrogateFrame of(SettingsReader settings) {
        return new SurrogateFrame(WeightSchedule.of(settings), settings.get(THRESHOLD), settings.get(MEMORY));
    }

    boolean isOff() {
        return schedule.isOff();
    }

    boolean acts(FeatureBatch batch) {
        return !isOff() && batch.step().epoch() >= FIRST_EPOCH;
    }

    double weight(FeatureBatch batch) {
        return schedule.at(batch.step().learningRate());
    }

    /** What the gradient is multiplied by. */
    double ofGradient(FeatureBatch batch) {
        return schedule.ofGradient(batch.step().learningRate(), batch.count());
    }

    /** Factor on the term of a class. */
    double ofBag(Bag bag) {
        return schedule.ofBag(bag.count());
    }

    /** What a surrogate makes of a batch, made once for penalty and learning. */
    SurrogateStep step(Penalty part, SurrogateStep.Plan plan, SlotAxis axis, FeatureBatch batch, PartState state) {
        int usual = batch.classes() >= MANY_CLASSES ? 16 : 32;
        int remembered = memory < 0 ? usual : memory;
        return SurrogateStep.of(part, plan, batch, state, () -> SurrogateSite.of(batch, state, axis, remembered));
    }

    /** An empty sum of a step's terms. */
    PenaltySum sum(SurrogateStep step) {
        double noise = step.batch().step().noiseStandardDeviation();
        return step.measured().sum(new LogExcess(threshold, noise));
    }

    /**
     * What every surrogate reports of a step, when somebody asks.
     *
     * @param learning what this one does
     */
    Supplier<Map<String, Double>> report(
            SurrogateStep step, PartState state, Supplier<Supplier<Map<String, Double>>> learning) {
        try {
            Supplier<Map<String, Double>> learned = step.site().within(() -> {
                Supplier<Map<String, Double>> unread = learning.get();
                step.site().remember();
                return unread;
            });
            double weight = acts(step.batch()) ? weight(step.batch()) : 0;
            return () -> {
                var report = new LinkedHashMap<>(learned.get());
                report.put("effectiveWeight", weight);
                return report;
            };
        } finally {
            state.putAway();
        }
    }

    Optional<String> doubt(String part, int epochs) {
        return !isOff() && epochs < FIRST_EPOCH
                ? Optional.of(part + " does nothing before the second epoch")
                : Optional.empty();
    }
}
