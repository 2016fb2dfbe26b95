package lab.obscura.engine.defense.cem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.obscura.engine.defense.FeatureBatch;
import lab.obscura.engine.defense.PartState;
import lab.obscura.engine.defense.cem.bank.Bag;
import lab.obscura.engine.defense.cem.bank.MemoryBank;
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

    MemoryBank bank(FeatureBatch batch, PartState state) {
        int usual = batch.classes() >= MANY_CLASSES ? 16 : 32;
        return MemoryBank.in(state, memory < 0 ? usual : memory, batch);
    }

    /** What every surrogate reports of a step. */
    Map<String, Double> report(FeatureBatch batch, Map<String, Double> learned) {
        var report = new LinkedHashMap<>(learned);
        report.put("effectiveWeight", acts(batch) ? weight(batch) : 0);
        return report;
    }

    Optional<String> doubt(String part, int epochs) {
        return !isOff() && epochs < FIRST_EPOCH
                ? Optional.of(part + " does nothing before the second epoch")
                : Optional.empty();
    }
}
