package lab.obscura.engine.catalog;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.leakage.Club;
import lab.obscura.engine.leakage.ConditionalEntropyFactor;
import lab.obscura.engine.leakage.DistanceCorrelation;
import lab.obscura.engine.leakage.EffectiveInformation;
import lab.obscura.engine.leakage.FeatureEntropy;
import lab.obscura.engine.leakage.Measure;
import lab.obscura.engine.leakage.MeasureInfo;
import lab.obscura.engine.leakage.Mine;
import lab.obscura.engine.leakage.SiftFunnelMine;
import lab.obscura.engine.settings.SettingsReader;

/** The catalogue of measures. A new one is one class and one line here. */
public final class Measures {

    private static final List<Entry> ALL = List.of(
            new Entry(EffectiveInformation.INFO, EffectiveInformation::new),
            new Entry(FeatureEntropy.INFO, FeatureEntropy::new),
            new Entry(DistanceCorrelation.INFO, DistanceCorrelation::new),
            new Entry(ConditionalEntropyFactor.INFO, ConditionalEntropyFactor::new),
            new Entry(Mine.INFO, Mine::new),
            new Entry(SiftFunnelMine.INFO, SiftFunnelMine::new),
            new Entry(Club.INFO, Club::new));

    /** What is known of a measure, and how to make one. */
    public record Entry(MeasureInfo info, Function<SettingsReader, Measure> make) {}

    private Measures() {}

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
