package lab.obscura.contract;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.metric.Metric;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.settings.Nearest;

/**
 * What the contract tests ask: every entry of the catalogs, or the one that {@code -Dpart=NAME} names, of whatever kind. Tests that take
 * their entries from here allow zero invocations, because the one that is asked for may be of another kind.
 */
public final class Entries {

    static final String CHOICE = "part";

    private Entries() {}

    public static Stream<Catalog.Entry<DefensePart>> parts() {
        return chosen(Defenses.catalog().entries(), Catalog.Entry::id);
    }

    /** Gradients are asked of the parts in the guides, too. */
    public static Stream<Catalog.Entry<DefensePart>> partsAndExamples() {
        Stream<Catalog.Entry<DefensePart>> examples = WorkedExamples.of(DefensePart.class).stream()
                .map(example -> Catalog.entry(
                        WorkedExamples.info(example), settings -> WorkedExamples.make(example, settings)));
        return Stream.concat(parts(), isOneChosen() ? Stream.empty() : examples);
    }

    public static Stream<Catalog.Entry<Attack>> attacks() {
        return chosen(Attacks.catalog().entries(), Catalog.Entry::id);
    }

    public static Stream<Catalog.Entry<LeakageEstimator>> measures() {
        return chosen(LeakageEstimators.catalog().entries(), Catalog.Entry::id);
    }

    public static Stream<Metric> metrics() {
        return chosen(Metrics.all(), metric -> metric.info().id());
    }

    public static Stream<Metric> metricsAndExamples() {
        Stream<Metric> examples = WorkedExamples.of(Metric.class).stream().map(WorkedExamples::make);
        return Stream.concat(metrics(), isOneChosen() ? Stream.empty() : examples);
    }

    public static Stream<PaperMetric> paperMetrics() {
        return chosen(Metrics.paper(), metric -> metric.info().id());
    }

    public static Stream<Backbone> backbones() {
        return chosen(Backbones.all(), Backbone::id);
    }

    public static Stream<Backbone> backbonesAndExamples() {
        Stream<Backbone> examples = WorkedExamples.of(Backbone.class).stream().map(WorkedExamples::make);
        return Stream.concat(backbones(), isOneChosen() ? Stream.empty() : examples);
    }

    private static boolean isOneChosen() {
        return System.getProperty(CHOICE) != null;
    }

    private static <T> Stream<T> chosen(List<T> entries, Function<T, String> id) {
        Optional<String> choice = checked(Optional.ofNullable(System.getProperty(CHOICE)), ids());
        return entries.stream().filter(entry -> choice.isEmpty() || choice.get().equals(id.apply(entry)));
    }

    /** A name that is none would run no test and look as if all had passed. */
    static Optional<String> checked(Optional<String> choice, Collection<String> known) {
        choice.filter(name -> !known.contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException("-D" + CHOICE + " must name an entry of a catalog, was " + name + ". "
                    + Nearest.to(name, known)
                            .map(meant -> "Did you mean " + meant + "?")
                            .orElse("There are " + String.join(", ", known)));
        });
        return choice;
    }

    private static List<String> ids() {
        return Stream.of(
                        Defenses.catalog().ids().stream(),
                        Attacks.catalog().ids().stream(),
                        LeakageEstimators.catalog().ids().stream(),
                        Metrics.all().stream().map(metric -> metric.info().id()),
                        Metrics.paper().stream().map(metric -> metric.info().id()),
                        Backbones.ids().stream())
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }
}
