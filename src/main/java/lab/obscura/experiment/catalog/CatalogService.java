package lab.obscura.experiment.catalog;

import java.util.List;
import java.util.stream.Stream;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.attack.Attack;
import lab.obscura.engine.catalog.Attacks;
import lab.obscura.engine.catalog.Catalog;
import lab.obscura.engine.catalog.Defenses;
import lab.obscura.engine.catalog.LeakageEstimators;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.defense.DefensePart;
import lab.obscura.engine.definition.DefinitionSchemas;
import lab.obscura.engine.leakage.LeakageEstimator;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.engine.network.backbone.Backbone;
import lab.obscura.engine.network.backbone.Backbones;
import lab.obscura.engine.settings.Info;
import org.springframework.stereotype.Component;

/** What a definition may name, for forms and documents. */
@Component
final class CatalogService {

    private final RegisteredDatasets datasets;

    CatalogService(RegisteredDatasets datasets) {
        this.datasets = datasets;
    }

    CatalogView everything() {
        List<DatasetListing> listed = datasets.list();
        return new CatalogView(
                DefinitionSchemas.sections(),
                listed.stream()
                        .flatMap(CatalogService::usable)
                        .map(CatalogService::dataset)
                        .toList(),
                listed.stream()
                        .filter(DatasetListing.BeingRead.class::isInstance)
                        .map(DatasetListing::id)
                        .toList(),
                Backbones.all().stream().map(CatalogService::backbone).toList(),
                Defenses.catalog().entries().stream().map(CatalogService::part).toList(),
                Attacks.catalog().entries().stream().map(CatalogService::attack).toList(),
                LeakageEstimators.catalog().entries().stream()
                        .map(CatalogService::measure)
                        .toList(),
                metrics());
    }

    private static Stream<DatasetInfo> usable(DatasetListing listing) {
        return listing instanceof DatasetListing.Usable usable ? Stream.of(usable.info()) : Stream.of();
    }

    private static List<CatalogView.Metric> metrics() {
        return Stream.concat(
                        Metrics.all().stream().map(metric -> metric(metric.info(), false)),
                        Metrics.paper().stream().map(metric -> metric(metric.info(), true)))
                .toList();
    }

    private static CatalogView.Metric metric(MetricInfo info, boolean paper) {
        return new CatalogView.Metric(
                info.id(),
                info.title(),
                info.notation().heading(),
                info.notation().unit(),
                info.notation().digits(),
                info.version().formula(),
                info.higherIsMorePrivate() ? "higher" : "lower",
                finite(info.range().low()),
                finite(info.range().high()),
                paper ? null : info.constantGuess(),
                paper ? null : info.worstCase(),
                paper,
                info.version().number());
    }

    private static Double finite(double end) {
        return Double.isFinite(end) ? end : null;
    }

    private static CatalogView.Dataset dataset(DatasetInfo info) {
        return new CatalogView.Dataset(
                info.id(),
                info.title(),
                info.shape().height(),
                info.shape().width(),
                info.shape().channels(),
                info.classNames().size(),
                info.trainCount(),
                info.testCount(),
                info.synthetic());
    }

    private static CatalogView.Backbone backbone(Backbone backbone) {
        return new CatalogView.Backbone(
                backbone.id(),
                backbone.title(),
                backbone.lastCutLayer(),
                backbone.defaultCutLayer(),
                DefinitionSchemas.network(backbone),
                DefinitionSchemas.training(backbone));
    }

    private static CatalogView.Part part(Catalog.Entry<DefensePart> entry) {
        Info info = entry.info();
        return new CatalogView.Part(
                info.id(),
                info.title(),
                Defenses.kind(entry.withDefaults()),
                info.sentence(),
                info.paper(),
                info.schema().jsonSchema());
    }

    private static CatalogView.Attack attack(Catalog.Entry<Attack> entry) {
        Info info = entry.info();
        return new CatalogView.Attack(
                info.id(),
                info.title(),
                info.sentence(),
                info.paper(),
                entry.withDefaults().needs().ids(),
                info.schema().jsonSchema());
    }

    private static CatalogView.Measure measure(Catalog.Entry<LeakageEstimator> entry) {
        Info info = entry.info();
        return new CatalogView.Measure(
                info.id(),
                info.title(),
                info.sentence(),
                info.paper(),
                entry.withDefaults().isTakenByDefault(),
                info.schema().jsonSchema());
    }
}
