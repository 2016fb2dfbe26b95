package lab.obscura.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.EstimateView;
import lab.obscura.experiment.ExperimentBatches;
import lab.obscura.experiment.Resolved;
import lab.obscura.platform.web.Problem;

/** What presets cost here, by what finished runs say now. */
final class PresetCosts {

    private final Function<Map<String, Object>, Resolved> checker;
    private final Function<Resolved, EstimateView> estimator;

    PresetCosts(ExperimentBatches batches) {
        this.checker = batches.checker();
        this.estimator = batches.estimator();
    }

    PresetsView.Cost of(Preset preset) {
        int runs = preset.definition().get("seeds") instanceof List<?> seeds ? seeds.size() : 1;
        try {
            EstimateView estimate = estimator.apply(checker.apply(preset.definition()));
            return new PresetsView.Cost(runs, estimate.seconds(), List.of(estimate.basis()), null);
        } catch (SettingsException refused) {
            return new PresetsView.Cost(
                    runs, null, List.of(), sentence(refused.errors().get(0)));
        } catch (DataException | Problem unreadable) { // or its data set is being read
            return new PresetsView.Cost(runs, null, List.of(), unreadable.getMessage());
        }
    }

    private static String sentence(FieldError error) {
        return error.path().equals("dataset.id")
                ? "its data set " + error.value() + " is not in the data directory"
                : error.sentence();
    }

    /** All of them together. */
    static PresetsView.Cost sum(List<PresetsView.Cost> costs) {
        Optional<String> obstacle = costs.stream()
                .flatMap(cost -> Optional.ofNullable(cost.obstacle()).stream())
                .findFirst();
        return new PresetsView.Cost(
                costs.stream().mapToInt(PresetsView.Cost::runs).sum(),
                obstacle.isPresent()
                        ? null
                        : costs.stream().mapToLong(PresetsView.Cost::seconds).sum(),
                costs.stream().flatMap(cost -> cost.basis().stream()).distinct().toList(),
                obstacle.orElse(null));
    }
}
