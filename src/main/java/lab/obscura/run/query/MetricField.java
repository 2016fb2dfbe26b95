package lab.obscura.run.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.metric.PaperMetric;
import lab.obscura.result.MetricColumns;

/**
 * A metric: of an attack, of which a run may have several and one must fit; or of the defended network.
 *
 * @param isOfAttack whether attacks have it
 */
record MetricField(String word, boolean isOfAttack) {

    /** What the pipeline measures of every network. */
    private static final List<String> OF_NETWORKS = List.of(
            "accuracy",
            "accuracyOverDraws",
            "edgeParameters",
            "edgeMultiplyAdds",
            "featureElements",
            "featureBytes",
            "edgeLatencyMicros");

    static List<MetricField> all() {
        Stream<String> ofAttacks = Stream.concat(
                MetricColumns.idsAndGuesses().stream(),
                Metrics.paper().stream().map(PaperMetric::info).map(info -> info.id()));
        return Stream.concat(
                        OF_NETWORKS.stream().map(word -> new MetricField(word, false)),
                        ofAttacks.map(word -> new MetricField(word, true)))
                .toList();
    }

    static Optional<MetricField> of(String word) {
        return all().stream().filter(field -> field.word.equals(word)).findFirst();
    }

    /** @param name the placeholder of the metric's name */
    String sql(Comparison comparison, String name, String placeholder) {
        return isOfAttack
                ? "exists (select from attack_metrics m where m.run_id = r.id and m.metric = " + name + " and m.mean "
                        + comparison.sign() + " " + placeholder + ")"
                : "exists (select from run_metrics m where m.run_id = r.id and m.metric = " + name + " and m.value "
                        + comparison.sign() + " " + placeholder + ")";
    }
}
