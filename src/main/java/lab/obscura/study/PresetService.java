package lab.obscura.study;

import java.util.List;
import java.util.stream.Stream;
import lab.obscura.account.Actor;
import lab.obscura.engine.definition.presets.Preset;
import lab.obscura.engine.definition.presets.Presets;
import lab.obscura.platform.web.ErrorType;
import lab.obscura.platform.web.Problem;
import org.springframework.stereotype.Component;

/** The ready definitions, and what queues them. */
@Component
final class PresetService {

    private final Studies studies;

    PresetService(Studies studies) {
        this.studies = studies;
    }

    PresetsView all() {
        return new PresetsView(presets()
                .map(preset -> new PresetsView.Preset(
                        preset.id(), preset.group(), preset.title(), preset.description(), preset.definition()))
                .toList());
    }

    /** Queues one preset, or all presets of a group ({@code demo}, {@code mini-study}), as a study. */
    QueuedView queue(String id, Actor submitter) {
        List<Preset> meant = presets().filter(preset -> preset.isMeantBy(id)).toList();
        if (meant.isEmpty()) {
            throw Problem.unknown(
                    ErrorType.NOT_FOUND,
                    "No preset has the id",
                    id,
                    "GET /api/v1/presets lists them; demo and mini-study mean all of their group");
        }
        return studies.post(id, meant, submitter);
    }

    private static Stream<Preset> presets() {
        return Stream.concat(Presets.all().stream(), MiniStudy.presets());
    }
}
