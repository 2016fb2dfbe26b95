package lab.obscura.study;

import java.util.List;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.PresetGroup;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.experiment.ExperimentBatches;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** The ready definitions, and what queues them. */
@Component
final class PresetService {

    private final Studies studies;
    private final ExperimentBatches batches;

    PresetService(Studies studies, ExperimentBatches batches) {
        this.studies = studies;
        this.batches = batches;
    }

    PresetsView all() {
        var costs = new PresetCosts(batches);
        List<PresetsView.Preset> presets =
                presets().map(preset -> view(preset, costs.of(preset))).toList();
        return new PresetsView(
                presets, groups().map(group -> view(group, presets)).toList());
    }

    private static PresetsView.Preset view(Preset preset, PresetsView.Cost cost) {
        return new PresetsView.Preset(
                preset.id(), preset.group(), preset.title(), preset.description(), preset.definition(), cost);
    }

    private static PresetsView.Group view(PresetGroup group, List<PresetsView.Preset> presets) {
        List<PresetsView.Cost> own = presets.stream()
                .filter(preset -> preset.group().equals(group.id()))
                .map(PresetsView.Preset::cost)
                .toList();
        return new PresetsView.Group(group.id(), group.title(), group.description(), own.size(), PresetCosts.sum(own));
    }

    /** Queues one preset, or all presets of a group ({@code demo}, {@code mini-study}), as a study. */
    QueuedView queue(String id, Actor submitter, String idempotencyKey) {
        List<Preset> meant = presets().filter(preset -> preset.isMeantBy(id)).toList();
        if (meant.isEmpty()) {
            throw Problem.unknown(
                    ErrorType.NOT_FOUND,
                    "No preset has the id",
                    id,
                    "GET /api/v1/presets lists them; the id of a group means all of it");
        }
        return studies.post(id, meant, submitter, idempotencyKey);
    }

    private static Stream<PresetGroup> groups() {
        return Stream.concat(Presets.groups().stream(), Stream.of(MiniStudy.ABOUT));
    }

    private static Stream<Preset> presets() {
        return Stream.concat(Presets.all().stream(), MiniStudy.presets());
    }
}
