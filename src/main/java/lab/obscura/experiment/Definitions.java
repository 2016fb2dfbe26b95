package lab.obscura.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.data.AuxiliaryChoice;
import lab.obscura.engine.data.facts.DatasetInfo;
import lab.obscura.engine.data.images.DataException;
import lab.obscura.engine.definition.DefinitionReader;
import lab.obscura.engine.definition.ExperimentDefinition;
import lab.obscura.engine.definition.ExpertTask;
import lab.obscura.engine.definition.FitCheck;
import lab.obscura.engine.definition.Identity;
import lab.obscura.engine.definition.PinCheck;
import lab.obscura.engine.estimate.Estimate;
import lab.obscura.engine.estimate.Speeds;
import lab.obscura.engine.network.DeviceChoice;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.estimate.FinishedRunSpeeds;
import lab.obscura.platform.web.Problem;
import lab.obscura.queue.usage.Rates;
import lab.obscura.queue.usage.Usages;
import org.springframework.stereotype.Component;

/** Checks a posted definition before anything is stored: fields, data set, and whether the two go together. */
@Component
public final class Definitions {

    private final DefinitionReader reader = new DefinitionReader();
    private final RegisteredDatasets datasets;
    private final FinishedRunSpeeds speeds;
    private final Usages usages;

    Definitions(RegisteredDatasets datasets, FinishedRunSpeeds speeds, Usages usages) {
        this.datasets = datasets;
        this.speeds = speeds;
        this.usages = usages;
    }

    /** @throws SettingsException with every broken field: no mistake hides another, whether of the text, the data set or the fit of both */
    Resolved resolve(Map<String, Object> posted) {
        return resolved(DefinitionReader.posted(posted));
    }

    /**
     * Reads a resolved definition again, with the data sets that lie here now. It says itself whether it has a floor.
     *
     * @throws SettingsException when it no longer holds, as when its data set has gone
     * @throws DataException when the data set cannot be read
     * @throws Problem while the data set is being read
     */
    public Resolved stored(Map<String, Object> definition) {
        return resolved(definition);
    }

    private Resolved resolved(Map<String, Object> posted) {
        var errors = new ArrayList<FieldError>();
        Optional<ExperimentDefinition> read = collecting(errors, () -> reader.read(posted));
        int imageSize = read.map(definition -> definition.dataset().imageSize()).orElse(0);
        Optional<DatasetInfo> found = datasetId(posted)
                .flatMap(id -> collecting(errors, () -> named("dataset.id", id, imageSize, errors)))
                .map(info -> read.flatMap(definition -> definition.dataset().auxiliary())
                        .flatMap(choice -> collecting(errors, () -> beside(info, choice, imageSize, errors)))
                        .orElse(info))
                .map(info -> read.flatMap(ExperimentDefinition::expert)
                        .flatMap(task -> collecting(errors, () -> after(info, task, imageSize, errors)))
                        .orElse(info));
        read.ifPresent(definition -> found.ifPresent(info -> {
            errors.addAll(PinCheck.of(definition, info));
            collecting(errors, () -> FitCheck.fit(definition, info));
        }));
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
        ExperimentDefinition definition = read.orElseThrow();
        DatasetInfo info = found.orElseThrow();
        return new Resolved(definition, info, Identity.of(definition, info));
    }

    private DatasetInfo beside(DatasetInfo target, AuxiliaryChoice choice, int imageSize, List<FieldError> errors) {
        int size = imageSize == 0 && target.shape().height() == target.shape().width()
                ? target.shape().height()
                : imageSize;
        return target.with(choice.of(target, named("dataset.auxiliary.id", choice.id(), size, errors)));
    }

    private DatasetInfo after(DatasetInfo target, ExpertTask task, int imageSize, List<FieldError> errors) {
        int size = ExpertTask.imageSize(target, imageSize);
        return task.before(target, named(task.field(), task.expert().dataset(), size, errors), size);
    }

    /** A data set that is being read hides no mistake. */
    private DatasetInfo named(String field, String id, int imageSize, List<FieldError> errors) {
        try {
            return datasets.named(field, id, imageSize);
        } catch (Problem beingRead) {
            throw errors.isEmpty() ? beingRead : new SettingsException(List.of());
        } catch (DataException unreadable) {
            throw new SettingsException(
                    new FieldError(field, "a data set that can be read", id, unreadable.getMessage()));
        }
    }

    private static <T> Optional<T> collecting(List<FieldError> errors, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (SettingsException broken) {
            errors.addAll(broken.errors());
            return Optional.empty();
        }
    }

    /** Empty where there is no text: the reader has said so. */
    private static Optional<String> datasetId(Map<String, Object> posted) {
        return posted.get("dataset") instanceof Map<?, ?> dataset && dataset.get("id") instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }

    EstimateView estimate(Resolved resolved) {
        return estimate(resolved, speeds.now(), usages.rates());
    }

    /** For many definitions: what finished runs say is read once. */
    Function<Resolved, EstimateView> estimator() {
        Speeds now = speeds.now();
        Rates rates = usages.rates();
        return resolved -> estimate(resolved, now, rates);
    }

    private static EstimateView estimate(Resolved resolved, Speeds now, Rates rates) {
        Estimate estimate = Estimate.of(resolved.definition(), resolved.info(), now);
        long seconds = estimate.perRun().toSeconds();
        long all = seconds * resolved.definition().seeds().size();
        boolean onCard = resolved.definition().device() == DeviceChoice.CUDA;
        return new EstimateView(seconds, all, estimate.basis(), estimate.warnings(), rates.expect(all, onCard));
    }

    /** Empty when the definition no longer holds, as when its data set has gone. */
    Optional<EstimateView> estimate(Map<String, Object> stored) {
        try {
            return Optional.of(estimate(resolved(stored)));
        } catch (SettingsException | DataException | Problem noLonger) { // or its data set is being read
            return Optional.empty();
        }
    }
}
