package lab.obscura.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.catalog.Metrics;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.facts.DatasetListing;
import lab.obscura.engine.definition.Catalogue;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.engine.metric.MetricInfo;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** What a definition may name, for forms and documents. */
@Component
final class Catalog {

    private final RegisteredDatasets datasets;

    Catalog(RegisteredDatasets datasets) {
        this.datasets = datasets;
    }

    CatalogView everything() {
        Catalogue engine = Catalogue.complete();
        List<DatasetListing> listed = datasets.list();
        return new CatalogView(
                engine.sections(),
                listed.stream().flatMap(Catalog::usable).map(Catalog::dataset).toList(),
                listed.stream()
                        .filter(DatasetListing.BeingRead.class::isInstance)
                        .map(DatasetListing::id)
                        .toList(),
                engine.backbones().stream().map(Catalog::backbone).toList(),
                engine.parts().stream().map(Catalog::part).toList(),
                engine.attacks().stream().map(Catalog::attack).toList(),
                engine.measures().stream().map(Catalog::measure).toList(),
                metrics());
    }

    PresetsView presets() {
        return new PresetsView(Presets.all().stream()
                .map(preset -> new PresetsView.Preset(
                        preset.id(), preset.group(), preset.title(), preset.description(), preset.definition()))
                .toList());
    }

    /** The definitions of one preset, or of all presets of a group: {@code demo}, {@code mini-study}. */
    List<Map<String, Object>> definitionsOf(String id) {
        List<Map<String, Object>> definitions = Presets.all().stream()
                .filter(preset -> preset.isMeantBy(id))
                .map(Preset::definition)
                .toList();
        if (definitions.isEmpty()) {
            throw Problem.unknown(
                    ErrorType.NOT_FOUND,
                    "No preset has the id",
                    id,
                    "GET /api/v1/presets lists them; demo and mini-study mean all of their group");
        }
        return definitions;
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

    private static CatalogView.Backbone backbone(Catalogue.BackboneEntry entry) {
        return new CatalogView.Backbone(
                entry.id(),
                entry.title(),
                entry.lastCutLayer(),
                entry.defaultCutLayer(),
                entry.network(),
                entry.training());
    }

    private static CatalogView.Part part(Catalogue.PartEntry entry) {
        return new CatalogView.Part(
                entry.id(), entry.title(), entry.kind(), entry.sentence(), entry.paper(), entry.settings());
    }

    private static CatalogView.Attack attack(Catalogue.AttackEntry entry) {
        return new CatalogView.Attack(
                entry.id(), entry.title(), entry.sentence(), entry.paper(), entry.needs(), entry.settings());
    }

    private static CatalogView.Measure measure(Catalogue.MeasureEntry entry) {
        return new CatalogView.Measure(
                entry.id(), entry.title(), entry.sentence(), entry.paper(), entry.byDefault(), entry.settings());
    }
}
