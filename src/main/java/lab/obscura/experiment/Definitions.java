package lab.obscura.experiment;

import java.util.Map;
import lab.obscura.dataset.RegisteredDatasets;
import lab.obscura.engine.data.DataException;
import lab.obscura.engine.data.DatasetInfo;
import lab.obscura.engine.pipeline.DefinitionReader;
import lab.obscura.engine.pipeline.ExperimentDefinition;
import lab.obscura.engine.pipeline.FitCheck;
import lab.obscura.engine.pipeline.Identity;
import lab.obscura.engine.pipeline.estimate.Estimate;
import lab.obscura.engine.settings.FieldError;
import lab.obscura.engine.settings.SettingsException;
import lab.obscura.experiment.estimate.FinishedRunSpeeds;
import org.springframework.stereotype.Component;

/** Checks a posted definition before anything is stored: fields, data set, and whether the two go together. */
@Component
final class Definitions {

    private final DefinitionReader reader = new DefinitionReader();
    private final RegisteredDatasets datasets;
    private final FinishedRunSpeeds speeds;

    Definitions(RegisteredDatasets datasets, FinishedRunSpeeds speeds) {
        this.datasets = datasets;
        this.speeds = speeds;
    }

    /** @throws SettingsException with every broken field */
    Resolved resolve(Map<String, Object> posted) {
        ExperimentDefinition definition = reader.read(posted);
        DatasetInfo info =
                datasets.named(definition.dataset().id(), definition.dataset().imageSize());
        checkHash(definition.dataset().dataHash(), info);
        FitCheck.fit(definition, info);
        return new Resolved(definition, info, Identity.of(definition, info.contentHash()));
    }

    EstimateView estimate(Resolved resolved) {
        Estimate estimate = Estimate.of(resolved.definition(), resolved.info(), speeds.now());
        long seconds = estimate.perRun().toSeconds();
        return new EstimateView(
                seconds, seconds * resolved.definition().seeds().size(), estimate.basis(), estimate.warnings());
    }

    /** Empty when the definition no longer holds, as when its data set has gone. */
    java.util.Optional<EstimateView> estimate(Map<String, Object> stored) {
        try {
            return java.util.Optional.of(estimate(resolve(stored)));
        } catch (SettingsException | DataException noLonger) {
            return java.util.Optional.empty();
        }
    }

    private static void checkHash(String pinned, DatasetInfo info) {
        if (!pinned.isEmpty() && !pinned.equalsIgnoreCase(info.contentHash())) {
            throw new SettingsException(new FieldError(
                    "dataset.dataHash",
                    info.contentHash() + " (what lies in " + info.id() + " now)",
                    pinned,
                    "Put the old files back, or leave dataHash out"));
        }
    }
}
