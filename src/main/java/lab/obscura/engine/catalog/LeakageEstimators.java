package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.leakage.Club;
import lab.obscura.engine.leakage.ConditionalEntropyFactor;
import lab.obscura.engine.leakage.DistanceCorrelationEstimator;
import lab.obscura.engine.leakage.EffectiveInformation;
import lab.obscura.engine.leakage.FeatureEntropy;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.leakage.LeakageEstimatorInfo;
import lab.obscura.engine.leakage.Mine;
import lab.obscura.engine.leakage.SiftFunnelMine;
import lab.obscura.engine.settings.SettingsReader;

/** The catalogue of measures. A new one is one class and one line here. */
public final class LeakageEstimators {

    private static final List<Entry> ALL = List.of(
            new Entry(EffectiveInformation.INFO, EffectiveInformation::new),
            new Entry(FeatureEntropy.INFO, FeatureEntropy::new),
            new Entry(DistanceCorrelationEstimator.INFO, DistanceCorrelationEstimator::new),
            new Entry(ConditionalEntropyFactor.INFO, ConditionalEntropyFactor::new),
            new Entry(Mine.INFO, Mine::new),
            new Entry(SiftFunnelMine.INFO, SiftFunnelMine::new),
            new Entry(Club.INFO, Club::new));

    /** What is known of a measure, and how to make one. */
    public record Entry(LeakageEstimatorInfo info, Function<SettingsReader, LeakageEstimator> make) {}

    private LeakageEstimators() {}

    public static List<Entry> all() {
        return ALL;
    }

    public static List<String> ids() {
        return ALL.stream().map(entry -> entry.info().id()).toList();
    }

    public static Optional<Entry> find(String id) {
        return ALL.stream().filter(entry -> entry.info().id().equals(id)).findFirst();
    }
}
